/// Everything that can be wrong with a specification whose files could be read, one function a subject.
package enum Linter {
    package static func check(_ contract: Contract, _ registry: Registry) -> [Diagnostic] {
        []
    }
}

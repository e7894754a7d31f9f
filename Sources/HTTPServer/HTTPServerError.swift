/// Why a server could not start: what was tried and what the system said.
package struct HTTPServerError: Error, CustomStringConvertible, Sendable {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

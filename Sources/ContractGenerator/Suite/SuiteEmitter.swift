/// Prints validators for a folder in the format of the official JSON Schema test suite, so that generated code can be
/// judged by it.
///
/// Each group of a file is a specification of its own: its schemas become static functions of one enum, so that equal
/// names in different groups do not meet. `format` is an annotation there, as the suite expects.
package struct SuiteEmitter {
    /// Documents that schemas of the suite refer to by URI.
    private let remotes: [SpecFile]

    package init(remotes: [SpecSource]) {
        self.remotes = SpecLoader.load(remotes).files
    }

    /// The Swift of one suite file, and the table of its groups' validators, named `suite_<file>`.
    package func emit(_ source: SpecSource, named name: String) throws(Diagnostic) -> String {
        let file = try SpecLoader.load(source)
        var writer = LineWriter()
        writer.line("import ContractRuntime")
        writer.line("import HTTPTypes")
        writer.line("import Patterns")
        var entries: [String] = []
        for (index, group) in SpecNode(file: file).elements.enumerated() {
            guard let schema = group["schema"] else { continue }
            let namespace = "Suite_\(name)_\(index)"
            entries.append("{ (v: JSONValue, c: inout Validation) -> Bool in \(namespace).check(v, &c) }")
            writer.line()
            writer.block("enum \(namespace)") { emitGroup(schema.value, into: &$0) }
        }
        writer.line()
        let type = "[@Sendable (JSONValue, inout Validation) -> Bool]"
        writer.list("let suite_\(name): \(type) =", entries)
        return SwiftLayout.wrapped(writer.text)
    }

    private func emitGroup(_ schema: SpecValue, into writer: inout LineWriter) {
        let root = SpecFile(path: "schema.json", bytes: [], root: schema)
        let registry = Registry(files: remotes + [root])
        var planner = SchemaPlanner(registry: registry)
        let id = planner.plan(SpecNode(file: root), named: "Root")
        let emitter = SchemaEmitter(types: TypePlanner(plans: planner.plans), assertsFormat: false, isNested: true)
        let call = emitter.checkCall(id, "v") ?? "true"
        emitter.emitAll()
        writer.line("static func check(_ v: JSONValue, _ c: inout Validation) -> Bool { \(call) }")
        for declaration in emitter.patternDeclarations { writer.line("static " + declaration) }
        for (_, text) in emitter.printed {
            writer.append(String(text.dropLast()))
        }
    }
}

/// `types.ts`: one exported type a named schema, in the order of their names.
enum TypeScriptTypesEmitter {
    static func emit(_ names: TypeScriptNames, _ mapper: inout TypeScriptMapper) -> String {
        var text = ""
        for (name, node) in names.schemas {
            let place = "Schema: " + (node.path.isEmpty ? node.file.path : node.location)
            for line in TypeScriptText.comment(SchemaComment.paragraphs(of: node) + [place], depth: 0) {
                text += line + "\n"
            }
            text += "export type \(name) = \(mapper.type(of: node).text());\n\n"
        }
        // A file without exports would be a script.
        return text.isEmpty ? "export {};\n" : String(text.dropLast())
    }
}

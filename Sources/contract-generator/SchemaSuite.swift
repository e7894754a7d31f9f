import ContractGenerator
import Platform

/// `schema-suite`: Swift for every file directly in a folder of JSON Schema tests.
enum SchemaSuite {
    /// The address of the official suite's remote documents.
    private static let remoteBase: String = "http://localhost:1234/"

    /// The documents that schemas of the suite refer to: remote documents by their address, metaschemas by their `$id`.
    static func documents(remotes: String?, metaschemas: String?) throws(Failure) -> [SpecSource] {
        var documents: [SpecSource] = []
        if let remotes {
            documents += try Files.sources(in: remotes).map { source in
                SpecSource(path: "remotes/" + source.path, bytes: source.bytes, uri: remoteBase + source.path)
            }
        }
        if let metaschemas {
            documents += try Files.sources(in: metaschemas, suffix: "").map { source in
                SpecSource(path: "metaschemas/" + source.path, bytes: source.bytes)
            }
        }
        return documents
    }

    static func write(suite: String, documents: [SpecSource], output: String) throws(Failure) {
        let emitter = SuiteEmitter(remotes: documents)
        var table = "import ContractRuntime\n\n"
        table += "let suites: [(file: String, checks: [@Sendable (JSONValue, inout Validation) -> Bool])] = [\n"
        for source in try Files.sources(in: suite) where !source.path.contains("/") {
            let name = String(source.path.dropLast(5).map { $0.isLetter || $0.isNumber ? $0 : "_" })
            try Files.write(try swift(of: source, named: name, emitter, suite), to: "\(output)/suite_\(name).swift")
            table += "    (\"\(source.path)\", suite_\(name)),\n"
        }
        try Files.write(table + "]\n", to: output + "/suites.swift")
    }

    private static func swift(
        of source: SpecSource,
        named name: String,
        _ emitter: SuiteEmitter,
        _ folder: String
    ) throws(Failure) -> String {
        do throws(Diagnostic) {
            return try emitter.emit(source, named: name)
        } catch {
            Terminal.complain(DiagnosticRenderer.render(error, folder: folder))
            throw .diagnosed
        }
    }
}

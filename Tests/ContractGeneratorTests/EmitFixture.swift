import ContractGenerator
import Foundation
import TestSupport
import Testing

/// `Fixtures/valid` with another item schema, further schemas beside it, and what is generated for it.
struct EmitFixture {
    let files: [String: String]
    let diagnostics: [Diagnostic]

    init(item: String, others: [SpecSource] = [], tests: Bool = false) {
        let sources = Fixture.valid.filter { $0.path != "schemas/Item.json" } + others
        self.init(sources + [SpecSource("schemas/Item.json", item)], tests: tests)
    }

    init(_ sources: [SpecSource], tests: Bool = false) {
        let result = Generator().generate(sources, tests: tests)
        diagnostics = result.diagnostics
        files = Dictionary(uniqueKeysWithValues: result.files.map { ($0.name, $0.text) })
    }

    /// The Swift of the item's file.
    var item: String { files["schemas_Item.swift"] ?? "" }

    var all: String { files.sorted { $0.key < $1.key }.map(\.value).joined() }

    /// Names of the structures and enumerations that are declared, sorted.
    var types: [String] {
        all.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count > 2, words[0] == "package", words[1] == "struct" || words[1] == "enum" else { return nil }
            return words[2].split(whereSeparator: { ":<".contains($0) }).first.map(String.init)
        }.sorted()
    }
}

/// Asks the compiler whether files are Swift; nil where they are, else what it says.
func syntaxFaults(_ files: [String: String]) throws -> String? {
    let temporary = try TemporaryFolder()
    defer { withExtendedLifetime(temporary) {} }
    let folder = URL(filePath: temporary.path)
    var paths: [String] = []
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        paths.append(file.path())
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["swiftc", "-frontend", "-parse", "-warnings-as-errors", "-parse-as-library"] + paths
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 && output.isEmpty ? nil : String(decoding: output, as: UTF8.self)
}

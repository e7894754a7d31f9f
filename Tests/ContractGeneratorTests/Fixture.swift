import ContractGenerator
import Foundation
import Testing

/// A specification on disk: `Fixtures/valid` with the files of another folder laid over it.
struct Fixture: CustomTestStringConvertible, Sendable {
    let name: String

    var testDescription: String { name }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    static let repository = folder.appending(path: "../../..").standardizedFileURL

    static var valid: [SpecSource] { sources(in: folder.appending(path: "valid")) }

    /// The contract of this repository.
    static var api: [SpecSource] { sources(in: repository.appending(path: "api")) }

    /// One folder a rule; its name is the rule's.
    static let broken: [Fixture] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
        return (names ?? []).filter { $0 != "valid" && $0 != "diff" }.sorted().map(Fixture.init)
    }()

    var sources: [SpecSource] {
        let folder = Self.folder.appending(path: name)
        let own = Self.sources(in: folder)
        let absent = (try? String(contentsOf: folder.appending(path: "absent.txt"), encoding: .utf8)) ?? ""
        let hidden = own.map(\.path) + absent.split(separator: "\n").map(String.init)
        return Self.valid.filter { !hidden.contains($0.path) } + own
    }

    /// The words of the linter, as the command line must print them.
    var expected: String? {
        try? String(contentsOf: Self.folder.appending(path: name + "/expected.txt"), encoding: .utf8)
    }

    static func sources(in folder: URL) -> [SpecSource] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path())) ?? []
        return paths.filter(SpecificationFolder.holds).sorted().compactMap { path in
            guard let data = try? Data(contentsOf: folder.appending(path: path)) else { return nil }
            return SpecSource(path: path, bytes: [UInt8](data))
        }
    }
}

extension SpecSource {
    init(_ path: String, _ text: String, uri: String? = nil) {
        self.init(path: path, bytes: Array(text.utf8), uri: uri)
    }
}

/// The parsed file; throws the diagnostic where it cannot be parsed.
func file(_ path: String, _ text: String, uri: String? = nil) throws -> SpecFile {
    try SpecLoader.load(SpecSource(path, text, uri: uri))
}

func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { DiagnosticRenderer.render($0, folder: "") + "\n" }.joined()
}

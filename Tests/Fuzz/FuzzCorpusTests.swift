import TestSupport
import Testing

/// The committed inputs of the fuzzers, as an ordinary test; `make fuzz` looks for others.
@Suite struct FuzzCorpusTests {
    private static let folder = String(#filePath.dropLast("FuzzCorpusTests.swift".count)) + "Corpus/"

    @Test(arguments: FuzzTarget.all.map(\.name))
    func everyInputKeepsItsProperties(name: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let files = try Files.names(in: Self.folder + name)
        #expect(files.count >= 5, "\(name) has hardly a corpus")
        for file in files {
            let input = try Files.bytes(of: Self.folder + name + "/" + file)
            #expect(throws: Never.self, "\(name)/\(file)") { try target.check(input) }
        }
    }

    @Test func everyCorpusHasItsTarget() throws {
        #expect(try Files.names(in: Self.folder) == FuzzTarget.all.map(\.name).sorted())
    }
}

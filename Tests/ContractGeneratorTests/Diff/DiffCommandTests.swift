import ContractGenerator
import Foundation
import TestSupport
import Testing

/// `contract-generator diff` as scripts and CI call it.
@Suite struct DiffCommandTests {
    private static let folder = Fixture.folder.appending(path: "diff")

    private func run(_ arguments: [String], in folder: URL) throws -> (status: Int32, output: String, errors: String) {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let process = Process()
        process.executableURL = URL(filePath: tests).deletingLastPathComponent().appending(path: "contract-generator")
        process.arguments = ["diff"] + arguments
        process.currentDirectoryURL = folder
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let faults = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (
            process.terminationStatus, String(decoding: text, as: UTF8.self), String(decoding: faults, as: UTF8.self)
        )
    }

    @Test(arguments: ["breaking", "compatible"])
    func printsFindingsOfTwoFolders(_ name: String) throws {
        let folder = Self.folder.appending(path: name)
        let outcome = try run(["old", "new"], in: folder)
        #expect(outcome.output == (try String(contentsOf: folder.appending(path: "expected.txt"), encoding: .utf8)))
        #expect(outcome.errors == "")
        #expect(outcome.status == (name == "breaking" ? 1 : 0))
    }

    /// The fixture "compatible" has a WARN and an INFO, "breaking" an ERR, a folder and itself nothing.
    @Test(
        arguments: [
            ("compatible", "new", "ERR", 0), ("compatible", "new", "WARN", 1), ("compatible", "new", "INFO", 1),
            ("compatible", "old", "INFO", 0), ("breaking", "new", "WARN", 1),
        ]
    )
    func theExitStatusFollowsTheThreshold(_ name: String, _ new: String, _ level: String, _ status: Int32) throws {
        let folder = Self.folder.appending(path: name)
        #expect(try run(["old", new, "--fail-on", level], in: folder).status == status)
        #expect(try run(["--fail-on=\(level)", "old", new], in: folder).status == status)
    }

    @Test func aBundleStandsForItsFolder() throws {
        let folder = Self.folder.appending(path: "breaking")
        let registry = Registry(files: SpecLoader.load(Fixture.sources(in: folder.appending(path: "old"))).files)
        let temporary = try TemporaryFolder()
        defer { withExtendedLifetime(temporary) {} }
        let bundle = URL(filePath: temporary.path + "/bundle.json")
        try Bundle.document(registry).write(to: bundle, atomically: true, encoding: .utf8)
        #expect(try run([bundle.path(), "old", "--fail-on", "INFO"], in: folder).status == 0)
        let outcome = try run([bundle.path(), "new"], in: folder)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("  old \(bundle.path()):"))
    }

    @Test(
        arguments: [
            [], ["old"], ["old", "new", "more"], ["old", "new", "--fail-on"], ["old", "new", "--fail-on", "err"],
            ["old", "nowhere"],
        ]
    )
    func badCommandLinesAreTwo(_ arguments: [String]) throws {
        let outcome = try run(arguments, in: Self.folder.appending(path: "breaking"))
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors != "")
    }

    @Test func aContractThatCannotBeReadIsTwoAndPointsAtTheFile() throws {
        let broken = Fixture.folder.appending(path: "syntax")
        let outcome = try run(["diff/breaking/old", "syntax"], in: broken.deletingLastPathComponent())
        #expect(outcome.status == 2)
        #expect(outcome.errors.hasPrefix("syntax/schemas/Item.json:3:45: error: "))
    }

    /// Released bundles lie beside the contract and are no part of it.
    @Test func releasedBundlesAreNoPartOfTheSpecification() throws {
        #expect(!SpecificationFolder.holds("released/openapi.json"))
        #expect(!SpecificationFolder.holds(".hidden/openapi.json"))
        #expect(!SpecificationFolder.holds("schemas/notes.md"))
        #expect(SpecificationFolder.holds("openapi.json"))
        #expect(SpecificationFolder.holds("schemas/released.json"))
        #expect(SpecificationFolder.holds("schemas/released/Item.json"))
        let path = Fixture.repository.appending(path: "Plugins/GenerateContract/plugin.swift")
        let plugin = try String(contentsOf: path, encoding: .utf8)
        #expect(plugin.contains(#"!path.hasPrefix("\#(SpecificationFolder.released)/")"#))
    }

    @Test func theFolderReleasedIsNotRead() throws {
        let temporary = try TemporaryFolder()
        defer { withExtendedLifetime(temporary) {} }
        let folder = URL(filePath: temporary.path)
        try FileManager.default.copyItem(
            at: Self.folder.appending(path: "breaking/new"),
            to: folder.appending(path: "api")
        )
        let released = folder.appending(path: "api/released")
        try FileManager.default.createDirectory(at: released, withIntermediateDirectories: true)
        try Data("no JSON".utf8).write(to: released.appending(path: "openapi.json"))
        #expect(try run(["api", "api", "--fail-on", "INFO"], in: folder).status == 0)
    }
}

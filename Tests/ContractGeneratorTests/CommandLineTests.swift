import ContractGenerator
import Foundation
import TestSupport
import Testing

/// The executable itself: what scripts, editors and the build plugin rely on.
@Suite struct CommandLineTests {
    private struct Outcome {
        var status: Int32
        var output: String
        var errors: String
    }

    /// The executable stands beside the test bundle.
    private func run(_ arguments: [String]) throws -> Outcome {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let process = Process()
        process.executableURL = URL(filePath: tests).deletingLastPathComponent().appending(path: "contract-generator")
        process.arguments = arguments
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let faults = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: text, as: UTF8.self),
            errors: String(decoding: faults, as: UTF8.self)
        )
    }

    private func withFolder(of sources: [SpecSource], _ body: (String) throws -> Void) throws {
        let temporary = try TemporaryFolder()
        defer { withExtendedLifetime(temporary) {} }
        let folder = URL(filePath: temporary.path)
        for source in sources {
            let file = folder.appending(path: source.path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(source.bytes).write(to: file)
        }
        try body(temporary.path)
    }

    @Test func lintOfASoundSpecificationIsSilent() throws {
        try withFolder(of: Fixture.valid) { folder in
            let outcome = try run(["lint", folder])
            #expect(outcome.status == 0)
            #expect(outcome.output + outcome.errors == "")
        }
    }

    @Test func lintPointsAtTheFileOnStandardError() throws {
        let fixture = try #require(Fixture.broken.first { $0.name == "unknown-type" })
        try withFolder(of: fixture.sources) { folder in
            let outcome = try run(["lint", folder])
            #expect(outcome.status == 1)
            #expect(outcome.output == "")
            #expect(outcome.errors.hasPrefix("\(folder)/schemas/Item.json:7:9: error: "))
        }
    }

    @Test func generateWritesOnlyWhatChanged() throws {
        try withFolder(of: Fixture.valid) { folder in
            let output = folder + "/made/here"
            let arguments = ["generate", "--api", folder, "--output", output]
            #expect(try run(arguments).status == 0)
            let names = try FileManager.default.contentsOfDirectory(atPath: output)
            #expect(names.sorted() == OutputName.all(for: Fixture.valid.map(\.path), tests: false).sorted())
            let before = try names.map { try modified(output + "/" + $0) }
            #expect(try run(arguments).status == 0)
            #expect(try names.map { try modified(output + "/" + $0) } == before)
        }
    }

    @Test func typescriptWritesTheClient() throws {
        try withFolder(of: Fixture.valid) { folder in
            let output = folder + "/made/client"
            #expect(try run(["typescript", "--api", folder, "--output", output]).status == 0)
            let names = try FileManager.default.contentsOfDirectory(atPath: output)
            #expect(names.sorted() == ["client.ts", "index.ts", "transport.ts", "types.ts"])
        }
    }

    private func modified(_ path: String) throws -> Date? {
        try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    }

    @Test func bundleWritesToTheFileOrToStandardOutput() throws {
        try withFolder(of: Fixture.valid) { folder in
            let printed = try run(["bundle", folder])
            #expect(printed.status == 0)
            let file = folder + "/bundle.out"
            #expect(try run(["bundle", folder, "--output", file]).status == 0)
            #expect(try String(contentsOfFile: file, encoding: .utf8) == printed.output)
            #expect(printed.output.hasPrefix("{\n  \"openapi\": \"3.1.0\""))
        }
    }

    @Test func docsWritesThePageToTheFileOrToStandardOutput() throws {
        try withFolder(of: Fixture.valid) { folder in
            let printed = try run(["docs", "--api", folder])
            #expect(printed.status == 0)
            let file = folder + "/docs.out"
            #expect(try run(["docs", "--api=\(folder)", "--output", file]).status == 0)
            #expect(try String(contentsOfFile: file, encoding: .utf8) == printed.output)
            #expect(printed.output.hasPrefix("<!DOCTYPE html>\n"))
        }
    }

    @Test(
        arguments: [
            [], ["docs"], ["docs", "api"], ["docs", "--api"], ["lnit"], ["lint"], ["generate"],
            ["generate", "--api", "x"], ["generate", "--api", "--output", "y"],
            ["typescript"], ["typescript", "--api", "x"], ["typescript", "--output", "y"], ["lint", "a", "b"],
            ["bundle", "--output"], ["version", "now"],
        ]
    )
    func badCommandLinesAreRefused(_ arguments: [String]) throws {
        let outcome = try run(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("contract-generator help"))
    }

    @Test func aMissingFolderIsNamed() throws {
        let outcome = try run(["lint", "/nowhere/api"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.hasPrefix("error: /nowhere/api: "))
    }

    @Test func helpAndVersionAreOutput() throws {
        #expect(try run(["help"]).output.contains("generate --api DIR --output DIR"))
        #expect(try run(["version"]).output.hasPrefix("contract-generator "))
    }
}

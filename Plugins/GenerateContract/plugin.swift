import Foundation
import PackagePlugin

/// Runs `contract-generator` over `api/`: for a module its Swift, for a test target its cases, for a client what calls
/// it.
///
/// Inputs and outputs are exact and follow from the names of the files alone: `api/schemas/User.json` becomes
/// `schemas_User.swift`, as `OutputName` in ContractGenerator has it. SwiftPM asks again for the list of files when the
/// folders of targets change, and `api/` is none: the symbolic link beside this file makes it one.
@main
struct GenerateContract: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let purpose = Purpose(of: target)
        let folder = context.package.directoryURL.appending(path: purpose.folder, directoryHint: .isDirectory)
        let files = try specificationFiles(in: folder)
        let output = context.pluginWorkDirectoryURL
        let names = purpose.fixedNames + (purpose.hasFileNames ? files.map(outputName) : [])
        return [
            .buildCommand(
                displayName: "Generating \(target.name) from \(purpose.folder)/",
                executable: try context.tool(named: "contract-generator").url,
                arguments: ["generate", "--api", folder.path(percentEncoded: false)]
                    + ["--output", output.path(percentEncoded: false)] + purpose.arguments,
                inputFiles: files.map { folder.appending(path: $0) },
                outputFiles: names.map { output.appending(path: $0) }
            )
        ]
    }

    /// The paths of all `*.json` below a folder, relative to it, sorted; hidden names, released bundles and services
    /// that we call are left out, as `SpecificationFolder` in ContractGenerator has it.
    private func specificationFiles(in folder: URL) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path(percentEncoded: false), isDirectory: &isFolder),
            isFolder.boolValue
        else { throw PluginError.missingFolder(folder.path(percentEncoded: false)) }
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
        return paths.filter { path in
            path.hasSuffix(".json") && !path.hasPrefix("released/") && !path.hasPrefix("services/")
                && !path.split(separator: "/").contains { $0.hasPrefix(".") }
        }.sorted()
    }

    private func outputName(_ path: String) -> String {
        path.dropLast(".json".count).replacing("/", with: "_") + ".swift"
    }
}

/// What is made for a target, which its name and kind say.
enum Purpose {
    /// The contract that we serve, as a module.
    case contract
    /// The cases of its tests.
    case tests
    /// A client of the contract in this folder: `TelegramAPI` calls `api/services/telegram`, and `ContractClient`,
    /// which is for tests, the contract that we serve.
    case client(folder: String)

    init(of target: any Target) {
        if (target as? any SourceModuleTarget)?.kind == .test {
            self = .tests
        } else if target.name == "ContractClient" {
            self = .client(folder: "api")
        } else if target.name.hasSuffix("API") {
            self = .client(folder: "api/services/" + target.name.dropLast("API".count).lowercased())
        } else {
            self = .contract
        }
    }

    /// Where the contract is, from the package's folder.
    var folder: String {
        if case .client(let folder) = self { folder } else { "api" }
    }

    var arguments: [String] {
        switch self {
        case .contract: []
        case .tests: ["--tests"]
        case .client: ["--client"]
        }
    }

    /// The files that are there whatever the contract holds.
    var fixedNames: [String] {
        switch self {
        case .contract:
            ["API.swift", "Routes.swift", "Security.swift", "OpenAPIDocument.swift", "DocumentationPage.swift"]
        case .tests: ["ContractCases.swift"]
        case .client: ["ServiceClient.swift"]
        }
    }

    /// Whether each file of the contract becomes a file.
    var hasFileNames: Bool {
        if case .tests = self { false } else { true }
    }
}

enum PluginError: Error, CustomStringConvertible {
    case missingFolder(String)

    var description: String {
        switch self {
        case .missingFolder(let path):
            "GenerateContract: there is no folder \(path); the contract (openapi.json, paths/, schemas/) belongs there"
        }
    }
}

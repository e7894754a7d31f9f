import Foundation
import PackagePlugin

/// Runs `contract-generator` over `api/`: for a module its Swift, for a test target its cases.
///
/// Inputs and outputs are exact and follow from the names of the files alone: `api/schemas/User.json` becomes
/// `schemas_User.swift`, as `OutputName` in ContractGenerator has it. SwiftPM asks again for the list of files when the
/// folders of targets change, and `api/` is none: the symbolic link beside this file makes it one.
@main
struct GenerateContract: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let api = context.package.directoryURL.appending(path: "api", directoryHint: .isDirectory)
        let files = try specificationFiles(in: api)
        let output = context.pluginWorkDirectoryURL
        let isTest = (target as? any SourceModuleTarget)?.kind == .test
        let names =
            isTest
            ? ["ContractCases.swift"]
            : ["API.swift", "Routes.swift", "Security.swift", "OpenAPIDocument.swift", "DocumentationPage.swift"]
                + files.map(outputName)
        return [
            .buildCommand(
                displayName: "Generating \(target.name) from api/",
                executable: try context.tool(named: "contract-generator").url,
                arguments: ["generate", "--api", api.path(percentEncoded: false)]
                    + ["--output", output.path(percentEncoded: false)] + (isTest ? ["--tests"] : []),
                inputFiles: files.map { api.appending(path: $0) },
                outputFiles: names.map { output.appending(path: $0) }
            )
        ]
    }

    /// The paths of all `*.json` below `api/`, relative to it, sorted; hidden names, released bundles and services
    /// that we call are left out, as `SpecificationFolder` in ContractGenerator has it.
    private func specificationFiles(in api: URL) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: api.path(percentEncoded: false), isDirectory: &isFolder),
            isFolder.boolValue
        else { throw PluginError.missingFolder(api.path(percentEncoded: false)) }
        let paths = try FileManager.default.subpathsOfDirectory(atPath: api.path(percentEncoded: false))
        return paths.filter { path in
            path.hasSuffix(".json") && !path.hasPrefix("released/") && !path.hasPrefix("services/")
                && !path.split(separator: "/").contains { $0.hasPrefix(".") }
        }.sorted()
    }

    private func outputName(_ path: String) -> String {
        path.dropLast(".json".count).replacing("/", with: "_") + ".swift"
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

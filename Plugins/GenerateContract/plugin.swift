import Foundation
import PackagePlugin

/// A build tool that runs `contract-generator` over `api/`: for a module its Swift, for a test target its cases, for a
/// client what calls it.
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
        try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false)).filter { path in
            path.hasSuffix(".json") && !path.hasPrefix("released/") && !path.hasPrefix("services/")
                && !path.split(separator: "/").contains { $0.hasPrefix(".") }
        }.sorted()
    }

    private func outputName(_ path: String) -> String {
        path.dropLast(".json".count).replacing("/", with: "_") + ".swift"
    }
}

/// The things that are made for a target, as its name and kind say.
struct Purpose {
    /// The folder of the contract, from the package's folder.
    var folder = "api"
    /// The words that tell the generator what to make.
    let arguments: [String]
    /// The files that are there whatever the contract holds.
    let fixedNames: [String]
    /// True where each file of the contract becomes a file.
    var hasFileNames = true

    init(of target: any Target) {
        if (target as? any SourceModuleTarget)?.kind == .test {
            (arguments, fixedNames, hasFileNames) = (["--tests"], ["ContractCases.swift"], false)
        } else if target.name == "ContractClient" {
            (arguments, fixedNames) = (["--client"], ["ServiceClient.swift"])
        } else if target.name.hasSuffix("API") {
            (arguments, fixedNames) = (["--client"], ["ServiceClient.swift"])
            folder = "api/services/" + target.name.dropLast("API".count).lowercased()
        } else {
            arguments = []
            fixedNames = [
                "API.swift", "Routes.swift", "Security.swift", "OpenAPIDocument.swift", "DocumentationPage.swift",
            ]
        }
    }
}

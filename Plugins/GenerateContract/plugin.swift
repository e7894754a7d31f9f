import Foundation
import PackagePlugin

/// Runs `contract-generator` over `api/` when one of its files changed; the outputs' names follow from the inputs' names.
@main
struct GenerateContract: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let api: URL = context.package.directoryURL.appending(path: "api")
        let files: [String] = try specificationFiles(in: api)
        let isTest: Bool = (target as? any SourceModuleTarget)?.kind == .test
        let output: URL = context.pluginWorkDirectoryURL
        let names: [String] =
            isTest
            ? ["ContractCases.swift"]
            : ["API.swift", "Routes.swift", "Security.swift", "OpenAPIDocument.swift"] + files.map(outputName)
        return [
            .buildCommand(
                displayName: "Generating \(isTest ? "contract cases" : "the contract") for \(target.name)",
                executable: try context.tool(named: "contract-generator").url,
                arguments: ["generate", "--api", api.path(), "--output", output.path()] + (isTest ? ["--tests"] : []),
                inputFiles: files.map { api.appending(path: $0) },
                outputFiles: names.map { output.appending(path: $0) }
            )
        ]
    }

    /// Paths of the specification's files, relative to its folder, sorted.
    private func specificationFiles(in folder: URL) throws -> [String] {
        guard let found = FileManager.default.enumerator(atPath: folder.path()) else {
            throw GenerateContractError.noSpecification(folder.path())
        }
        let files: [String] = found.compactMap { $0 as? String }.filter { path in
            // Released bundles are documents of the past, not part of the contract.
            path.hasSuffix(".json") && !path.hasPrefix("released/")
        }
        guard files.contains("openapi.json") else { throw GenerateContractError.noSpecification(folder.path()) }
        return files.sorted()
    }

    /// `OutputName.of` of the generator: a plugin cannot import it; a test holds both to the same table.
    private func outputName(of path: String) -> String {
        path.dropLast(".json".count).replacingOccurrences(of: "/", with: "_") + ".swift"
    }
}

enum GenerateContractError: Error, CustomStringConvertible {
    case noSpecification(String)

    var description: String {
        switch self {
        case .noSpecification(let folder): "\(folder) has no openapi.json: the contract belongs there"
        }
    }
}

import ContractGenerator
import Foundation

/// Judges the plan interpreter by a folder of JSON Schema tests; prints each failure and `N passed, N failed`.
struct PlanRun {
    let documents: [SpecFile]
    var passed: Int = 0
    var failed: Int = 0

    /// `remotes` are served at the address that the official suite gives them, metaschemas have an `$id`.
    init(remotes: String?, metaschemas: String?) throws {
        var sources: [SpecSource] = []
        if let remotes {
            sources += try PlanRun.files(in: remotes, suffix: ".json").map { path, bytes in
                SpecSource(path: "remotes/" + path, bytes: bytes, uri: "http://localhost:1234/" + path)
            }
        }
        if let metaschemas {
            sources += try PlanRun.files(in: metaschemas, suffix: "").map { path, bytes in
                SpecSource(path: "metaschemas/" + path, bytes: bytes)
            }
        }
        documents = SpecLoader.load(sources).files
    }

    mutating func run(folder: String) throws {
        for (path, bytes) in try PlanRun.files(in: folder, suffix: ".json") where !path.contains("/") {
            let file: SpecFile = try SpecLoader.load(SpecSource(path: path, bytes: bytes))
            for group in SpecNode(file: file).elements { judge(group, in: path) }
        }
    }

    private mutating func judge(_ group: SpecNode, in file: String) {
        guard let schema = group["schema"]?.value else { return }
        let root = SpecFile(path: "schema.json", bytes: [], root: schema)
        var planner = SchemaPlanner(registry: Registry(files: documents + [root]))
        let id: SchemaID = planner.plan(SpecNode(file: root), named: "Root")
        let interpreter = PlanInterpreter(plans: planner.plans)
        for test in group["tests"]?.elements ?? [] {
            // Specifications hold integers beyond 64 bits as doubles, so such instances are not what they were.
            guard let data = test["data"]?.value, data.isExact, let expected = test["valid"]?.bool else { continue }
            if interpreter.accepts(data, id) == expected {
                passed += 1
                continue
            }
            failed += 1
            let title: String = "\(group["description"]?.string ?? "") / \(test["description"]?.string ?? "")"
            print("FAILED plan \(file): \(title): expected \(expected)")
        }
    }

    private static func files(in folder: String, suffix: String) throws -> [(path: String, bytes: [UInt8])] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().compactMap { path in
            guard path.hasSuffix(suffix) else { return nil }
            let url: URL = URL(fileURLWithPath: folder).appending(path: path)
            guard let data = try? Data(contentsOf: url) else { return nil }
            return (path, Array(data))
        }
    }
}

extension SpecValue {
    /// False where a number may have lost digits when it was read.
    fileprivate var isExact: Bool {
        switch self {
        case .real(let number): number.magnitude < 0x1p63
        case .array(let elements): elements.allSatisfy(\.isExact)
        case .object(let members): members.allSatisfy(\.value.isExact)
        default: true
        }
    }
}

let arguments: [String] = Array(CommandLine.arguments.dropFirst())
guard let folder = arguments.first else {
    print("usage: plan SUITE [METASCHEMAS [REMOTES]]")
    exit(2)
}
let folders: [String?] = arguments.dropFirst().map { $0.isEmpty ? nil : $0 }
var run = try PlanRun(
    remotes: folders.count > 1 ? folders[1] : nil,
    metaschemas: folders.first ?? nil
)
try run.run(folder: folder)
print("plan: \(run.passed) passed, \(run.failed) failed")
exit(run.failed == 0 && run.passed > 0 ? 0 : 1)

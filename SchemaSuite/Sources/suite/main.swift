import ContractRuntime
import Foundation
import HTTPTypes

/// Judges generated validators by the tests they were generated from; prints each failure and `N passed, N failed`.
struct SuiteRun {
    var passed: Int = 0
    var failed: Int = 0

    mutating func run(folder: String) throws {
        for suite in suites {
            let url: URL = URL(fileURLWithPath: folder).appending(path: suite.file)
            let bytes: [UInt8] = Array(try Data(contentsOf: url))
            guard let groups = try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]] else { continue }
            for (group, check) in zip(groups, suite.checks) {
                for case let test as [String: Any] in group["tests"] as? [Any] ?? [] {
                    try judge(test, of: group, in: suite.file, by: check)
                }
            }
        }
    }

    private mutating func judge(
        _ test: [String: Any],
        of group: [String: Any],
        in file: String,
        by check: (JSONValue, inout Validation) -> Bool
    ) throws {
        guard let expected = test["valid"] as? Bool, let data = test["data"] else { return }
        let json: Data = try JSONSerialization.data(withJSONObject: data, options: [.fragmentsAllowed])
        let (quiet, collected): (Bool, Bool) = try JSONDocument.withRoot(copying: json) { root in
            var validation: Validation = Validation(collecting: false)
            let quiet: Bool = check(root, &validation)
            validation = Validation()
            let collected: Bool = check(root, &validation) && validation.violations.isEmpty
            return (quiet, collected)
        }
        if quiet == expected && collected == expected {
            passed += 1
            return
        }
        failed += 1
        let title: String = "\(group["description"] ?? "") / \(test["description"] ?? "")"
        print("FAILED \(file): \(title): expected \(expected), got \(quiet) quietly and \(collected) collecting")
    }
}

guard CommandLine.arguments.count == 2 else {
    print("usage: suite FOLDER")
    exit(2)
}
var run = SuiteRun()
try run.run(folder: CommandLine.arguments[1])
print("\(run.passed) passed, \(run.failed) failed")
exit(run.failed == 0 && run.passed > 0 ? 0 : 1)

import ContractRuntime
import Foundation
import HTTPTypes

/// Judges generated validators by the tests they were generated from; prints each failure and `N passed, N failed`.
struct SuiteRun {
    var passed: Int = 0
    var failed: Int = 0

    mutating func run(folder: String) throws {
        for suite in suites {
            let bytes: [UInt8] = Array(try Data(contentsOf: URL(fileURLWithPath: folder).appending(path: suite.file)))
            for test in try JSONDocument.withRoot(copying: bytes, SuiteTest.all) {
                try judge(test, in: suite.file, by: suite.checks[test.group])
            }
        }
    }

    private mutating func judge(
        _ test: SuiteTest,
        in file: String,
        by check: (JSONValue, inout Validation) -> Bool
    ) throws {
        let (quiet, collected): (Bool, Bool) = try JSONDocument.withRoot(copying: test.data.bytes) { root in
            var validation: Validation = Validation(collecting: false)
            let quiet: Bool = check(root, &validation)
            validation = Validation()
            let collected: Bool = check(root, &validation) && validation.violations.isEmpty
            return (quiet, collected)
        }
        if quiet == test.isValid && collected == test.isValid {
            passed += 1
            return
        }
        failed += 1
        print("FAILED \(file): \(test.title): expected \(test.isValid), got \(quiet) quietly, \(collected) collecting")
    }
}

/// One test of a suite's file.
struct SuiteTest {
    let group: Int
    let title: String
    let data: JSONText
    let isValid: Bool

    static func all(in root: JSONValue) -> [SuiteTest] {
        var tests: [SuiteTest] = []
        var groups: JSONElements = root.elements
        var number: Int = 0
        while let group = groups.next() {
            guard var entries = group.member("tests")?.elements else { continue }
            while let entry = entries.next() {
                guard let data = entry.member("data"), let valid = entry.member("valid") else { continue }
                let title: String = "\(text(group)) / \(text(entry))"
                tests.append(SuiteTest(group: number, title: title, data: JSONText(data), isValid: valid.bool))
            }
            number += 1
        }
        return tests
    }

    private static func text(_ value: JSONValue) -> String { value.member("description")?.string ?? "" }
}

guard CommandLine.arguments.count == 2 else {
    print("usage: suite FOLDER")
    exit(2)
}
var run = SuiteRun()
try run.run(folder: CommandLine.arguments[1])
print("\(run.passed) passed, \(run.failed) failed")
exit(run.failed == 0 && run.passed > 0 ? 0 : 1)

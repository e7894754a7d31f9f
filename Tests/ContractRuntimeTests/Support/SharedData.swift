import Foundation

/// Third-party test data beside the checkout, which the repository does not contain.
enum SharedData {
    /// `../shared/data` relative to the checkout.
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/data")

    static let schemaSuite: String = "json-schema-test-suite/tests/draft2020-12"
    static let parsing: String = "json/JSONTestSuite/test_parsing"
    static let utf8: String = "json/utf8/utf8tests.txt"

    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    static func data(_ path: String) throws -> Data {
        try Data(contentsOf: folder.appendingPathComponent(path))
    }

    static func names(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(path).path).sorted()
    }

    /// One case of the JSON Schema suite with the group's schema.
    struct Case {
        var schema: [String: Any]
        var name: String
        var data: Any
        var isValid: Bool
    }

    static func cases(_ file: String) throws -> [Case] {
        let json = try JSONSerialization.jsonObject(with: data("\(schemaSuite)/\(file)"))
        var cases: [Case] = []
        for group in json as? [[String: Any]] ?? [] {
            for test in group["tests"] as? [[String: Any]] ?? [] {
                guard let schema = group["schema"] as? [String: Any], let name = test["description"] as? String,
                    let data = test["data"], let isValid = test["valid"] as? Bool
                else { continue }
                cases.append(Case(schema: schema, name: name, data: data, isValid: isValid))
            }
        }
        return cases
    }
}

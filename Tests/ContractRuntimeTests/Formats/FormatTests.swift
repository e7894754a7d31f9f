import ContractRuntime
import HTTPTypes
import Testing

@Suite struct FormatTests {
    static let predicates: [String: @Sendable (Bytes) -> Bool] = [
        "date-time": Format.isDateTime, "date": Format.isDate, "time": Format.isTime,
        "duration": Format.isDuration, "uuid": Format.isUUID, "uri": Format.isURI,
        "uri-reference": Format.isURIReference, "email": Format.isEmail, "hostname": Format.isHostname,
        "ipv4": Format.isIPv4, "ipv6": Format.isIPv6, "regex": Format.isRegex, "json-pointer": Format.isJSONPointer,
    ]

    @Test(
        "the official suite agrees",
        .enabled(if: SharedData.has(SharedData.schemaSuite), "needs ../shared/data/json-schema-test-suite"),
        arguments: predicates.keys.sorted() + ["ecmascript-regex"]
    )
    func officialSuite(file: String) throws {
        let cases = try SharedData.cases("optional/format/\(file).json")
        #expect(cases.count > 0)
        for test in cases {
            guard let text = test.data as? String, let format = test.schema["format"] as? String,
                let predicate = FormatTests.predicates[format]
            else { continue }
            #expect(withBytes(text, predicate) == test.isValid, "\(test.name): \(text)")
        }
    }

    @Test("valid and invalid examples are told apart", arguments: FormatExamples.all)
    func examples(example: FormatExamples) throws {
        let predicate: @Sendable (Bytes) -> Bool = try #require(FormatTests.predicates[example.format])
        for text in example.valid { #expect(withBytes(text, predicate), "\(text) is valid") }
        for text in example.invalid { #expect(!withBytes(text, predicate), "\(text) is invalid") }
    }

    @Test("every prefix and every one-byte change of an example is answered")
    func mutations() {
        for example in FormatExamples.all {
            guard let predicate = FormatTests.predicates[example.format] else { continue }
            for text in example.valid + example.invalid {
                let bytes = Array(text.utf8)
                for length in 0..<min(bytes.count, 80) {
                    _ = withBytes(Array(bytes[..<length]), predicate)
                    for replacement: UInt8 in [0, 0x25, 0x2D, 0x2E, 0x3A, 0x5B, 0x5C, 0x7E, 0xFF] {
                        var changed = bytes
                        changed[length] = replacement
                        _ = withBytes(changed, predicate)
                    }
                }
            }
        }
    }
}

import ContractRuntime
import Patterns
import Testing

@Suite struct PatternTests {
    @Test(
        "the official suite agrees",
        .enabled(if: SharedData.has(SharedData.schemaSuite), "needs ../shared/data/json-schema-test-suite"),
        arguments: ["pattern", "optional/ecmascript-regex", "optional/non-bmp-regex"]
    )
    func officialSuite(file: String) throws {
        var checked = 0
        for test in try SharedData.cases("\(file).json") {
            guard let source = test.schema["pattern"] as? String, let text = test.data as? String else { continue }
            let pattern = try Pattern(ecma: source)
            #expect(withBytes(text, pattern.matches) == test.isValid, "\(source) on \(text)")
            checked += 1
        }
        #expect(checked > 0)
    }

    @Test("a pattern finds what ECMA-262 says it finds", arguments: PatternExamples.all)
    func matching(example: PatternExamples) throws {
        let pattern = try Pattern(ecma: example.pattern)
        for text in example.matching { #expect(withBytes(text, pattern.matches), "\(text.debugDescription) matches") }
        for text in example.others { #expect(!withBytes(text, pattern.matches), "\(text.debugDescription) does not") }
    }

    @Test("what ECMA-262 refuses in Unicode mode is refused", arguments: PatternExamples.refused)
    func refused(pattern: String) {
        #expect(throws: PatternError.self) { try Pattern(ecma: pattern) }
        #expect(!withBytes(pattern, Format.isRegex))
    }

    @Test(
        "what PCRE2 cannot run is valid but unsupported",
        arguments: ["(?<=ba+)c", "(?<=a(b|cd))e", "a{65536}", "a{0,70000}", "\\p{CWKCF}", "\\p{sc=Kawi}"]
    )
    func unsupported(pattern: String) throws {
        #expect(withBytes(pattern, Format.isRegex))
        let error: PatternError? = #expect(throws: PatternError.self) { try Pattern(ecma: pattern) }
        guard case .translation(let inner) = error else {
            Issue.record("expected a translation error, got \(String(describing: error))")
            return
        }
        #expect(inner.isUnsupported)
    }

    @Test("a fault is located")
    func faultLocation() {
        let error: PatternError? = #expect(throws: PatternError.self) { try Pattern(ecma: "ab(c") }
        #expect(error?.description == "at character 2: unclosed group")
    }

    @Test("every property name that is admitted compiles")
    func properties() throws {
        for name in ECMAPropertyNames.all {
            #expect(throws: Never.self, "\(name)") { try Pattern(ecma: "\\p{\(name)}[\\P{\(name)}]") }
        }
        #expect(ECMAPropertyNames.all.count > 700)
    }

    @Test(
        "catastrophic patterns end fast and count as no match",
        arguments: ["^(a+)+$", "^(a|a)*$", "(a*)*b$", "^(a|aa)+$"]
    )
    func catastrophic(source: String) throws {
        let pattern = try Pattern(ecma: source)
        let text = String(repeating: "a", count: 5_000) + "!"
        let time = ContinuousClock().measure { #expect(!withBytes(text, pattern.matches)) }
        #expect(time < .seconds(2))
    }

    @Test("long harmless texts match beyond the machine stack")
    func longText() throws {
        let pattern = try Pattern(ecma: "^(?:a|b)*$")
        #expect(withBytes(String(repeating: "ab", count: 20_000), pattern.matches))
        let plain = try Pattern(ecma: "^[\\w-]*$")
        #expect(withBytes(String(repeating: "a", count: 1_000_000), plain.matches))
    }

    @Test("one pattern serves many threads")
    func sharing() async throws {
        let pattern = try Pattern(ecma: "^[a-f]+(\\d)\\1$")
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<1_000).filter { number in
                        withBytes("abc\(number % 10)\(number % 10)", pattern.matches)
                            && !withBytes("abc12", pattern.matches)
                    }.count
                }
            }
            for await count in group { #expect(count == 1_000) }
        }
    }

    @Test("random patterns are answered, and what is translated compiles")
    func random() {
        var generator = Xorshift(state: 0x9E37_79B9_7F4A_7C15)
        let pieces: [String] = [
            "a", "é", "🐲", "\\", "(", ")", "[", "]", "^", "$", "-", "|", "*", "+", "?", "{", "}", "1", ",", "\\u",
            "d83d",
            "\\p{L}", "\\s", "(?<=", "(?<n>", "\\k<n>", "\\1", "(?:", "(?!", "{2}", "\\x41", "\\cA", "\\W", ".",
            "\u{0}", "/",
        ]
        var translated = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...8, using: &generator)
            let source: String = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            do throws(PatternError) {
                let pattern = try Pattern(ecma: source)
                _ = withBytes("aé🐲1-", pattern.matches)
                translated += 1
            } catch {
                if case .compilation(let code) = error { Issue.record("\(source) does not compile: \(code)") }
            }
        }
        #expect(translated > 500)
    }
}

import ContractGenerator
import Testing

@Suite struct SpecLoaderTests {
    @Test func keepsTheOrderOfMembersAndTheKindOfNumbers() throws {
        let root = SpecNode(file: try file("a.json", #"{"z": 1, "a": 1.0, "m": [true, null, "é\u0000x"]}"#))
        #expect(root.members.map(\.key) == ["z", "a", "m"])
        guard case .integer(1) = root["z"]?.value, case .real(1.0) = root["a"]?.value else {
            Issue.record("1 is an integer, 1.0 a real")
            return
        }
        #expect(root["a"]?.integer == 1)
        #expect(root["m"]?.elements[2].string == "é\u{0}x")
        #expect(root["m"]?.elements[2].pointer == "/m/2")
    }

    @Test func tellsCanonicallyEqualNamesApart() throws {
        let root = SpecNode(file: try file("a.json", #"{"\u00e9": 1, "e\u0301": 2}"#))
        #expect(root["\u{e9}"]?.integer == 1)
        #expect(root["e\u{301}"]?.integer == 2)
    }

    @Test func readsIntegersBeyond64BitsAsReals() throws {
        let text = #"[9223372036854775807, 9223372036854775808, -9223372036854775809, "99999999999999999999", 1e3]"#
        let elements = SpecNode(file: try file("a.json", text)).elements
        #expect(elements[0].integer == .max)
        guard case .real(let above) = elements[1].value, case .real(let below) = elements[2].value else {
            Issue.record("must be reals")
            return
        }
        #expect(above == 9_223_372_036_854_775_808)
        #expect(below == -9_223_372_036_854_775_808)
        #expect(elements[3].string == "99999999999999999999")
    }

    @Test func pointsAtTheFaultBehindWidenedIntegers() {
        let text = "[99999999999999999999, 99999999999999999999, oops]"
        #expect(position(of: text) == SourcePosition(line: 1, column: 46))
    }

    @Test func countsColumnsInScalars() {
        #expect(position(of: "{\n  \"é😀\": oops}") == SourcePosition(line: 2, column: 9))
    }

    @Test func refusesFilesThatAreTooLarge() {
        let source = SpecSource(path: "a.json", bytes: [UInt8](repeating: 0x20, count: SpecLoader.maximumBytes + 1))
        #expect(throws: Diagnostic.self) { try SpecLoader.load(source) }
        #expect(SpecLoader.load([source]).diagnostics.map(\.rule) == [.fileTooLarge])
    }

    @Test(arguments: ["", "{", "[1,]", "{\"a\"}", "nul", "\"\\ud800\"", "1 2", "{\"a\":1}}", "'a'", "[01]", "\u{0}"])
    func refusesWhatIsNoJSON(_ text: String) {
        #expect(throws: Diagnostic.self) { try SpecLoader.load(SpecSource("a.json", text)) }
    }

    @Test(arguments: ["openapi: 3.1.0\n", "---\na: 1\n", "# comment\nopenapi: 3.1.0\n", "- a\n- b\n"])
    func recognisesYAML(_ text: String) {
        #expect(SpecLoader.load([SpecSource("a.json", text)]).diagnostics.map(\.rule) == [.notJSON])
    }

    @Test func refusesDeepNestingWithoutRunningOutOfStack() {
        for depth in [129, 2_000, 200_000] {
            let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            #expect(SpecLoader.load([SpecSource("a.json", text)]).diagnostics.map(\.rule) == [.tooDeep])
        }
        let allowed = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
        #expect(SpecLoader.load([SpecSource("a.json", allowed)]).diagnostics.isEmpty)
    }

    private func position(of text: String) -> SourcePosition? {
        SpecLoader.load([SpecSource("a.json", text)]).diagnostics.first?.position
    }
}

import TestSupport

/// Random patterns that follow the grammar of ECMA-262 (section 22.2.1, with the flag u), some beyond what runs.
struct PatternGrammar {
    var random: SeededRandom
    private var names: Int = 0

    init(random: SeededRandom) { self.random = random }

    mutating func pattern() -> String {
        names = 0
        return disjunction(depth: 0)
    }

    private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }

    private mutating func disjunction(depth: Int) -> String {
        (0..<Int.random(in: 1...2, using: &random)).map { _ in alternative(depth: depth) }.joined(separator: "|")
    }

    private mutating func alternative(depth: Int) -> String {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in term(depth: depth) }.joined()
    }

    private mutating func term(depth: Int) -> String {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return pick(["^", "$", "\\b", "\\B"])
        case 1 where depth < 4:
            return pick(["(?=", "(?!", "(?<=", "(?<!"]) + disjunction(depth: depth + 1) + ")"
        default: return atom(depth: depth) + quantifier()
        }
    }

    private mutating func quantifier() -> String {
        let text = pick(
            Array(repeating: "", count: 20) + [
                "*", "+", "?", "{0}", "{3}", "{2,}", "{0,9}", "{1,65535}", "{65535}", "{0,65536}", "{00002}",
            ]
        )
        return text.isEmpty ? "" : text + pick(["", "?"])
    }

    private mutating func atom(depth: Int) -> String {
        switch Int.random(in: 0..<16, using: &random) {
        case 0, 1: return "."
        case 2, 3: return "\\" + escape()
        case 4, 5: return characterClass()
        case 6 where depth < 6: return "(" + disjunction(depth: depth + 1) + ")"
        case 7 where depth < 6: return "(?:" + disjunction(depth: depth + 1) + ")"
        case 8 where depth < 6:
            names += 1
            let name = pick(["n", "é", "$", "_\\u0061"]) + String(names)
            return "(?<\(name)>" + disjunction(depth: depth + 1) + ")" + pick(["", "\\k<\(name)>", "\\1"])
        case 9:
            // Nests deeper than recursion would.
            let count = pick(["2", "20", "249", "251"])
            return String(repeating: "(", count: Int(count) ?? 1) + "a"
                + String(repeating: ")", count: Int(count) ?? 1)
        default: return pick(["a", "b", "Z", "0", "_", "-", "é", "🐲", "\u{0}", "\n", "/", "\"", " ", "#", "\u{2028}"])
        }
    }

    private mutating func escape() -> String {
        pick([
            "d", "D", "w", "W", "s", "S", "f", "n", "r", "t", "v", "0", "cA", "cz", "x41", "xff", "u0041",
            "ud83d\\udc32",
            "ud800", "udc00", "u{0}", "u{1F432}", "u{10ffff}", "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]",
            "{",
            "}", "|", "/", "p{L}", "P{Lu}", "p{Script=Greek}", "p{scx=Hira}", "p{Any}", "P{ASCII}", "p{Emoji}",
            "p{gc=Nd}",
        ])
    }

    private mutating func characterClass() -> String {
        let items = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            pick([
                "a", "a-z", "0-9", "\\d", "\\W", "\\b", "\\-", "\\]", "\\\\", "[", "(", "*", "é-ü",
                "\\u{1F432}-\\u{1F433}",
                "\\ud800-\\udfff", "\\p{L}", "\\0-\\x1f", ":", "&&", "^", "\\cA",
            ])
        }
        return "[" + pick(["", "^"]) + items.joined() + "]"
    }
}

@testable import Patterns

/// A pattern, texts it is found in and texts it is not.
struct PatternExamples: Sendable {
    var pattern: String
    var matching: [String]
    var others: [String]

    init(_ pattern: String, _ matching: [String], _ others: [String]) {
        self.pattern = pattern
        self.matching = matching
        self.others = others
    }

    static let all: [PatternExamples] = [
        PatternExamples("", ["", "a"], []),
        PatternExamples("b", ["abc"], ["ac"]),
        PatternExamples("^abc$", ["abc"], ["abc\n", "\nabc", "xabc"]),
        PatternExamples("^.$", ["a", "é", "🐲", "\u{85}"], ["", "\n", "\r", "\u{2028}", "ab"]),
        PatternExamples("^\\d\\D$", ["1a", "1\u{9ea}"], ["\u{9ea}a", "11"]),
        PatternExamples("^\\w\\W$", ["_é", "Z-"], ["éa", "ab"]),
        PatternExamples("^[\\w-]+$", ["a-b_9"], ["a b", "é"]),
        PatternExamples("^\\s\\S$", ["\u{feff}a", "\u{2003}\u{200b}"], ["\u{200b}a", "  "]),
        PatternExamples("^[\\S\\d]$", ["a", "1"], [" ", "\u{a0}"]),
        PatternExamples("^[^\\s]$", ["a", "🐲"], ["\u{3000}"]),
        PatternExamples("\\bab\\b", ["ab", "éabé"], ["cab", "ab1"]),
        PatternExamples("^\\u0041\\u{42}\\x43\\cJ\\0$", ["ABC\n\0"], ["abc"]),
        PatternExamples("^\\ud83d\\udc32+$", ["🐲", "🐲🐲"], ["a"]),
        PatternExamples("^[\\ud83d\\udc32-\\u{1f433}]$", ["🐲", "🐳"], ["🐴"]),
        PatternExamples("^\\ud83d$|^x$", ["x"], ["\u{fffd}"]),
        PatternExamples("^[^\\ud800-\\udfff]$", ["a", "🐲"], [""]),
        PatternExamples("^\\p{Letter}\\p{Lu}\\P{L}\\p{gc=Nd}$", ["éÉ-1"], ["éé-1"]),
        PatternExamples("^\\p{Script=Greek}\\p{sc=Cyrl}\\p{scx=Hira}$", ["αжあ"], ["aжあ"]),
        PatternExamples("^[\\p{ASCII}\\p{Emoji_Presentation}]+$", ["a🐲"], ["é"]),
        PatternExamples("^[^]$", ["\n", "🐲"], ["", "ab"]),
        PatternExamples("[]", [], ["", "a"]),
        PatternExamples("^[]?a$", ["a"], ["b"]),
        PatternExamples("^(?<year>\\d{4})-\\k<year>$", ["2024-2024"], ["2024-2023"]),
        PatternExamples("^\\k<é>(?<é>a)$", ["a"], ["aa"]),
        PatternExamples("^(?:(a)|b)\\1$", ["aa", "b"], ["ba"]),
        PatternExamples("(?<=\\$)\\d", ["$1"], ["1"]),
        PatternExamples("(?<=a+)b", ["aab"], ["b"]),
        PatternExamples("(?<!a{1,3}x|yy)b", ["b", "xb", "yb"], ["axb", "aaxb", "yyb"]),
        PatternExamples("^\\/[[:.|]\\/$", ["/[/", "/:/", "/|/"], ["/a/"]),
        PatternExamples("^[a\\-z]$", ["a", "-", "z"], ["b"]),
        PatternExamples("^[a-]$", ["a", "-"], ["b"]),
        PatternExamples("^[\\b]$", ["\u{8}"], ["b"]),
        PatternExamples("^a{0}b{2,}?c{1,2}$", ["bbc", "bbbcc"], ["abbc", "bc"]),
        PatternExamples("^#[ a]x$", ["# x"], ["#x"]),
        PatternExamples("^(?=.*\\d)(?!.*!).+$", ["a1"], ["a", "a1!"]),
        PatternExamples("^\\.\\*\\+\\?\\^\\$\\{\\}\\(\\)\\[\\]\\|\\\\$", [".*+?^${}()[]|\\"], [""]),
        PatternExamples("^[a-zA-Z0-9_]{5,32}$", ["durov"], ["abc", "é1234"]),
    ]

    static let refused: [String] = [
        "\\Z", "\\a", "\\A", "\\z", "\\Q", "\\e", "\\_", "\\-", "\\é", "a++", "a*+", "a{1}+", "a**", "(?i)a", "(?i:a)",
        "(?>a)",
        "(?#a)", "(?P<n>a)", "(?'n'a)", "(?R)", "(?|a)", "(*FAIL)", "[[:alpha:]]", "a]", "a}", "{", "a{", "a{,5}",
        "a{2,1}",
        "(", ")", "(?", "(?<", "(?<n", "(?<1>a)", "(?<>a)", "(?<n>a)(?<n>b)", "\\k<n>", "\\k", "\\1", "(a)\\2", "\\00",
        "\\01", "[\\1]", "\\c", "\\c1", "\\x4", "\\u123", "\\u{110000}", "\\u{}", "\\u{1", "\\p", "\\pL", "\\p{Foo}",
        "\\p{letter}", "\\p{Script=Foo}", "\\p{sc}", "\\p{^L}", "\\p{L", "[a-\\d]", "[b-a]", "[", "[a", "[\\", "\\",
        "^*", "$?", "\\b+", "(?=a)*", "(?<=a)?", "*", "?a", "+", "|*", "[\\B]", "\\99999999999999999999",
    ]
}

/// Every name that stands between the braces of `\p{…}`.
enum ECMAPropertyNames {
    static let all: [String] =
        ["Any", "ASCII", "Assigned"] + ECMAProperty.binary.sorted() + ECMAProperty.categories.keys.sorted()
        + ECMAProperty.categories.keys.sorted().map { "General_Category=\($0)" }
        + ECMAProperty.scripts.sorted().flatMap { ["Script=\($0)", "scx=\($0)"] }
}

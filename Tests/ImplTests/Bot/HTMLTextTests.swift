import Testing

@testable import Impl

/// Long texts are cut where a reader does not mind, and are HTML that Telegram takes in each part.
struct HTMLTextTests {
    /// A text as Telegram reads it: each UTF-16 unit with the tags around it; nil where it refuses it.
    private static func read(_ html: String) -> [(unit: UInt16, tags: [String])]? {
        var result: [(unit: UInt16, tags: [String])] = []
        var open: [String] = []
        var rest = html[...]
        while let first = rest.unicodeScalars.first {
            if first == "<" {
                guard let end = rest.firstIndex(of: ">") else { return nil }
                let tag = String(rest[rest.index(after: rest.startIndex)..<end])
                if tag.hasPrefix("/") {
                    guard let last = open.popLast(), last.prefix(while: { $0 != " " }) == tag.dropFirst() else {
                        return nil
                    }
                } else {
                    open.append(tag)
                }
                rest = rest[rest.index(after: end)...]
                continue
            }
            var text = String(first)
            var end = rest.unicodeScalars.index(after: rest.startIndex)
            if first == "&", let semicolon = rest.firstIndex(of: ";") {
                let name = rest[end..<semicolon]
                let known: [Substring: String] = [
                    "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "#128512": "\u{1F600}", "#x20": " ",
                ]
                guard let value = known[name] else { return nil }
                text = value
                end = rest.index(after: semicolon)
            } else if first == "&" {
                return nil
            }
            result += text.utf16.map { ($0, open) }
            rest = rest[end...]
        }
        return open.isEmpty ? result : nil
    }

    private static func isSpace(_ unit: UInt16) -> Bool { Unicode.Scalar(unit)?.properties.isWhitespace == true }

    private static func random(_ generator: inout some RandomNumberGenerator, size: Int) -> String {
        let words = [
            "a", "word", "Слово", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "é", "e\u{301}", "&lt;", "&amp;",
            "&#128512;", "&quot;", " ", " ", " ", "\n", "&#x20;", "日本語",
            "<tg-emoji emoji-id=\"5\">\u{1F44D}</tg-emoji>", "longlonglonglonglong",
        ]
        let tags = ["b", "i", "u", "code", "pre", "a href=\"https://example.org/?a=1&amp;b=2\"", "tg-spoiler"]
        var text = ""
        var open: [String] = []
        for _ in 0..<size {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0 where open.count < 4:
                let tag = tags[Int.random(in: 0..<tags.count, using: &generator)]
                open.append(tag)
                text += "<\(tag)>"
            case 1: if let tag = open.popLast() { text += "</\(tag.prefix { $0 != " " })>" }
            default: text += words[Int.random(in: 0..<words.count, using: &generator)]
            }
        }
        for tag in open.reversed() { text += "</\(tag.prefix { $0 != " " })>" }
        return text
    }

    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test(arguments: 1...300) func anyTextIsCutIntoPartsThatTelegramTakes(seed: UInt64) throws {
        var generator = Generator(state: seed)
        let limit = Int.random(in: 12...80, using: &generator)
        let html = Self.random(&generator, size: Int.random(in: 0...400, using: &generator))
        let whole = try #require(Self.read(html))
        let parts = HTMLText(html).parts(of: limit)
        var place = 0
        for part in parts {
            let read = try #require(Self.read(part), "\(part)")
            #expect(read.count <= limit && read.contains { !Self.isSpace($0.unit) }, "\(part)")
            // What is missing between two parts is white space.
            while place < whole.count, Self.isSpace(whole[place].unit), whole[place].unit != read.first?.unit {
                place += 1
            }
            while place + read.count <= whole.count, place < whole.count,
                !zip(whole[place...], read).allSatisfy({ $0.unit == $1.unit && $0.tags == $1.tags }),
                Self.isSpace(whole[place].unit)
            {
                place += 1
            }
            let same = zip(whole[min(place, whole.count)...], read)
            #expect(same.allSatisfy { $0.unit == $1.unit && $0.tags == $1.tags }, "\(part)")
            place += read.count
        }
        #expect(whole[min(place, whole.count)...].allSatisfy { Self.isSpace($0.unit) }, "nothing is lost")
        let short = HTMLText(html).shortened(to: limit)
        let read = try #require(Self.read(short))
        #expect(read.count <= limit && (parts.count < 2 || short.hasSuffix("…")))
    }

    @Test func aCutIsBetweenWordsAndAtALinesEndWhereThatIsNear() {
        #expect(HTMLText("one two three").parts(of: 8) == ["one two", "three"])
        #expect(HTMLText("one two\nthree four five").parts(of: 14) == ["one two", "three four", "five"])
        #expect(HTMLText("a\nthree four five").parts(of: 14) == ["a\nthree four", "five"])
        #expect(HTMLText("abcdefghij").parts(of: 4) == ["abcd", "efgh", "ij"])
    }

    @Test func tagsAreClosedAtACutAndOpenedAgain() {
        #expect(
            HTMLText("<b>one <a href=\"u\">two three</a></b>").parts(of: 8)
                == ["<b>one <a href=\"u\">two</a></b>", "<b><a href=\"u\">three</a></b>"]
        )
    }

    @Test func aTagEndsWhereItEndsWhateverCombinesWithItsEnd() {
        let parts = HTMLText("<b>\u{301}ab cd</b>").parts(of: 3)
        #expect(parts.map { Array($0.utf8) } == ["<b>\u{301}ab</b>", "<b>cd</b>"].map { Array($0.utf8) })
    }

    @Test func entitiesCountAsWhatTheyStandFor() {
        #expect(HTMLText("&lt;&gt;&amp;&#128512;").parts(of: 5) == ["&lt;&gt;&amp;&#128512;"])
        #expect(HTMLText("&lt;&gt;&amp;&#128512;").parts(of: 4) == ["&lt;&gt;&amp;", "&#128512;"])
        #expect(HTMLText("a &b; c", isPlain: true).parts(of: 4) == ["a", "&b;", "c"])
    }

    @Test func aFirstPartMayHaveALimitOfItsOwn() {
        #expect(HTMLText("one two three four").parts(of: 14, first: 5) == ["one", "two three four"])
    }

    @Test func whatIsNoTagIsText() {
        for text in ["1 < 2", "<", "a & b", "&;", "<>", "&#0;", "&#xD800;", "&#99999999999;"] {
            #expect(HTMLText(text).parts() == [text])
        }
        #expect(HTMLText("").parts() == [] && HTMLText(" \n").parts() == [])
    }

    @Test func aCharacterWithoutEndIsCutAllTheSame() {
        let text = "e" + String(repeating: "\u{301}", count: 10_000)
        #expect(HTMLText(text).parts().map(\.utf16.count) == [4_096, 4_096, 1_809])
    }
}

/// A text with Telegram's HTML, in pieces that are never cut: for messages that are longer than one may be.
///
/// Telegram counts UTF-16 units of what is left when tags and entities are read.
/// https://core.telegram.org/bots/api#html-style
struct HTMLText {
    /// The units that a message may have.
    static let messageLimit: Int = 4_096

    private enum Piece {
        case open(tag: Substring, name: Substring)
        case close(tag: Substring, name: Substring)
        /// What a reader sees as one: a character, an entity, or an emoji of Telegram's own with its tags.
        case text(Substring, units: Int, isSpace: Bool)
    }

    private let pieces: [Piece]

    /// - Parameter isPlain: the text has neither tags nor entities.
    init(_ text: String, isPlain: Bool = false) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let first = rest.unicodeScalars.first {
            if !isPlain, first == "<", let tag = HTMLText.tag(in: rest) {
                rest = rest[tag.text.endIndex...]
                if tag.name == "tg-emoji", !tag.isClosing, let end = rest.firstRange(of: "</tg-emoji>") {
                    let whole = text[tag.text.startIndex..<end.upperBound]
                    pieces.append(.text(whole, units: rest[..<end.lowerBound].utf16.count, isSpace: false))
                    rest = rest[end.upperBound...]
                } else {
                    pieces.append(
                        tag.isClosing
                            ? .close(tag: tag.text, name: tag.name) : .open(tag: tag.text, name: tag.name)
                    )
                }
            } else if !isPlain, first == "&", let entity = HTMLText.entity(in: rest) {
                pieces.append(.text(entity.text, units: entity.units, isSpace: entity.isSpace))
                rest = rest[entity.text.endIndex...]
            } else {
                let end = HTMLText.end(ofRunIn: rest, isPlain: isPlain)
                for character in HTMLText.characters(of: rest[..<end]) {
                    let isSpace = character.unicodeScalars.allSatisfy(\.properties.isWhitespace)
                    pieces.append(.text(character, units: character.utf16.count, isSpace: isSpace))
                }
                rest = rest[end...]
            }
        }
        self.pieces = pieces
    }

    /// The text in parts of at most so many units, cut between words where there are any; tags that are open at a cut
    /// are closed there and opened again behind it. White space at a cut goes.
    ///
    /// - Parameter first: the limit of the first part, where that is another.
    func parts(of limit: Int = messageLimit, first: Int? = nil) -> [String] {
        var parts: [String] = []
        var start = 0
        var open: [(tag: Substring, name: Substring)] = []
        while start < pieces.count {
            let end = end(ofPartFrom: start, limit: parts.isEmpty ? first ?? limit : limit)
            let (text, isBlank) = part(start..<end, &open)
            if !isBlank { parts.append(text) }
            start = end
            while start < pieces.count, case .text(_, _, true) = pieces[start], !parts.isEmpty { start += 1 }
        }
        return parts
    }

    /// The text in at most so many units: what is too much is left out, and an ellipsis stands in its place.
    func shortened(to limit: Int = messageLimit) -> String {
        let whole = parts(of: limit)
        guard whole.count > 1 else { return whole.first ?? "" }
        var open: [(tag: Substring, name: Substring)] = []
        let end = end(ofPartFrom: 0, limit: limit - 1)
        return part(0..<end, &open).text + "…"
    }

    /// The text in at most the units of a message; one whose bytes are no more is not even read.
    static func fitting(_ text: String, isPlain: Bool) -> String {
        text.utf8.count <= messageLimit ? text : HTMLText(text, isPlain: isPlain).shortened()
    }

    /// Where the part ends that begins at a piece.
    private func end(ofPartFrom start: Int, limit: Int) -> Int {
        var units = 0
        var length = 0
        var space: Int?
        var line: (end: Int, units: Int)?
        for index in start..<pieces.count {
            guard case .text(let text, let more, let isSpace) = pieces[index] else { continue }
            if isSpace, length > 0 {
                space = index
                if text.unicodeScalars.contains("\n") { line = (index, units) }
            }
            guard units + more <= limit || length == 0 else {
                // A line's end is better than a word's where it does not leave the part half empty.
                if let line, line.units * 2 >= limit { return line.end }
                return space ?? index
            }
            units += more
            length += 1
        }
        return pieces.count
    }

    /// - Parameter open: the tags that are open before the part, and then those that are open behind it.
    private func part(
        _ range: Range<Int>,
        _ open: inout [(tag: Substring, name: Substring)]
    ) -> (text: String, isBlank: Bool) {
        var text = open.map { String($0.tag) }.joined()
        var isBlank = true
        for piece in pieces[range] {
            switch piece {
            case .open(let tag, let name):
                text += tag
                open.append((tag, name))
            case .close(let tag, let name):
                text += tag
                if let index = open.lastIndex(where: { $0.name == name }) { open.remove(at: index) }
            case .text(let character, _, let isSpace):
                text += character
                if !isSpace { isBlank = false }
            }
        }
        for tag in open.reversed() { text += "</\(tag.name)>" }
        return (text, isBlank)
    }
}

extension HTMLText {
    /// The tag at the beginning; nil where none is.
    private static func tag(in text: Substring) -> (text: Substring, name: Substring, isClosing: Bool)? {
        // By scalars: what follows may begin with one that combines.
        let scalars = text.unicodeScalars
        guard let end = scalars.firstIndex(of: ">") else { return nil }
        var inside = text[scalars.index(after: text.startIndex)..<end]
        let isClosing = inside.first == "/"
        if isClosing { inside = inside.dropFirst() }
        let name = inside.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        guard name.first?.isLetter == true else { return nil }
        return (text[..<scalars.index(after: end)], name, isClosing)
    }

    /// The entity at the beginning; nil where none is that Telegram knows.
    private static func entity(in text: Substring) -> (text: Substring, units: Int, isSpace: Bool)? {
        guard let end = text.utf8.prefix(12).firstIndex(of: 0x3B) else { return nil }
        let name = text[text.utf8.index(after: text.startIndex)..<end]
        let whole = text[...end]
        if ["lt", "gt", "amp", "quot"].contains(name) { return (whole, 1, false) }
        guard name.first == "#" else { return nil }
        let isHexadecimal = name.dropFirst().first == "x"
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard let value = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(value) else {
            return nil
        }
        return (whole, UTF16.width(scalar), scalar.properties.isWhitespace)
    }

    /// Where the text ends that has neither tags nor entities: it has at least one scalar.
    private static func end(ofRunIn text: Substring, isPlain: Bool) -> Substring.Index {
        guard !isPlain else { return text.endIndex }
        let second = text.unicodeScalars.index(after: text.startIndex)
        return text.unicodeScalars[second...].firstIndex { $0 == "<" || $0 == "&" } ?? text.endIndex
    }

    /// What a reader sees as one, unless it is very long: then scalar by scalar.
    private static func characters(of text: Substring) -> [Substring] {
        text.indices.flatMap { index -> [Substring] in
            let character = text[index..<text.index(after: index)]
            guard character.utf16.count > 64 else { return [character] }
            let scalars = character.unicodeScalars
            return scalars.indices.map { Substring(scalars[$0..<scalars.index(after: $0)]) }
        }
    }
}

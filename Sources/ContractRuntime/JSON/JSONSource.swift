import HTTPTypes

/// The text that a document was parsed from: finds where its values stand, for keeping them as they came.
///
/// simdjson's tape has no places in the text, but one entry for each token in the same order; so both are walked side
/// by side, and each search goes on where the last one ended. The text is known to be JSON.
struct JSONSource {
    private let text: Bytes
    /// The entry of the tape that the token at `offset` belongs to.
    private var index: Int = 1
    private var offset: Int = 0

    init(_ text: Bytes) {
        self.text = text
    }

    var isEmpty: Bool { text.isEmpty }

    /// The text of a value, without the white space around it.
    mutating func slice(of value: JSONValue) -> Bytes {
        if value.index < index {
            index = 1
            offset = 0
        }
        while index < value.index { skipToken(of: value) }
        skipSeparators()
        let start = offset
        let end = value.end
        var last = start
        while index < end {
            skipToken(of: value)
            last = offset
        }
        return text.slice(start, last)
    }

    private mutating func skipToken(of document: JSONValue) {
        skipSeparators()
        let token = document.at(index)
        switch token.tag {
        case JSONValue.Tag.object, JSONValue.Tag.array, JSONValue.Tag.endOfObject, JSONValue.Tag.endOfArray: offset += 1
        case JSONValue.Tag.string: skipString()
        default: skipWord()
        }
        index += token.isNumber ? 2 : 1
    }

    private mutating func skipSeparators() {
        while offset < text.count {
            switch text.start[offset] {
            case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: ":"): offset += 1
            default: return
            }
        }
    }

    private mutating func skipString() {
        offset += 1
        while offset < text.count, text.start[offset] != UInt8(ascii: "\"") {
            offset += text.start[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        offset += 1
    }

    /// A number, `true`, `false` or `null`.
    private mutating func skipWord() {
        while offset < text.count {
            switch text.start[offset] {
            case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return
            default: offset += 1
            }
        }
    }
}

/// A small strict JSON reader (RFC 8259) for the few documents Telegram hands us outside a request's body.
///
/// It pulls: the caller says what it expects, unknown members are skipped but checked. Duplicate members, invalid
/// UTF-8, lone surrogates, trailing text and nesting deeper than 64 are faults. Decoded text gathers in one buffer, so
/// that reading a member's name allocates nothing.
struct JSONReader: ~Copyable {
    /// The document is not the JSON that was expected.
    struct Fault: Error {}

    static let maximumDepth: Int = 64

    private let source: ArraySlice<UInt8>
    private var position: Int
    private var depth: Int = 0
    private var decoded: [UInt8] = []
    /// True once a string held U+0000, be it a name or a value.
    private(set) var hasNUL: Bool = false

    init(_ source: ArraySlice<UInt8>) throws(Fault) {
        guard source.withUnsafeBufferPointer({ isValidUTF8($0) }) else { throw Fault() }
        self.source = source
        position = source.startIndex
        decoded.reserveCapacity(source.count)
    }

    /// The next byte that is no white space; 0 at the end (a NUL in the text is a fault everywhere anyway).
    mutating func peek() -> UInt8 {
        while position < source.endIndex {
            switch source[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return source[position]
            }
        }
        return 0
    }

    /// Reads an object; `member` reads (or skips) exactly one value for each name.
    mutating func object(
        _ member: (inout JSONReader, _ name: Range<Int>) throws(Fault) -> Void
    ) throws(Fault) {
        var names: [Range<Int>] = []
        try sequence(from: 0x7B, to: 0x7D) { (reader: inout JSONReader) throws(Fault) in
            let name = try reader.string()
            for other in names where reader.decoded[other].elementsEqual(reader.decoded[name]) { throw Fault() }
            names.append(name)
            try reader.expect(0x3A)
            try member(&reader, name)
        }
    }

    /// Reads a string.
    mutating func text() throws(Fault) -> String {
        let range = try string()
        return String(decoding: decoded[range], as: UTF8.self)
    }

    /// True where the name that `object` handed over is `literal`, byte for byte.
    func equals(_ name: Range<Int>, _ literal: StaticString) -> Bool {
        decoded[name].elementsEqual(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// Reads a string; the range is where its bytes lie in `decoded`.
    private mutating func string() throws(Fault) -> Range<Int> {
        try expect(0x22)
        let start = decoded.count
        while true {
            let byte = try next()
            switch byte {
            case 0x22: return start..<decoded.count
            case 0x5C: try escape()
            case 0..<0x20: throw Fault()
            default: decoded.append(byte)
            }
        }
    }

    /// Reads a number; nil where it has a fraction or an exponent, or does not fit.
    mutating func integer() throws(Fault) -> Int64? {
        _ = peek()
        let start = position
        accept(0x2D)
        if !accept(0x30) { try digits() }
        var isInteger = true
        if accept(0x2E) {
            isInteger = false
            try digits()
        }
        if accept(0x65) || accept(0x45) {
            isInteger = false
            if !accept(0x2B) { accept(0x2D) }
            try digits()
        }
        return isInteger ? Int64(String(decoding: source[start..<position], as: UTF8.self)) : nil
    }

    /// Reads `true` or `false`.
    mutating func bool() throws(Fault) -> Bool {
        let value = peek() == 0x74
        try word(value ? "true" : "false")
        return value
    }

    /// Reads `null`.
    mutating func null() throws(Fault) { try word("null") }

    /// Reads any value and forgets it.
    mutating func skip() throws(Fault) {
        switch peek() {
        case 0x7B: try object { (reader, _) throws(Fault) in try reader.skip() }
        case 0x5B: try sequence(from: 0x5B, to: 0x5D) { (reader: inout JSONReader) throws(Fault) in try reader.skip() }
        case 0x22: _ = try string()
        case 0x74, 0x66: _ = try bool()
        case 0x6E: try null()
        default: _ = try integer()
        }
    }

    /// Succeeds where nothing but white space is left.
    mutating func end() throws(Fault) {
        _ = peek()
        guard position == source.endIndex else { throw Fault() }
    }

    private mutating func sequence(
        from open: UInt8,
        to close: UInt8,
        _ element: (inout JSONReader) throws(Fault) -> Void
    ) throws(Fault) {
        try expect(open)
        depth += 1
        guard depth <= JSONReader.maximumDepth else { throw Fault() }
        if peek() == close {
            position += 1
        } else {
            repeat {
                try element(&self)
                _ = peek()
            } while accept(0x2C)
            try expect(close)
        }
        depth -= 1
    }

    private mutating func escape() throws(Fault) {
        switch try next() {
        case 0x22: decoded.append(0x22)
        case 0x5C: decoded.append(0x5C)
        case 0x2F: decoded.append(0x2F)
        case 0x62: decoded.append(0x08)
        case 0x66: decoded.append(0x0C)
        case 0x6E: decoded.append(0x0A)
        case 0x72: decoded.append(0x0D)
        case 0x74: decoded.append(0x09)
        case 0x75:
            var value = try hexQuad()
            if value & 0xFC00 == 0xD800 {
                guard try next() == 0x5C, try next() == 0x75 else { throw Fault() }
                let low = try hexQuad()
                guard low & 0xFC00 == 0xDC00 else { throw Fault() }
                value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
            }
            // A low surrogate alone is no scalar.
            guard let scalar = Unicode.Scalar(value) else { throw Fault() }
            if value == 0 { hasNUL = true }
            decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        default: throw Fault()
        }
    }

    private mutating func hexQuad() throws(Fault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            switch try next() {
            case let digit where digit >= 0x30 && digit <= 0x39: value = value << 4 | UInt32(digit - 0x30)
            case let digit where digit | 0x20 >= 0x61 && digit | 0x20 <= 0x66:
                value = value << 4 | UInt32((digit | 0x20) - 0x57)
            default: throw Fault()
            }
        }
        return value
    }

    private mutating func digits() throws(Fault) {
        let start = position
        while position < source.endIndex, source[position] >= 0x30, source[position] <= 0x39 { position += 1 }
        guard position > start else { throw Fault() }
    }

    private mutating func word(_ literal: StaticString) throws(Fault) {
        for index in 0..<literal.utf8CodeUnitCount where try next() != literal.utf8Start[index] { throw Fault() }
    }

    private mutating func expect(_ byte: UInt8) throws(Fault) {
        guard peek() == byte, position < source.endIndex else { throw Fault() }
        position += 1
    }

    @discardableResult
    private mutating func accept(_ byte: UInt8) -> Bool {
        guard position < source.endIndex, source[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func next() throws(Fault) -> UInt8 {
        guard position < source.endIndex else { throw Fault() }
        defer { position += 1 }
        return source[position]
    }
}

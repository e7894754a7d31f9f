import Glibc
import HTTPTypes

/// The form-decoded fields of launch data, sorted by name.
///
/// Decoding writes `name=value` and a line feed for each field into one buffer; a field is a place in it. So a line of
/// the check string is a run of bytes that only has to be copied.
///
/// Names are compared with `memcmp`: `decode` made every field's places from the buffer's own count while it wrote it
/// (`start < equals < end < count`), and the buffer does not change afterwards.
struct InitDataFields {
    struct Field {
        /// The places where the name starts, the "=" stands, and the line feed stands.
        var start: Int
        var equals: Int
        var end: Int
    }

    private let text: [UInt8]
    /// In the order of the names' bytes.
    private let fields: [Field]

    /// Checks size, form, encoding and duplicates, in that order.
    init(decoding raw: UnsafeBufferPointer<UInt8>) throws(InitDataFailure) {
        guard raw.count <= InitData.maximumSize else { throw .tooLong }
        guard !raw.isEmpty else { throw .empty }
        var fields: [Field] = []
        fields.reserveCapacity(12)
        let text = try InitDataFields.decode(raw, into: &fields)
        guard (try? UTF8Span(validating: text.span)) != nil else { throw .invalidUTF8 }
        let isUnique = text.withUnsafeBufferPointer { text in
            fields.sort { compareNames($0, $1, in: text) < 0 }
            return zip(fields, fields.dropFirst()).allSatisfy { compareNames($0, $1, in: text) != 0 }
        }
        guard isUnique else { throw .duplicateField }
        self.text = text
        self.fields = fields
    }

    /// True where any field holds U+0000.
    var hasNUL: Bool { text.contains(0) }

    /// The decoded value; nil where the field is absent.
    func value(_ name: StaticString) -> ArraySlice<UInt8>? {
        guard let field = fields.first(where: { isNamed($0, name) }) else { return nil }
        return text[(field.equals + 1)..<field.end]
    }

    func string(_ name: StaticString) -> String? {
        value(name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The signed text: the sorted lines without the excluded fields, joined by line feeds, after `prefix`.
    func checkString(prefix: String = "", without excluded: StaticString...) -> [UInt8] {
        var check: [UInt8] = []
        check.reserveCapacity(prefix.utf8.count + text.count)
        check.append(contentsOf: prefix.utf8)
        for field in fields where !excluded.contains(where: { isNamed(field, $0) }) {
            check.append(contentsOf: text[field.start...field.end])
        }
        if check.count > prefix.utf8.count { check.removeLast() }
        return check
    }

    private func isNamed(_ field: Field, _ name: StaticString) -> Bool {
        let count = field.equals - field.start
        guard count == name.utf8CodeUnitCount else { return false }
        return text.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress else { return false }
            return memcmp(base + field.start, name.utf8Start, count) == 0
        }
    }

    /// application/x-www-form-urlencoded: "&" between pairs, the first "=" ends the name, "+" is a space, %XX a byte.
    private static func decode(
        _ raw: UnsafeBufferPointer<UInt8>,
        into fields: inout [Field]
    ) throws(InitDataFailure) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(raw.count + 1)
        var start = 0
        var equals: Int?
        var index = 0
        while index <= raw.count {
            let byte = index < raw.count ? raw[index] : 0x26
            index += 1
            switch byte {
            case 0x26:
                guard let separator = equals, separator > start else { throw .pairMalformed }
                fields.append(Field(start: start, equals: separator, end: text.count))
                text.append(0x0A)
                start = text.count
                equals = nil
            case 0x3D where equals == nil:
                equals = text.count
                text.append(byte)
            case 0x2B:
                text.append(0x20)
            case 0x25:
                guard index + 1 < raw.count, let high = HexDigit.value(raw[index]),
                    let low = HexDigit.value(raw[index + 1])
                else { throw .escapeMalformed }
                index += 2
                let decoded = high << 4 | low
                if decoded == 0x0A || (decoded == 0x3D && equals == nil) { throw .ambiguousText }
                text.append(decoded)
            case 0x0A:
                throw .ambiguousText
            default:
                text.append(byte)
            }
        }
        return text
    }
}

/// Less than, equal to or greater than zero, as `memcmp`; a name sorts after its own beginnings.
private func compareNames(
    _ left: InitDataFields.Field,
    _ right: InitDataFields.Field,
    in text: UnsafeBufferPointer<UInt8>
) -> Int {
    guard let base = text.baseAddress else { return 0 }
    let leftCount = left.equals - left.start
    let rightCount = right.equals - right.start
    let order = memcmp(base + left.start, base + right.start, min(leftCount, rightCount))
    return order != 0 ? Int(order) : leftCount - rightCount
}

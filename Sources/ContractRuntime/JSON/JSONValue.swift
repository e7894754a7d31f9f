import HTTPTypes

/// A place in a parsed document: one value of simdjson's tape, read in place.
///
/// Tape layout (simdjson `doc/tape.md`): a word's high byte is its kind, the low 56 bits its payload; numbers take a
/// second word; containers hold the index behind their end in the low 32 bits.
///
/// It borrows the document: valid until the same thread parses again. Generated decoders read a document from
/// beginning to end without suspending, and keep only `String`s and arrays of it.
package struct JSONValue {
    @usableFromInline let tape: UnsafePointer<UInt64>
    @usableFromInline let strings: UnsafePointer<UInt8>
    /// The value's word on the tape; names the place in a violation.
    package let index: Int

    @inlinable
    init(tape: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>, index: Int) {
        self.tape = tape
        self.strings = strings
        self.index = index
    }

    @inlinable var tag: UInt8 { UInt8(truncatingIfNeeded: tape[index] >> 56) }

    @inlinable var payload: UInt64 { tape[index] & 0x00FF_FFFF_FFFF_FFFF }

    /// The index behind this value.
    @inlinable
    var end: Int {
        switch tag {
        case Tag.object, Tag.array: Int(truncatingIfNeeded: tape[index] & 0xFFFF_FFFF)
        case Tag.signed, Tag.unsigned, Tag.double: index + 2
        default: index + 1
        }
    }

    @inlinable
    func at(_ other: Int) -> JSONValue { JSONValue(tape: tape, strings: strings, index: other) }

    @inlinable package var isNull: Bool { tag == Tag.null }
    @inlinable package var isString: Bool { tag == Tag.string }
    @inlinable package var isObject: Bool { tag == Tag.object }
    @inlinable package var isArray: Bool { tag == Tag.array }
    @inlinable package var isBool: Bool { tag == Tag.true || tag == Tag.false }

    @inlinable
    package var isNumber: Bool {
        let tag = tag
        return tag == Tag.signed || tag == Tag.unsigned || tag == Tag.double
    }

    /// True for numbers without a fraction: 1.0 is an integer (JSON Schema 2020-12 § 4.2.3).
    @inlinable
    package var isInteger: Bool {
        switch tag {
        case Tag.signed, Tag.unsigned: true
        case Tag.double: double.rounded(.towardZero) == double
        default: false
        }
    }

    /// True for numbers that are written without a fraction and without an exponent.
    @inlinable package var isWrittenAsInteger: Bool { tag == Tag.signed || tag == Tag.unsigned }

    /// The Boolean; call it on a Boolean only.
    @inlinable package var bool: Bool { tag == Tag.true }

    /// The number as a double, rounded where an integer has more than 53 bits; call it on a number only.
    @inlinable
    package var double: Double {
        switch tag {
        case Tag.signed: Double(Int64(bitPattern: tape[index + 1]))
        case Tag.unsigned: Double(tape[index + 1])
        default: Double(bitPattern: tape[index + 1])
        }
    }

    /// The number where it is integral and fits.
    @inlinable
    package var int64: Int64? {
        switch tag {
        case Tag.signed: Int64(bitPattern: tape[index + 1])
        case Tag.unsigned: Int64(exactly: tape[index + 1])
        case Tag.double: Int64(exactly: Double(bitPattern: tape[index + 1]))
        default: nil
        }
    }

    /// The decoded bytes of a string (valid UTF-8); call it on a string only.
    @inlinable
    package var text: Bytes {
        let start = strings + Int(truncatingIfNeeded: payload)
        let count = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return Bytes(start: start + 4, count: Int(count))
    }

    @inlinable package var string: String { text.string }

    /// The number of Unicode scalars of a string, which is what `minLength` and `maxLength` count.
    @inlinable
    package var scalarCount: Int {
        let bytes = text
        var count = 0
        var index = 0
        while index < bytes.count {
            if bytes.start[index] & 0xC0 != 0x80 { count += 1 }
            index += 1
        }
        return count
    }

    /// The elements of an array; call it on an array only.
    @inlinable package var elements: JSONElements { JSONElements(array: self) }

    /// The members of an object, in their order; call it on an object only.
    @inlinable package var members: JSONMembers { JSONMembers(object: self) }

    /// The number of members or elements of a container.
    @inlinable
    package var containedCount: Int {
        let count = Int(truncatingIfNeeded: (tape[index] >> 32) & 0xFF_FFFF)
        return count < 0xFF_FFFF ? count : countedSlowly
    }

    /// The tape's count saturates at 2^24 − 1.
    @usableFromInline
    var countedSlowly: Int {
        var count = 0
        var cursor = index + 1
        let step = isObject
        while cursor < end - 1 {
            cursor = at(step ? cursor + 1 : cursor).end
            count += 1
        }
        return count
    }

    /// The member with this name, found by looking at each; nil where it is absent.
    @inlinable
    package func member(_ name: StaticString) -> JSONValue? {
        guard isObject else { return nil }
        var rest = members
        while let (key, value) = rest.next() {
            if key == name { return value }
        }
        return nil
    }

    @usableFromInline
    enum Tag {
        @usableFromInline static let object: UInt8 = 0x7B
        @usableFromInline static let endOfObject: UInt8 = 0x7D
        @usableFromInline static let array: UInt8 = 0x5B
        @usableFromInline static let endOfArray: UInt8 = 0x5D
        @usableFromInline static let string: UInt8 = 0x22
        @usableFromInline static let signed: UInt8 = 0x6C
        @usableFromInline static let unsigned: UInt8 = 0x75
        @usableFromInline static let double: UInt8 = 0x64
        @usableFromInline static let `true`: UInt8 = 0x74
        @usableFromInline static let `false`: UInt8 = 0x66
        @usableFromInline static let null: UInt8 = 0x6E
    }
}

/// The elements of an array, one after the other.
package struct JSONElements {
    @usableFromInline let array: JSONValue
    @usableFromInline var cursor: Int
    @usableFromInline let close: Int

    @inlinable
    init(array: JSONValue) {
        self.array = array
        cursor = array.index + 1
        close = array.end - 1
    }

    @inlinable
    package mutating func next() -> JSONValue? {
        guard cursor < close else { return nil }
        let value = array.at(cursor)
        cursor = value.end
        return value
    }
}

/// The members of an object, one after the other.
package struct JSONMembers {
    @usableFromInline let object: JSONValue
    @usableFromInline var cursor: Int
    @usableFromInline let close: Int

    @inlinable
    init(object: JSONValue) {
        self.object = object
        cursor = object.index + 1
        close = object.end - 1
    }

    @inlinable
    package mutating func next() -> (key: Bytes, value: JSONValue)? {
        guard cursor < close else { return nil }
        let key = object.at(cursor).text
        let value = object.at(cursor + 1)
        cursor = value.end
        return (key, value)
    }

    /// The next member with its name still as a JSON value: what `propertyNames` looks at.
    @inlinable
    package mutating func nextWithNameAsValue() -> (name: JSONValue, value: JSONValue)? {
        guard cursor < close else { return nil }
        let name = object.at(cursor)
        let value = object.at(cursor + 1)
        cursor = value.end
        return (name, value)
    }
}

/// A borrowed run of bytes: pointer and length, no owner.
///
/// The hot path compares and decodes bytes of the connection's buffer without making a `String`. The bytes belong to
/// the `HTTPRequest` (or document) they were taken from and must not be used after it was answered.
///
/// `@unchecked Sendable`: (1) the bytes are never written while a request is in flight, (2) the request they belong to
/// is confined to one event loop, (3) whoever keeps the data makes a `String` or an array of it.
package struct Bytes: @unchecked Sendable {
    package let start: UnsafePointer<UInt8>
    package let count: Int

    @inlinable
    package init(start: UnsafePointer<UInt8>, count: Int) {
        self.start = start
        self.count = count
    }

    /// The bytes of a literal; they live as long as the process.
    @inlinable
    package init(_ literal: StaticString) {
        self.init(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    }

    @inlinable package static var empty: Bytes { Bytes("") }

    @inlinable package var isEmpty: Bool { count == 0 }

    @inlinable
    package subscript(index: Int) -> UInt8 {
        precondition(index >= 0 && index < count)
        return start[index]
    }

    /// The part `lower..<upper`; bounds are checked.
    @inlinable
    package func slice(_ lower: Int, _ upper: Int) -> Bytes {
        precondition(lower >= 0 && lower <= upper && upper <= count)
        return Bytes(start: start + lower, count: upper - lower)
    }

    @inlinable
    package var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// Text of the bytes, invalid UTF-8 repaired; check first where that matters.
    @inlinable
    package var string: String { String(decoding: buffer, as: UTF8.self) }

    @inlinable
    package func firstIndex(of byte: UInt8, from: Int = 0) -> Int? {
        var index: Int = from
        while index < count {
            if start[index] == byte { return index }
            index += 1
        }
        return nil
    }

    @inlinable
    package static func == (bytes: Bytes, literal: StaticString) -> Bool {
        bytes == Bytes(literal)
    }

    @inlinable
    package static func == (left: Bytes, right: Bytes) -> Bool {
        guard left.count == right.count else { return false }
        var index = 0
        while index < left.count {
            if left.start[index] != right.start[index] { return false }
            index += 1
        }
        return true
    }

    @inlinable
    package func starts(with literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        return count >= length && Bytes(start: start, count: length) == literal
    }

    /// Equality with ASCII letters folded, as header names and schemes are compared.
    @inlinable
    package func equalsIgnoringCase(_ literal: StaticString) -> Bool {
        guard count == literal.utf8CodeUnitCount else { return false }
        let other: UnsafePointer<UInt8> = literal.utf8Start
        var index = 0
        while index < count {
            if Bytes.lowercased(start[index]) != Bytes.lowercased(other[index]) { return false }
            index += 1
        }
        return true
    }

    @inlinable
    package static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}

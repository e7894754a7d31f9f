/// Memory of a fixed size in which one line is put together: a line that fits allocates nothing.
///
/// What does not fit is counted and left out, so that `count` tells the size that the whole line takes.
///
/// Unsafe pointers: `memory` is lent by `render`, which this value does not outlive; each `append` compares once what
/// it adds with the room that is left.
struct LineBuffer {
    /// Bytes of the first attempt, which are on the stack; the line of an answered request has about 350.
    private static let usual: Int = 1_024

    private let memory: UnsafeMutableBufferPointer<UInt8>
    /// The bytes that were appended, those that did not fit included.
    private(set) var count: Int = 0

    private init(_ memory: UnsafeMutableBufferPointer<UInt8>) { self.memory = memory }

    /// Has a line written, a second time with more memory where it takes more, and hands it on whole.
    static func render(_ write: (inout LineBuffer) -> Void, then use: (RawSpan) -> Void) {
        var size = usual
        while true {
            let needed = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { memory in
                var buffer = LineBuffer(memory)
                write(&buffer)
                if buffer.count <= size { use(UnsafeBufferPointer(rebasing: memory[..<buffer.count]).span.bytes) }
                return buffer.count
            }
            guard needed > size else { return }
            size = needed
        }
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let start = memory.baseAddress, let source = bytes.baseAddress, count + bytes.count <= memory.count {
            (start + count).update(from: source, count: bytes.count)
        }
        count += bytes.count
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count < memory.count { memory[count] = byte }
        count += 1
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends the text as it is.
    @inline(__always)
    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// Appends a number in decimal.
    mutating func append(_ number: Int64) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = digits.count
            var rest = number.magnitude
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 {
                first -= 1
                digits[first] = UInt8(ascii: "-")
            }
            append(UnsafeBufferPointer(rebasing: digits[first...]))
        }
    }

    /// Appends a number below 10^digits, nine digits at most, with leading zeros.
    @inline(__always)
    mutating func append(_ number: Int64, digits: Int) {
        if count + digits <= memory.count {
            var rest = UInt32(truncatingIfNeeded: number)
            var index = count + digits
            while index > count {
                index -= 1
                memory[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
        }
        count += digits
    }
}

import Glibc
import HTTPTypes

/// Bytes to be sent, in memory that is kept: a loop has one for the answers of a turn.
///
/// A class with a raw pointer, because every byte of every answer passes through it. Confined to its event loop; each
/// append reserves before it writes, so no write passes the end.
final class OutputBuffer {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var count: Int = 0
    private var capacity: Int

    /// The capacity that is kept when the buffer is emptied.
    private static let keptCapacity: Int = 64 * 1024

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        base = .allocate(capacity: self.capacity)
    }

    deinit {
        base.deallocate()
    }

    func removeAll() {
        count = 0
        guard capacity > OutputBuffer.keptCapacity else { return }
        base.deallocate()
        capacity = OutputBuffer.keptCapacity
        base = .allocate(capacity: capacity)
    }

    @inline(__always)
    func reserve(_ extra: Int) {
        if capacity &- count < extra { grow(extra) }
    }

    private func grow(_ extra: Int) {
        let larger = max(capacity * 2, count + extra)
        let moved: UnsafeMutablePointer<UInt8> = .allocate(capacity: larger)
        moved.update(from: base, count: count)
        base.deallocate()
        base = moved
        capacity = larger
    }

    @inline(__always)
    func append(_ bytes: UnsafePointer<UInt8>, count length: Int) {
        reserve(length)
        memcpy(base + count, bytes, length)
        count &+= length
    }

    @inline(__always)
    func append(_ literal: StaticString) {
        append(literal.utf8Start, count: literal.utf8CodeUnitCount)
    }

    @inline(__always)
    func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { buffer in
            if let start = buffer.baseAddress { append(start, count: buffer.count) }
        }
    }

    @inline(__always)
    func append(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            if let start = buffer.baseAddress { append(start, count: buffer.count) }
        }
    }

    /// The number in decimal; it is not negative.
    @inline(__always)
    func append(decimal number: Int) {
        reserve(20)
        var rest = number
        var length = 1
        while rest >= 10 {
            rest /= 10
            length &+= 1
        }
        rest = number
        var index = count &+ length
        repeat {
            index &-= 1
            base[index] = UInt8(truncatingIfNeeded: 0x30 &+ rest % 10)
            rest /= 10
        } while index > count
        count &+= length
    }
}

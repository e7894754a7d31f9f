/// Memory that requests are read into, with 64 readable bytes after its end.
///
/// Confined to one event loop: a connection has one while it holds bytes of a request, and the loop keeps the spare.
final class ReadBuffer {
    /// The JSON parser reads up to so many bytes beyond a body's end.
    static let padding: Int = 64

    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity + ReadBuffer.padding)
        (base + capacity).initialize(repeating: 0, count: ReadBuffer.padding)
    }

    deinit {
        base.deallocate()
    }

    /// Makes room for at least `needed` bytes, keeping the first `count`; nothing may point into it.
    func grow(to needed: Int, keeping count: Int) {
        guard needed > capacity else { return }
        let larger: UnsafeMutablePointer<UInt8> = .allocate(capacity: needed + ReadBuffer.padding)
        larger.update(from: base, count: count)
        (larger + needed).initialize(repeating: 0, count: ReadBuffer.padding)
        base.deallocate()
        base = larger
        capacity = needed
    }
}

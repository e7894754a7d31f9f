/// The things that a loop's connections share: limits, memory, request ids and the time.
///
/// Confined to one thread at a time, as the connections are: the loop's, or a test's, which needs no loop.
final class ConnectionContext {
    /// Buffers that are kept for the next connection that reads.
    static let maxSpare: Int = 16

    let configuration: HTTPServerConfiguration
    let timing: Timing
    /// Answers of the connection whose turn it is; empty between turns.
    let output = OutputBuffer(capacity: 16 * 1024)
    /// Milliseconds of a monotonic clock, as of this turn.
    private(set) var now: Int
    private(set) var date: DateLine = DateLine()
    var ids: RequestIDs
    /// Answers are the last of their connections.
    var isDraining: Bool = false
    /// Whatever is still open is cut off.
    var isEnding: Bool = false
    private var spareBuffers: [ReadBuffer] = []

    init(configuration: HTTPServerConfiguration, now: Int) {
        self.configuration = configuration
        self.now = now
        timing = Timing(configuration)
        var random = SystemRandomNumberGenerator()
        ids = RequestIDs(seed: random.next())
    }

    /// Begins a turn at this time.
    @inline(__always)
    func turn(at now: Int) {
        self.now = now
        date.refresh(now: now)
    }

    /// Bytes of a read buffer: the longest head, and room for a body of some size beside it.
    var bufferCapacity: Int { configuration.request.headerBytes + 16 * 1024 }

    /// Memory to read into; the one that was given back last, because it is in the cache.
    func takeBuffer() -> ReadBuffer {
        spareBuffers.popLast() ?? ReadBuffer(capacity: bufferCapacity)
    }

    func giveBack(_ buffer: ReadBuffer) {
        if spareBuffers.count < Self.maxSpare, buffer.capacity == bufferCapacity { spareBuffers.append(buffer) }
    }
}

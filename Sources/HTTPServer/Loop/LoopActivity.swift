import Synchronization

/// What a loop has done so far: written by its own thread, read by any.
final class LoopActivity: Sendable {
    /// Requests whose handler is suspended.
    let suspended: Atomic<Int> = Atomic(0)
    /// Bytes of all connections, heads and framing included.
    let receivedBytes: Atomic<Int> = Atomic(0)
    let sentBytes: Atomic<Int> = Atomic(0)

    @inline(__always)
    func noteReceived(_ result: SocketResult) -> SocketResult {
        if case .bytes(let count, _) = result { receivedBytes.wrappingAdd(count, ordering: .relaxed) }
        return result
    }

    @inline(__always)
    func noteSent(_ result: SocketResult) -> SocketResult {
        if case .bytes(let count, _) = result { sentBytes.wrappingAdd(count, ordering: .relaxed) }
        return result
    }
}

/// What a server does and has done.
package struct HTTPServerActivity: Sendable {
    /// Connections that are open.
    package internal(set) var connections: Int = 0
    /// Connections that were refused, as there were too many.
    package internal(set) var refusedConnections: Int = 0
    /// Requests that wait for something, such as the database.
    package internal(set) var suspendedRequests: Int = 0
    /// Bytes of all connections, heads and framing included.
    package internal(set) var receivedBytes: Int = 0
    package internal(set) var sentBytes: Int = 0

    package init() {}

    mutating func add(_ loop: LoopActivity) {
        suspendedRequests += loop.suspended.load(ordering: .relaxed)
        receivedBytes += loop.receivedBytes.load(ordering: .relaxed)
        sentBytes += loop.sentBytes.load(ordering: .relaxed)
    }
}

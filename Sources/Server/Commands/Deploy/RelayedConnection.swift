import Glibc
import Platform

/// A client's connection and ours to the server it is for; bytes are passed on both ways as they come.
struct RelayedConnection {
    /// As much is read before the other side has to take it.
    static let bytes: Int = 1 << 16

    /// One way: what was read and is not written yet.
    private struct Way {
        let source: Int32
        let sink: Int32
        var held: [UInt8] = []
        var hasEnded: Bool = false

        var isOver: Bool { hasEnded && held.isEmpty }
        var wantsToRead: Bool { !hasEnded && held.count < RelayedConnection.bytes }

        /// Reads and writes what can be without waiting.
        mutating func pass(_ chunk: inout [UInt8]) {
            guard !isOver else { return }
            if wantsToRead {
                let count = recv(source, &chunk, chunk.count, Int32(MSG_DONTWAIT))
                if count > 0 { held += chunk[..<count] }
                hasEnded = count == 0 || count < 0 && errno != EAGAIN && errno != EINTR
            }
            if !held.isEmpty {
                let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
                let count = send(sink, held, held.count, flags)
                if count > 0 { held.removeFirst(count) }
                if count < 0, errno != EAGAIN, errno != EINTR { (held, hasEnded) = ([], true) }
            }
            if isOver { shutdown(sink, Int32(SHUT_WR)) }
        }
    }

    private let client: OwnedDescriptor
    private let server: OwnedDescriptor
    private var there: Way
    private var back: Way

    /// nil where nobody listens at the port: the client's connection is closed then.
    init?(_ client: OwnedDescriptor, to port: UInt16) {
        guard let server = WaitingRoom.connect(to: port) else { return nil }
        (self.client, self.server) = (client, server)
        there = Way(source: client.number, sink: server.number)
        back = Way(source: server.number, sink: client.number)
    }

    /// True once the server has said all: then nothing the client says is of use.
    var isOver: Bool { back.isOver }

    /// What to wait for.
    var interests: [pollfd] {
        [(there, back), (back, there)].map { (out, into) in
            let events = (out.wantsToRead ? POLLIN : 0) | (into.held.isEmpty ? 0 : POLLOUT)
            return pollfd(fd: events == 0 ? -1 : out.source, events: Int16(events), revents: 0)
        }
    }

    /// - Parameter chunk: room to read into, `bytes` of it, for one connection after another.
    mutating func pass(_ chunk: inout [UInt8]) {
        there.pass(&chunk)
        back.pass(&chunk)
    }
}

import Glibc
import Platform

/// A port at which requests wait: the kernel takes connections and what is sent on them, and nothing is read before
/// `relay`, which passes them to the process that they are for.
package final class WaitingRoom: Sendable {
    /// How many connections wait, where `net.core.somaxconn` allows it.
    private static let places: Int32 = 4_096

    /// How many descriptors are others'.
    private static let reserved: Int = 64

    package let port: UInt16
    private let listener: OwnedDescriptor

    package init() throws(SystemError) {
        let number = Self.openSocket()
        guard number >= 0 else { throw SystemError(code: errno) }
        listener = OwnedDescriptor(number)
        var address = Self.loopback(0)
        guard Self.withSocketAddress(&address, { bind(number, $0, $1) }) == 0, listen(number, Self.places) == 0 else {
            throw SystemError(code: errno)
        }
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = Self.withSocketAddress(&address) { pointer, _ in getsockname(number, pointer, &size) }
        guard code == 0 else { throw SystemError(code: errno) }
        port = UInt16(bigEndian: address.sin_port)
    }

    /// Passes all connections on, those that wait and those that still come, until there has been none for a second.
    ///
    /// - Parameter deadline: when those that are left are cut off.
    package func relay(to target: UInt16, until deadline: ContinuousClock.Instant) async {
        let run: @Sendable (CheckedContinuation<Void, Never>) -> Void = { [self] caller in
            relayAll(to: target, until: deadline)
            caller.resume()
        }
        await withCheckedContinuation { caller in
            // Without a thread of its own it takes the caller's.
            do { try startThread(name: "relay") { run(caller) } } catch { run(caller) }
        }
    }

    private func relayAll(to target: UInt16, until deadline: ContinuousClock.Instant) {
        var connections: [RelayedConnection] = []
        // Two descriptors each; some are others'.
        let room = max(1, (Descriptor.raiseLimit() - Self.reserved) / 2)
        var chunk = [UInt8](repeating: 0, count: RelayedConnection.bytes)
        var last = ContinuousClock.now
        var nextAccept = last
        while ContinuousClock.now < deadline, !connections.isEmpty || ContinuousClock.now - last < .seconds(1) {
            let accepts = connections.count < room && ContinuousClock.now >= nextAccept
            // A negative one is left out of what is polled.
            var entries = [pollfd(fd: accepts ? listener.number : -1, events: Int16(POLLIN), revents: 0)]
            for connection in connections { entries += connection.interests }
            guard poll(&entries, nfds_t(entries.count), 100) >= 0 || errno == EINTR else { return }
            for index in connections.indices { connections[index].pass(&chunk) }
            connections.removeAll(where: \.isOver)
            if !connections.isEmpty { last = .now }
            guard entries[0].revents != 0 else { continue }
            last = .now
            if !accept(&connections, room, target) { nextAccept = last + .milliseconds(100) }
        }
    }

    /// Takes those that wait, as long as there is room.
    ///
    /// - Returns: false where the system cannot give more: asked again at once it would say the same.
    private func accept(_ connections: inout [RelayedConnection], _ room: Int, _ target: UInt16) -> Bool {
        while connections.count < room {
            let accepted = Glibc.accept(listener.number, nil, nil)
            if accepted >= 0 {
                _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
                if let connection = RelayedConnection(OwnedDescriptor(accepted), to: target) {
                    connections.append(connection)
                }
            } else if errno == EAGAIN {
                return true
            } else if errno != EINTR, errno != ECONNABORTED {
                return false
            }
        }
        return true
    }

    /// A connection to a port of this machine, made or under way; nil where nobody listens.
    static func connect(to port: UInt16) -> OwnedDescriptor? {
        let number = openSocket()
        guard number >= 0 else { return nil }
        let descriptor = OwnedDescriptor(number)
        var address = loopback(port)
        let code = withSocketAddress(&address) { Glibc.connect(number, $0, $1) }
        // Where it is under way, reading and writing wait for it as for anything else.
        return code == 0 || errno == EINPROGRESS ? descriptor : nil
    }

    /// One that never waits.
    private static func openSocket() -> Int32 {
        let kind = [SOCK_STREAM, SOCK_CLOEXEC, SOCK_NONBLOCK].reduce(0) { $0 | Int32($1.rawValue) }
        return socket(AF_INET, kind, 0)
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func withSocketAddress(
        _ address: inout sockaddr_in,
        _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

internal import CLinux
import Glibc
import Platform
import Synchronization

/// The proxy's thread: poll(2) over all connections.
final class Relay {
    private let listener: Int32
    private let wakeUp: Int32
    private let target: UInt16
    private let commands: SharedCommands
    private var mode: TCPProxy.Mode = .pass
    private var cuts: Int = 0
    private var pairs: [RelayPair] = []

    init(listener: Int32, wakeUp: Int32, target: UInt16, commands: SharedCommands) {
        self.listener = listener
        self.wakeUp = wakeUp
        self.target = target
        self.commands = commands
    }

    func run() {
        while true {
            let now = SystemClock.monotonicMilliseconds()
            guard obey(now) else { break }
            accept()
            for pair in pairs { pair.move(mode, now) }
            pairs.removeAll(where: \.isClosed)
            commands.state.withLock { [count = pairs.count] in $0.open = count }
            wait(now)
        }
        for pair in pairs { pair.close(resetting: true) }
        close(listener)
    }

    /// False where the proxy ends.
    private func obey(_ now: Int) -> Bool {
        let orders = commands.state.withLock { $0 }
        if orders.cuts != cuts {
            for pair in pairs { pair.close(resetting: true) }
            cuts = orders.cuts
        }
        if orders.mode != mode {
            mode = orders.mode
            for pair in pairs { pair.modeChanged(to: mode, now) }
        }
        return !orders.isEnding
    }

    private func accept() {
        while true {
            let client: Int32 = clinux_accept4(listener, nil, nil, Loopback.flags)
            guard client >= 0 else { return }
            guard mode != .refuse, let server = Loopback.connect(to: target) else {
                close(client)
                continue
            }
            let pair = RelayPair(client: client, server: server)
            pair.modeChanged(to: mode, SystemClock.monotonicMilliseconds())
            pairs.append(pair)
        }
    }

    private func wait(_ now: Int) {
        var entries: [pollfd] = [
            pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
            pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
        ]
        var due: Int = .max
        for pair in pairs {
            entries += pair.interest(mode, now)
            due = min(due, pair.due(mode))
        }
        let patience = due == .max ? -1 : Int32(clamping: max(1, due - now))
        poll(&entries, nfds_t(entries.count), patience)
        var count: UInt64 = 0
        _ = read(wakeUp, &count, 8)
    }
}

/// One connection through the proxy: to the client, and to the server.
final class RelayPair {
    /// Bytes on their way to one side.
    private struct Way {
        let source: Int32
        let sink: Int32
        let isAnswer: Bool
        var parts: [(due: Int, bytes: ArraySlice<UInt8>)] = []
        /// The source says no more; told to the sink behind the last byte.
        var hasEnded: Bool = false
        var isShut: Bool = false
    }

    private var ways: [Way]
    private(set) var isClosed: Bool = false
    private var isDead: Bool = false

    init(client: Int32, server: Int32) {
        ways = [Way(source: client, sink: server, isAnswer: false), Way(source: server, sink: client, isAnswer: true)]
    }

    func close(resetting: Bool) {
        guard !isClosed else { return }
        isClosed = true
        for way in ways {
            if resetting { Loopback.resetOnClose(way.source) }
            Glibc.close(way.source)
        }
    }

    func modeChanged(to mode: TCPProxy.Mode, _ now: Int) {
        if mode == .lose { isDead = true }
        // What was delayed arrives at once where nothing is delayed any more.
        for index in ways.indices {
            for part in ways[index].parts.indices { ways[index].parts[part].due = now }
        }
    }

    /// Takes what is there and passes on what is due.
    func move(_ mode: TCPProxy.Mode, _ now: Int) {
        for index in ways.indices where !isClosed {
            take(index, mode, now)
            if !isDead, mode != .hold { give(index, now) }
        }
        if !isClosed, ways.allSatisfy(\.isShut) { close(resetting: false) }
    }

    private func take(_ index: Int, _ mode: TCPProxy.Mode, _ now: Int) {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while !ways[index].hasEnded {
            let count = recv(ways[index].source, &chunk, chunk.count, Int32(MSG_DONTWAIT))
            if count > 0 {
                var due = now
                if case .delayAnswers(let milliseconds) = mode, ways[index].isAnswer { due += milliseconds }
                if !isDead { ways[index].parts.append((due, chunk[..<count])) }
            } else if count == 0 {
                ways[index].hasEnded = true
            } else {
                if errno != EAGAIN { close(resetting: true) }
                return
            }
        }
    }

    private func give(_ index: Int, _ now: Int) {
        guard !isClosed else { return }
        while let part = ways[index].parts.first, part.due <= now {
            let count = part.bytes.withUnsafeBytes {
                send(ways[index].sink, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            guard count >= 0 else {
                if errno != EAGAIN { close(resetting: true) }
                return
            }
            if count < part.bytes.count {
                ways[index].parts[0].bytes = part.bytes.dropFirst(count)
            } else {
                ways[index].parts.removeFirst()
            }
        }
        if ways[index].parts.isEmpty, ways[index].hasEnded, !ways[index].isShut {
            shutdown(ways[index].sink, Int32(SHUT_WR))
            ways[index].isShut = true
        }
    }

    /// The descriptors that poll(2) has to wait for.
    func interest(_ mode: TCPProxy.Mode, _ now: Int) -> [pollfd] {
        var entries: [pollfd] = []
        for way in ways where !isClosed {
            if !way.hasEnded { entries.append(pollfd(fd: way.source, events: Int16(POLLIN), revents: 0)) }
            if !isDead, mode != .hold, let part = way.parts.first, part.due <= now {
                entries.append(pollfd(fd: way.sink, events: Int16(POLLOUT), revents: 0))
            }
        }
        return entries
    }

    /// When the next delayed bytes are to be passed on.
    func due(_ mode: TCPProxy.Mode) -> Int {
        isDead || mode == .hold ? .max : ways.reduce(.max) { min($0, $1.parts.first?.due ?? .max) }
    }
}

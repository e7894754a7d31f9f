import Glibc
import Platform
import Synchronization
import TestSupport

/// A server on a thread of its own that answers one request after the other as a test wants, and can stall.
final class ScriptedServer: Sendable {
    enum Answer {
        case status(Int)
        /// An answer behind which the connection is closed.
        case last(Int)
        /// The connection breaks.
        case reset
        case nothing
    }

    /// Regular pauses, in milliseconds.
    struct Stall {
        let length: Int
        let every: Int
    }

    private struct Seen {
        var requests: [String] = []
        var stalls: [Int] = []
    }

    private final class Book: Sendable {
        let seen: Mutex<Seen> = Mutex(Seen())
        let isOver: Atomic<Bool> = Atomic(false)
    }

    let port: UInt16
    private let book = Book()
    private let thread: BackgroundThread

    /// - Parameter answer: to a request, head and body.
    init(stall: Stall? = nil, answer: @escaping @Sendable (String) -> Answer = { _ in .status(200) }) throws {
        let listener = try Loopback.listen()
        port = Loopback.port(of: listener)
        let book = book
        thread = try BackgroundThread {
            var loop = Loop(listener: listener, answer: answer)
            let start = SystemClock.monotonicMilliseconds()
            while !book.isOver.load(ordering: .relaxed) {
                if let stall {
                    let now = SystemClock.monotonicMilliseconds()
                    if (now - start) % stall.every < stall.length {
                        poll(nil, 0, Int32(stall.length - (now - start) % stall.every))
                        let length = SystemClock.monotonicMilliseconds() - now
                        book.seen.withLock { $0.stalls.append(length) }
                    }
                }
                let requests = loop.turn()
                if !requests.isEmpty { book.seen.withLock { $0.requests += requests } }
            }
            loop.end()
        }
    }

    /// Ends it; all requests it got, in their order.
    func requests() -> [String] {
        stop()
        return book.seen.withLock { $0.requests }
    }

    /// Milliseconds that its stalls really took.
    var stalls: [Int] { book.seen.withLock { $0.stalls } }

    func stop() {
        guard !book.isOver.exchange(true, ordering: .relaxed) else { return }
        thread.join()
    }

    deinit { stop() }
}

/// The sockets of a scripted server; belongs to its thread.
private struct Loop {
    let listener: Int32
    let answer: @Sendable (String) -> ScriptedServer.Answer
    /// The bytes that came of a request, by connection.
    private var received: [Int32: [UInt8]] = [:]

    init(listener: Int32, answer: @escaping @Sendable (String) -> ScriptedServer.Answer) {
        self.listener = listener
        self.answer = answer
    }

    /// Waits up to ten milliseconds, answers what has come.
    mutating func turn() -> [String] {
        var entries: [pollfd] = ([listener] + received.keys).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&entries, nfds_t(entries.count), 10) > 0 else { return [] }
        var requests: [String] = []
        for entry in entries where entry.revents != 0 {
            if entry.fd == listener {
                while case let client = accept(listener, nil, nil), client >= 0 { received[client] = [] }
            } else if let request = read(entry.fd) {
                requests.append(request)
                reply(entry.fd, answer(request))
            }
        }
        return requests
    }

    func end() {
        for client in received.keys { close(client) }
        close(listener)
    }

    /// A whole request.
    private mutating func read(_ client: Int32) -> String? {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(client, &chunk, chunk.count, Int32(MSG_DONTWAIT))
        guard count > 0 else {
            close(client)
            received[client] = nil
            return nil
        }
        received[client, default: []] += chunk[..<count]
        let text = String(decoding: received[client] ?? [], as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let length: Int =
            text.firstRange(of: "Content-Length: ").flatMap {
                Int(text[$0.upperBound...].prefix { $0.isNumber })
            } ?? 0
        guard text[end.upperBound...].utf8.count >= length else { return nil }
        received[client] = []
        return text
    }

    private mutating func reply(_ client: Int32, _ answer: ScriptedServer.Answer) {
        var text = ""
        switch answer {
        case .status(let status): text = "HTTP/1.1 \(status) X\r\nContent-Length: 2\r\n\r\nOK"
        case .last(let status): text = "HTTP/1.1 \(status) X\r\nConnection: close\r\nContent-Length: 2\r\n\r\nOK"
        case .nothing: return
        case .reset: Loopback.resetOnClose(client)
        }
        if !text.isEmpty { send(client, text, text.utf8.count, Int32(MSG_NOSIGNAL)) }
        if case .status = answer { return }
        close(client)
        received[client] = nil
    }
}

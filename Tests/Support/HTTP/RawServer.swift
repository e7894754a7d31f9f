import Foundation
import Synchronization

/// A server on a loopback port that answers each request by a script, byte for byte, and keeps its connections.
package final class RawServer: Sendable {
    package enum Reply: Sendable {
        case bytes(String)
        /// The connection is closed without an answer.
        case close
        /// The connection stays as it is.
        case silence
    }

    package struct Request: Sendable {
        /// Head and body.
        package var text: String
        /// Which connection it came on, from 0.
        package var connection: Int
    }

    package let port: UInt16
    private let listener: Int32
    private let seen: Mutex<[Request]> = Mutex([])

    package init(_ script: @escaping @Sendable (Request) -> Reply) throws {
        listener = try Loopback.listen()
        _ = fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) & ~O_NONBLOCK)
        port = Loopback.port(of: listener)
        Thread.detachNewThread { self.accept(script) }
    }

    package var address: String { "http://127.0.0.1:\(port)" }
    package var requests: [Request] { seen.withLock { $0 } }

    /// Returns when so many requests have come.
    package func waitForRequests(_ count: Int) async throws {
        // A thread looks for the task, which would hold one that all tasks share, or the one that its requests need.
        try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread {
                waiting.resume(
                    with: Result {
                        _ = try Deadline.wait(seconds: 30, for: "\(count) requests") {
                            self.requests.count >= count ? true : nil
                        }
                    }
                )
            }
        }
    }

    /// Nobody listens from now on.
    package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    /// A whole answer with this body.
    package static func answer(_ status: String = "200 OK", fields: String = "", _ body: String = "") -> Reply {
        .bytes("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)")
    }

    private func accept(_ script: @escaping @Sendable (Request) -> Reply) {
        var count = 0
        while true {
            let connection = Foundation.accept(listener, nil, nil)
            if connection < 0 { break }
            let number = count
            count += 1
            Thread.detachNewThread { self.serve(connection, number, script) }
        }
        close(listener)
    }

    private func serve(_ connection: Int32, _ number: Int, _ script: (Request) -> Reply) {
        defer { close(connection) }
        while let text = readRequest(connection) {
            let request = Request(text: text, connection: number)
            seen.withLock { $0.append(request) }
            switch script(request) {
            case .bytes(let answer):
                let bytes = Array(answer.utf8)
                _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            case .close: return
            case .silence: continue
            }
        }
    }

    /// A head, and as much of a body as its Content-Length says; nil at the end.
    private func readRequest(_ connection: Int32) -> String? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let length = text.range(of: "(?i)content-length: ?[0-9]+", options: .regularExpression)
                    .flatMap { Int(text[$0].split(separator: ":")[1].trimmingCharacters(in: .whitespaces)) }
                if text[end.upperBound...].utf8.count >= length ?? 0 { return text }
            }
            let count = read(connection, &buffer, buffer.count)
            if count <= 0 { return nil }
            bytes += buffer[..<count]
        }
    }
}

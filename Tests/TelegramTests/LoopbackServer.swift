import Foundation
import Synchronization

/// An HTTP server of a few lines for one test: answers every connection on a loopback port with the same bytes.
final class LoopbackServer: Sendable {
    struct Failure: Error {}

    let port: UInt16
    private let listener: Int32
    private let received: Mutex<[String]> = Mutex([])

    /// nil as `answer`: connections are accepted and never answered.
    init(answer: String?) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isListening else { throw Failure() }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { self.serve(answer) }
    }

    /// Ends the thread: nobody listens from now on.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    var address: String { "http://127.0.0.1:\(port)" }

    /// The heads of the requests so far.
    var requests: [String] { received.withLock { $0 } }

    /// An answer with this status line and body.
    static func answer(_ status: String, _ body: String) -> String {
        "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
            + "Connection: close\r\n\r\n\(body)"
    }

    private func serve(_ answer: String?) {
        var unanswered: [Int32] = []
        while true {
            let connection = accept(listener, nil, nil)
            if connection < 0 { break }
            var head: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
                let count = read(connection, &buffer, buffer.count)
                if count <= 0 { break }
                head += buffer[..<count]
            }
            let text = String(decoding: head, as: UTF8.self)
            received.withLock { $0.append(text) }
            guard let answer else {
                unanswered.append(connection)
                continue
            }
            var sent = 0
            let bytes = Array(answer.utf8)
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes { bytes in
                    send(connection, bytes.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
                }
                if count <= 0 { break }
                sent += count
            }
            close(connection)
        }
        for connection in unanswered { close(connection) }
        close(listener)
    }
}

import Glibc

/// A raw client: sends bytes, reads what comes back; every wait ends after some seconds.
final class RawConnection {
    struct Failure: Error {
        let message: String
    }

    let descriptor: Int32
    private(set) var received: [UInt8] = []
    private(set) var isEnded: Bool = false

    /// Connects to a port of this machine; `receiveBuffer` makes a client that takes little at a time.
    init(port: UInt16, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Failure(message: "connect: \(errno)") }
    }

    deinit {
        close(descriptor)
    }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(descriptor, buffer.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(message: "send: \(errno)") }
            sent += count
        }
    }

    /// Sends as far as the other side lets us.
    func trySend(_ bytes: [UInt8]) {
        try? send(bytes)
    }

    func shutdownWrite() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Lets the connection break (RST) when the client is dropped.
    func breakOff() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Goes away without a goodbye (RST).
    func reset() {
        breakOff()
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Reads until `isEnough` or the other side closes; throws after ten seconds without a byte.
    @discardableResult
    func read(until isEnough: ([UInt8]) -> Bool) throws -> [UInt8] {
        var chunk: [UInt8] = Array(repeating: 0, count: 65_536)
        while !isEnded, !isEnough(received) {
            var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&poller, 1, 10_000) > 0 else { throw Failure(message: "nothing came, after \(text)") }
            let count: Int = recv(descriptor, &chunk, chunk.count, 0)
            if count > 0 { received += chunk[..<count] } else { isEnded = true }
        }
        return received
    }

    /// Reads and drops what is there, until nothing more comes for a moment.
    static func discardInput(of descriptor: Int32) {
        var chunk = Array(repeating: 0, count: 65_536)
        var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&poller, 1, 50) > 0, recv(descriptor, &chunk, chunk.count, Int32(MSG_DONTWAIT)) > 0 {}
    }

    func readToEnd() throws -> String {
        try read { _ in false }
        return text
    }

    var text: String { String(decoding: received, as: UTF8.self) }

    /// Reads one answer and takes it from what was received.
    func response(isHead: Bool = false) throws -> Response {
        let end = Array("\r\n\r\n".utf8)
        try read { $0.firstRange(of: end) != nil }
        guard let head = received.firstRange(of: end) else {
            throw Failure(message: "no answer: \(text)")
        }
        var lines = String(decoding: received[..<head.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let status = Int(lines.removeFirst().dropFirst(9).prefix(3)) ?? 0
        var response = Response(status: status, fields: lines.map(String.init), body: [])
        let length = isHead ? 0 : response["Content-Length"].flatMap { Int($0) } ?? 0
        try read { $0.count >= head.upperBound + length }
        guard received.count >= head.upperBound + length else { throw Failure(message: "cut off: \(text)") }
        response.body = Array(received[head.upperBound..<(head.upperBound + length)])
        received.removeFirst(head.upperBound + length)
        return response
    }

    /// True where the other side closes without sending anything more.
    func isClosed() throws -> Bool {
        try read { !$0.isEmpty }
        return isEnded && received.isEmpty
    }

    struct Response {
        let status: Int
        let fields: [String]
        var body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }

        subscript(name: String) -> String? {
            let found = fields.first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
            return found.map { String($0.dropFirst(name.count + 2)) }
        }
    }
}

extension Array where Element == UInt8 {
    func firstRange(of part: [UInt8]) -> Range<Int>? {
        guard count >= part.count else { return nil }
        return (0...(count - part.count)).first { self[$0] == part[0] && Array(self[$0..<($0 + part.count)]) == part }
            .map { $0..<($0 + part.count) }
    }
}

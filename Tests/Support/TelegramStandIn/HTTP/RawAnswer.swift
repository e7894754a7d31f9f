import Glibc
import HTTPTypes

/// What the server would never do to a client by itself: parts of an answer with pauses, or none.
///
/// It is called on the connection's loop, so a connection that is not lost yet still has its descriptor.
enum RawAnswer {
    /// Ends the connection in both directions; the server sees that as the client's going away.
    static func close(_ request: HTTPRequest) {
        guard request.loss == nil, request.descriptor >= 0 else { return }
        shutdown(request.descriptor, Int32(SHUT_RDWR))
    }

    /// Sends bytes as they are; false where the client is gone.
    static func send(_ bytes: [UInt8], to request: HTTPRequest) -> Bool {
        guard request.loss == nil, request.descriptor >= 0 else { return false }
        return Glibc.send(request.descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// The head of an answer after which the connection ends.
    static func head(of response: HTTPResponse) -> [UInt8] {
        let type = response.contentType.map { "Content-Type: \($0)\r\n" } ?? ""
        let length = "Content-Length: \(response.body.count)\r\n"
        return Array("HTTP/1.1 \(response.status) \r\n\(type)\(length)Connection: close\r\n\r\n".utf8)
    }
}

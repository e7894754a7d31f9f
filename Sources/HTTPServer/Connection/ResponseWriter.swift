import HTTPTypes

/// Writes an answer as it goes over the wire (RFC 9112 § 4 and 6).
struct ResponseWriter {
    /// The facts in the request about its answer.
    struct Context {
        var isHead: Bool
        var closes: Bool
        /// HTTP/1.0 closes unless told otherwise, so staying has to be said.
        var saysKeepAlive: Bool
    }

    /// The outcome of an answer.
    struct Outcome {
        /// The status that was written.
        let status: Int
        /// The content's bytes, those that are sent behind the head included.
        let contentBytes: Int
        /// The content has not been written and is to be sent behind the head.
        let leavesContent: Bool
    }

    /// Content up to so many bytes is copied behind its head; more is sent from where it is.
    private static let copiedBytes: Int = 64 * 1024

    /// Appends the answer to `output`, without its content where that is large.
    ///
    /// A status outside of 200 to 599 is the handler's mistake and is answered 500. A field with CR, LF or NUL in its
    /// value, or one that decides about framing, is left out: it would let data choose where the answer ends.
    static func write(
        _ response: borrowing HTTPResponse,
        id: String,
        context: Context,
        date: [UInt8],
        standing: StandingFieldSets,
        request: HTTPRequest,
        to output: OutputBuffer
    ) -> Outcome {
        let status = status(of: response)
        let isValid = status == response.status
        let hasBody = isValid && status != 204 && status != 304
        output.reserve(512)
        writeStatusLine(status, to: output)
        output.append(date)
        output.append("X-Request-ID: ")
        output.append(id)
        if hasBody {
            if let type = response.contentType {
                output.append("\r\nContent-Type: ")
                output.append(type)
            }
            output.append("\r\nContent-Length: ")
            output.append(decimal: status == 205 ? 0 : length(of: response))
            output.append("\r\n")
        } else {
            output.append(isValid ? "\r\n" : "\r\nContent-Length: 0\r\n")
        }
        if context.closes {
            output.append("Connection: close\r\n")
        } else if context.saysKeepAlive {
            output.append("Connection: keep-alive\r\n")
        }
        standing.write(beside: response, to: request, output: output)
        if isValid {
            for field in response.fields { write(field, to: output) }
        }
        output.append("\r\n")
        guard hasBody, !context.isHead, status != 205 else {
            return Outcome(status: status, contentBytes: 0, leavesContent: false)
        }
        let leavesContent = !response.rest.isEmpty || response.body.count > copiedBytes
        if !leavesContent { output.append(response.body) }
        return Outcome(status: status, contentBytes: length(of: response), leavesContent: leavesContent)
    }

    @inline(__always)
    private static func length(of response: borrowing HTTPResponse) -> Int {
        var length = response.body.count
        for piece in response.rest { length += piece.count }
        return length
    }

    /// The status that is written: a handler's mistake is 500.
    static func status(of response: borrowing HTTPResponse) -> Int {
        response.status >= 200 && response.status <= 599 ? response.status : 500
    }

    private static func write(_ field: HTTPResponseField, to output: OutputBuffer) {
        let name = Bytes(field.name)
        guard !isReserved(name) else { return }
        var value = field.value
        value.withUTF8 { buffer in
            for byte in buffer where byte == 0x0D || byte == 0x0A || byte == 0 { return }
            output.append(field.name)
            output.append(": ")
            if let start = buffer.baseAddress { output.append(start, count: buffer.count) }
            output.append("\r\n")
        }
    }

    /// The server's own fields, which a response must not repeat.
    private static func isReserved(_ name: Bytes) -> Bool {
        switch name.count {
        case 4: name.equalsIgnoringCase("date")
        case 10: name.equalsIgnoringCase("connection")
        case 12: name.equalsIgnoringCase("x-request-id")
        case 14: name.equalsIgnoringCase("content-length")
        case 17: name.equalsIgnoringCase("transfer-encoding")
        default: false
        }
    }

    @inline(__always)
    private static func writeStatusLine(_ status: Int, to output: OutputBuffer) {
        if status == 200 {
            output.append("HTTP/1.1 200 OK\r\n")
            return
        }
        output.append("HTTP/1.1 ")
        output.append(decimal: status)
        output.append(" ")
        output.append(StatusReason.text(status))
        output.append("\r\n")
    }
}

/// One header field as it was received: slices of the connection's buffer, value without surrounding white space.
package struct HTTPField: Sendable {
    package var name: Bytes
    package var value: Bytes

    @inlinable
    package init(name: Bytes, value: Bytes) {
        self.name = name
        self.value = value
    }
}

/// Why an answer could not be sent.
package enum HTTPLoss: String, Sendable {
    /// The client closed or reset the connection, or does not read.
    case clientGone = "client gone"
    /// The server stopped before the answer was there.
    case cutOff = "cut off"
}

/// The scheme by which a client reached whoever it connected to.
package enum HTTPScheme: String, Sendable {
    case http, https
}

/// A request while it is being answered.
///
/// The server owns one per connection and fills it anew for each request, so a request costs no allocation of its own.
/// All `Bytes` in it stay valid until its response has been handed back. A responder that suspends takes them from the
/// request again when it goes on: while it waits, the server may move them.
///
/// `@unchecked Sendable`: (1) it is created, filled, read and recycled on the one event loop of its connection;
/// (2) the task that answers it runs on that loop as its task executor; (3) the connection does not touch it between
/// handing it to the responder and receiving the response.
package final class HTTPRequest: @unchecked Sendable {
    package var method: HTTPMethod = .get
    /// The path from "/" up to "?", percent-encoded as RFC 3986 § 6.2.2 normalises it: no unreserved character is, and
    /// digits are in upper case. "*" for `OPTIONS *`; empty where the head of the request was refused.
    package var path: Bytes = .empty
    /// The query without "?"; nil where the target has none.
    package var query: Bytes?
    package var fields: [HTTPField] = []
    /// The complete body; 64 bytes beyond its end are readable, as the JSON parser needs.
    package var body: Bytes = .empty
    /// The declared length; nil where there is no body or it comes in chunks.
    package var contentLength: Int?
    /// True where the body comes in chunks: whether there is one is known when it has been read, so in `respond`.
    package var isChunked: Bool = false
    /// True where the message has a body: content of no length is none, `Content-Length: 0` and a lone last chunk
    /// alike. Of chunks that are not yet read it is true.
    package var hasBody: Bool = false
    /// The echoed or made `X-Request-ID`.
    package var id: String = ""
    /// True where the server is so busy that the answer would come late: whoever can refuse it should.
    package var isOneTooMany: Bool = false
    /// The client's address, as the peer's or as a trusted proxy tells it; nil for a local socket.
    package var remote: IPAddress?
    /// The same as text, without port; "unix" or "" where there is none.
    package var remoteAddress: String = ""
    /// The scheme by which the client asked: TLS, or what a trusted proxy says; nil where a proxy that says nothing may
    /// stand between.
    package var scheme: HTTPScheme?
    /// The connection's socket, which is the server's to read, write and close; -1 where there is none. It is another's
    /// once there is a `loss`.
    package var descriptor: Int32 = -1

    /// Why the answer cannot be sent; nil where it was sent, or will be.
    package var loss: HTTPLoss?

    /// The bytes of its answer's content; 0 until it is queued, and where it has none.
    package var sentContentBytes: Int = 0

    /// The findings of `HTTPResponder.admit` that `respond` needs again: the operation's number …
    package var operation: Int = -1
    /// … and its principal or anything else of the responder's.
    package var context: AnyObject?
    /// The trace that it is part of; whoever traces requests keeps it there from `admit` to `answered`.
    package var trace: AnyObject?

    package init() {}

    /// Points to the copy of `count` bytes from `old` that stands at `new`; what points elsewhere stays.
    package func moved(from old: UnsafePointer<UInt8>, count: Int, to new: UnsafePointer<UInt8>) {
        func moved(_ bytes: Bytes) -> Bytes {
            let offset: Int = bytes.start - old
            guard offset >= 0, offset + bytes.count <= count else { return bytes }
            return Bytes(start: new + offset, count: bytes.count)
        }
        path = moved(path)
        query = query.map(moved)
        body = moved(body)
        for index in fields.indices {
            fields[index] = HTTPField(name: moved(fields[index].name), value: moved(fields[index].value))
        }
    }

    /// The value of the field with this name, compared without case; nil where it is absent or stands more than once.
    package func field(_ name: StaticString) -> Bytes? {
        var found: Bytes?
        for field in fields where field.name.equalsIgnoringCase(name) {
            if found != nil { return nil }
            found = field.value
        }
        return found
    }

    /// The value of a field that holds a list, its lines joined by commas (RFC 9110 § 5.3); nil where it is absent.
    package func list(_ name: StaticString) -> [UInt8]? {
        var joined: [UInt8]?
        for field in fields where field.name.equalsIgnoringCase(name) {
            joined = (joined.map { $0 + ", ".utf8 } ?? []) + field.value.buffer
        }
        return joined
    }

    /// How often the field stands in the request.
    package func count(of name: StaticString) -> Int {
        var count = 0
        for field in fields where field.name.equalsIgnoringCase(name) { count += 1 }
        return count
    }
}

import HTTPTypes

/// A part of the input, by offset from the first byte of the message; stays right when the buffer moves.
package struct Span: Sendable, Equatable {
    var start: UInt32
    var count: UInt32

    @inline(__always)
    init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.count = UInt32(truncatingIfNeeded: end &- start)
    }

    @inline(__always)
    func bytes(in input: UnsafePointer<UInt8>) -> Bytes {
        Bytes(start: input + Int(start), count: Int(count))
    }
}

/// The content of the request line and the header section.
package struct RequestHead: Sendable {
    /// The place of the path.
    enum Path: Sendable, Equatable {
        case span(Span)
        /// An absolute-form target without a path.
        case root
        /// `OPTIONS *`.
        case asterisk
    }

    /// `Transfer-Encoding` over all its lines; only `chunked`, once and alone, is read.
    enum TransferEncoding: Sendable {
        case absent, chunked, unknown, otherThenChunked, invalid
    }

    package var method: HTTPMethod = .get
    /// 0 or 1: the protocol is HTTP/1.0, or HTTP/1.1 and what is compatible with it.
    package var minorVersion: Int = 1
    var path: Path = .root
    var query: Span?
    /// True where the target holds a percent-encoded byte.
    var hasEscape: Bool = false
    /// The declared length of the body; nil where there is none.
    package var contentLength: Int?
    var transferEncoding: TransferEncoding = .absent
    var hostCount: Int = 0
    var closeRequested: Bool = false
    var keepAliveRequested: Bool = false
    /// `Expect: 100-continue` was sent with HTTP/1.1.
    package var expectsContinue: Bool = false
    /// An `Expect` that this server does not know.
    package var expectsUnknown: Bool = false
    var requestID: Span?
    var requestIDCount: Int = 0
    /// Bytes of the head, the empty line before and the one after it included.
    package var length: Int = 0

    package var isChunked: Bool { transferEncoding == .chunked }

    /// True where the connection may carry another request after this one (RFC 9112 § 9.3).
    package var keepsAlive: Bool {
        if closeRequested { return false }
        return minorVersion == 1 || keepAliveRequested
    }
}

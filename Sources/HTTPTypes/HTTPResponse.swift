/// A header field of an answer. The value has no CR, LF or NUL: the server refuses to write such a field.
package struct HTTPResponseField: Sendable {
    package var name: StaticString
    package var value: String

    @inlinable
    package init(_ name: StaticString, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// A complete answer. `Date`, `Connection`, `Content-Length` and `X-Request-ID` are the server's to write.
///
/// It is returned through asynchronous functions, in whose frames each of its words stands several times: it is kept
/// small.
package struct HTTPResponse: Sendable {
    /// The media type of `body`; nil where there is no body.
    package var contentType: StaticString?
    /// Beside the last byte of `contentType`, where it takes no word of its own.
    @usableFromInline var code: UInt16
    package var fields: [HTTPResponseField]
    package var body: [UInt8]
    /// The content that follows `body`, where it is large: pieces that are sent, and let go, one after the other.
    package var rest: [[UInt8]]

    @inlinable
    package init(
        status: Int,
        contentType: StaticString? = nil,
        fields: [HTTPResponseField] = [],
        body: [UInt8] = [],
        rest: [[UInt8]] = []
    ) {
        self.contentType = contentType
        code = UInt16(clamping: status)
        self.fields = fields
        self.body = body
        self.rest = rest
    }

    /// The status code; what is no status is answered as 500.
    @inlinable
    package var status: Int {
        get { Int(code) }
        set { code = UInt16(clamping: newValue) }
    }
}

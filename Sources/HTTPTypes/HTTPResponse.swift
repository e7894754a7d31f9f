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
package struct HTTPResponse: Sendable {
    package var status: Int
    /// The media type of `body`; nil where there is no body.
    package var contentType: StaticString?
    package var fields: [HTTPResponseField]
    package var body: [UInt8]
    /// What follows `body`, where the content is large: pieces that are sent, and let go, one after the other.
    package var rest: [[UInt8]]

    @inlinable
    package init(
        status: Int,
        contentType: StaticString? = nil,
        fields: [HTTPResponseField] = [],
        body: [UInt8] = [],
        rest: [[UInt8]] = []
    ) {
        self.status = status
        self.contentType = contentType
        self.fields = fields
        self.body = body
        self.rest = rest
    }
}

internal import CCurl
import Crypto

/// A request to another server.
package struct HTTPClientRequest: Sendable {
    /// A method's token (RFC 9110 § 9.1), in upper case.
    package var method: String
    /// An absolute `https` or `http` address. It may hold a credential (the Bot API's does), so it is never shown.
    package var address: Secret
    /// Names and values; a value may be a credential too.
    package var fields: [(name: String, value: Secret)]
    /// nil: no content.
    package var body: [UInt8]?
    /// From the call until the last byte of the answer, waiting for a connection included.
    package var timeout: Duration
    /// Bytes of the answer's content beyond which it is given up.
    package var maxBodyBytes: Int
    /// True where doing it twice does no harm. Another one is never sent a second time by itself, though a kept
    /// connection breaks before the answer's first byte.
    package var isIdempotent: Bool

    /// - Parameter isIdempotent: nil: what RFC 9110 § 9.2.2 says of the method.
    package init(
        method: String = "GET",
        address: Secret,
        fields: [(name: String, value: Secret)] = [],
        body: [UInt8]? = nil,
        timeout: Duration = .seconds(10),
        maxBodyBytes: Int = 1 << 20,
        isIdempotent: Bool? = nil
    ) {
        self.method = method
        self.address = address
        self.fields = fields
        self.body = body
        self.timeout = timeout
        self.maxBodyBytes = maxBodyBytes
        self.isIdempotent = isIdempotent ?? ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"].contains(method)
    }
}

/// An answer, whole.
package struct HTTPClientResponse: Sendable {
    package var status: Int
    /// In the order they came; names in lower case.
    package var fields: [(name: String, value: String)]
    package var body: [UInt8]
    /// Seconds since 1970-01-01T00:00:00Z when the server's certificate ends; nil without TLS, and where the client's
    /// options do not ask for it.
    package var certificateExpiry: Int64?

    /// Seconds since 1970-01-01T00:00:00Z of the `Date` field (RFC 9110 § 6.6.1); nil where there is none
    /// (`curl_getdate`).
    package var date: Int64? {
        guard let text = field("date") else { return nil }
        let seconds = curl_getdate(text, nil)
        return seconds < 0 ? nil : Int64(seconds)
    }

    /// The first field of this name.
    ///
    /// - Parameter name: in lower case.
    package func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

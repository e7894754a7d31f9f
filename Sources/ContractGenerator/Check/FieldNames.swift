/// Names of HTTP fields, and whose they are.
enum FieldNames {
    /// In lower case: fields by which HTTP frames and routes messages, or that the server writes itself. A contract
    /// cannot say what they hold (RFC 9110, sections 7.2, 7.6 and 10.1; RFC 9112; RFC 6265 for cookies).
    private static let ofHTTP: Set<String> = [
        "connection", "content-length", "cookie", "date", "expect", "host", "keep-alive", "proxy-connection", "te",
        "trailer", "transfer-encoding", "upgrade",
    ]

    /// Why a contract cannot declare the field as a header; nil where it can.
    static func refusal(of name: String) -> String? {
        if !HTTPToken.isToken(name) { return "Header names are tokens (RFC 9110, section 5.6.2)." }
        return ofHTTP.contains(name.lowercased()) ? "This field is HTTP's or the server's own: remove it." : nil
    }
}

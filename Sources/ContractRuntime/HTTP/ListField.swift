import HTTPTypes

/// The header fields whose value is a list, so that several lines of one are one value (RFC 9110 § 5.3).
///
/// All others stand once: which of two values counts would be a guess.
enum ListField {
    private static let names: [StaticString] = [
        "accept", "accept-charset", "accept-encoding", "accept-language", "access-control-request-headers",
        "cache-control", "content-encoding", "content-language", "expect", "forwarded", "if-match", "if-none-match",
        "link", "pragma", "prefer", "te", "trailer", "upgrade", "via", "x-forwarded-for",
    ]

    static func contains(_ name: StaticString) -> Bool {
        names.contains { Bytes(name).equalsIgnoringCase($0) }
    }
}

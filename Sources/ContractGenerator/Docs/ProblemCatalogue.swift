/// The kinds of problems that the generated layer and handlers answer with, as `ProblemType` of the runtime has them.
struct ProblemCatalogue {
    /// The end of `type`.
    let name: String
    let title: String
    let statuses: [Int]
    /// In Markdown.
    let when: String
    let remedy: String

    var type: String { "/problems/" + name }

    private init(_ name: String, _ title: String, _ statuses: [Int], when: String, remedy: String) {
        self.name = name
        self.title = title
        self.statuses = statuses
        self.when = when
        self.remedy = remedy
    }

    /// Those that go with a status.
    static func all(for status: Int) -> [ProblemCatalogue] { all.filter { $0.statuses.contains(status) } }

    static let all: [ProblemCatalogue] = [
        ProblemCatalogue(
            "malformed-request",
            "Malformed request",
            [400],
            when: "The HTTP message itself is wrong or ambiguous; the connection is closed.",
            remedy: "Mend the HTTP client."
        ),
        ProblemCatalogue(
            "malformed-json",
            "Malformed JSON",
            [400],
            when: "The body is no JSON: its syntax, its UTF-8, a member named twice, or nesting beyond the limit.",
            remedy: "Mend what writes the body."
        ),
        ProblemCatalogue(
            "validation",
            "Validation failed",
            [400],
            when: "The body is JSON, but it or a parameter breaks the contract.",
            remedy: "Mend what `violations` names: all broken rules are listed, each with its place."
        ),
        ProblemCatalogue(
            "unauthorized",
            "Unauthorized",
            [401],
            when: "There is no credential, or it is invalid or expired.",
            remedy: "Get a fresh credential and send the request again."
        ),
        ProblemCatalogue(
            "forbidden",
            "Forbidden",
            [403],
            when: "The credential lacks the role that is asked for, or is refused by a scheme that answers 403.",
            remedy: "Do not repeat the request."
        ),
        ProblemCatalogue(
            "not-found",
            "Not found",
            [404],
            when: "There is no such path, or nothing with this id.",
            remedy: "Correct the path, or forget the id."
        ),
        ProblemCatalogue(
            "method-not-allowed",
            "Method not allowed",
            [405],
            when: "The path exists, but not with this method.",
            remedy: "Use one of the methods in `Allow`."
        ),
        ProblemCatalogue(
            "not-acceptable",
            "Not acceptable",
            [406],
            when: "`Accept` leaves no media type that this operation can send.",
            remedy: "Accept the media type of the answer, or leave `Accept` out."
        ),
        ProblemCatalogue(
            "request-timeout",
            "Request timeout",
            [408],
            when: "The request did not arrive in time; the connection is closed.",
            remedy: "Send the request again."
        ),
        ProblemCatalogue(
            "conflict",
            "Conflict",
            [409],
            when: "The request contradicts what is stored.",
            remedy: "Read again, then decide."
        ),
        ProblemCatalogue(
            "precondition-failed",
            "Precondition failed",
            [412],
            when: "`If-Match` does not name the current `ETag`.",
            remedy: "Read again and use the new `ETag`, or leave `If-Match` out."
        ),
        ProblemCatalogue(
            "payload-too-large",
            "Payload too large",
            [413],
            when: "The body is longer than is read.",
            remedy: "Send less; the limit stands with its operation."
        ),
        ProblemCatalogue(
            "uri-too-long",
            "URI too long",
            [414],
            when: "The request target is longer than is read; the connection is closed.",
            remedy: "Shorten the query."
        ),
        ProblemCatalogue(
            "unsupported-media-type",
            "Unsupported media type",
            [415],
            when: "`Content-Type` is missing or names a media type this operation does not read, or the body is coded.",
            remedy: "Send the body as the operation shows it, without `Content-Encoding`."
        ),
        ProblemCatalogue(
            "expectation-failed",
            "Expectation failed",
            [417],
            when: "`Expect` asks for something other than `100-continue`.",
            remedy: "Leave `Expect` out."
        ),
        ProblemCatalogue(
            "too-many-requests",
            "Too many requests",
            [429],
            when: "One address asks too often.",
            remedy: "Wait as many seconds as `Retry-After` says."
        ),
        ProblemCatalogue(
            "header-fields-too-large",
            "Header fields too large",
            [431],
            when: "The header section is longer than is read, or has too many lines; the connection is closed.",
            remedy: "Send fewer or shorter header fields."
        ),
        ProblemCatalogue(
            "internal",
            "Internal error",
            [500],
            when: "A fault of the server; nothing about it is told.",
            remedy: "Report `request_id`; do not repeat the request at once."
        ),
        ProblemCatalogue(
            "not-implemented",
            "Not implemented",
            [501],
            when: "The server knows the method, or the transfer coding, for no path.",
            remedy: "Use a method of the contract, and no transfer coding but `chunked`."
        ),
        ProblemCatalogue(
            "unavailable",
            "Service unavailable",
            [503],
            when: "Something that is needed is out of reach, or the server is starting, full or shutting down.",
            remedy: "Wait as many seconds as `Retry-After` says, then send the request again."
        ),
        ProblemCatalogue(
            "http-version-not-supported",
            "HTTP version not supported",
            [505],
            when: "The request is of another protocol than HTTP/1.1 or HTTP/1.0; the connection is closed.",
            remedy: "Speak HTTP/1.1; HTTP/2 is for a proxy in front."
        ),
    ]
}

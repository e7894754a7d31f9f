/// Why the server did not do what was asked. Nothing in it is a secret.
package enum S3Error: Error, Sendable, Equatable, CustomStringConvertible {
    /// Keys are missing.
    case noCredentials
    /// No answer; in words, to follow "no answer:".
    case unanswered(String)
    /// The server's status and code, such as `NoSuchKey`.
    case refused(status: Int, code: String)
    /// The answer is not what the protocol says.
    case malformed(String)
    /// A file of this machine; in words.
    case file(String)
    /// The task was cancelled.
    case stopped

    package var description: String {
        switch self {
        case .noCredentials: "S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are not set"
        case .unanswered(let words): "no answer from the S3 server: \(words)"
        case .refused(let status, let code): "the S3 server says \(status)\(code.isEmpty ? "" : " \(code)")"
        case .malformed(let words): "the S3 server's answer \(words)"
        case .file(let words): words
        case .stopped: "stopped"
        }
    }

    /// True where the same request may be answered otherwise a moment later.
    var isTransient: Bool {
        switch self {
        case .unanswered: true
        case .refused(let status, let code):
            // Putting parts together may fail after the 200 was sent.
            status >= 500 && status != 501 || status == 429 || S3Error.transientCodes.contains(code)
        case .noCredentials, .malformed, .file, .stopped: false
        }
    }

    private static let transientCodes: Set<String> = [
        "InternalError", "SlowDown", "ServiceUnavailable", "RequestTimeout",
    ]
}

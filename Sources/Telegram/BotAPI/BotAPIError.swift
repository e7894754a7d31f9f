/// Why a call of the Bot API gave no result. No case holds the token or the address that contains it.
package enum BotAPIError: Error, Sendable, Equatable {
    /// The base address is not `http://` or `https://` with a host, or the token has characters no token has.
    case configuration(String)
    /// No connection, or it broke; libcurl's words for it.
    case unreachable(String)
    /// No answer within the time-out.
    case timedOut
    /// Telegram said no: its `error_code`, `description` and, with 429, the seconds to wait.
    case refused(code: Int64, description: String, retryAfter: Int64?)
    /// Something answered that is not the Bot API; the HTTP status.
    case unexpectedAnswer(status: Int)
    /// Too many calls wait already, or the client was closed.
    case overloaded
}

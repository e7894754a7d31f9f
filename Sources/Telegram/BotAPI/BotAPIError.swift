import ClientRuntime
import Crypto
import HTTPClient
import TelegramAPI

/// Why a call of the Bot API gave no result. No case holds the token or the address that contains it.
package enum BotAPIError: Error, Sendable, Equatable {
    /// The base address is not `http://` or `https://` with a host, or the token has characters no token has.
    case configuration(String)
    /// No connection, so nothing was sent; libcurl's words for it.
    case unreachable(String)
    /// The call was sent and no whole answer read: whether it was done is not known.
    case unanswered(String)
    /// No answer within the time-out: whether the call was done is not known.
    case timedOut
    /// 429: every sender of this bot waits so many seconds.
    case tooManyRequests(retryAfter: Int64)
    /// The group has become a supergroup: its chat has another id.
    case migrated(toChat: Int64)
    /// 403: the bot was blocked, was removed, or may not write first.
    case forbidden(String)
    /// Telegram said no for another reason: its `error_code` and `description`.
    case refused(code: Int64, description: String)
    /// Something answered that is not the Bot API, or not as its contract says; the HTTP status. Where that is 200, the
    /// call may have been done.
    case unexpectedAnswer(status: Int)
    /// Too many calls wait already, or the client was closed: nothing was sent.
    case overloaded
    /// The task that waited was cancelled: whether the call was done is not known.
    case cancelled
}

extension BotAPIError {
    init(_ error: ServiceError) {
        self =
            switch error {
            case .invalidRequest(let reason): .configuration(reason)
            case .noAnswer(let error): BotAPIError(error)
            case .unexpectedAnswer(let status, _, _): .unexpectedAnswer(status: status)
            }
    }

    init(_ error: HTTPClientError) {
        self =
            switch error {
            case .invalidRequest(let reason): .configuration(reason)
            case .unreachable(let reason), .untrusted(let reason): .unreachable(reason)
            case .broken(let reason): .unanswered(reason)
            case .answerTooLong: .unanswered("the answer is too long")
            case .timedOut: .timedOut
            case .cancelled: .cancelled
            case .overloaded, .closed: .overloaded
            }
    }

    /// The meaning of Telegram's refusal. Something between us and Telegram may repeat the address in its words.
    init(_ failure: Failure, redacting token: Secret) {
        let description = failure.description.replacing(token.revealed, with: token.description)
        self =
            if let chat = failure.parameters?.migrateToChatID {
                .migrated(toChat: chat)
            } else if failure.errorCode == 429, let seconds = failure.parameters?.retryAfter {
                .tooManyRequests(retryAfter: seconds)
            } else if failure.errorCode == 403 {
                .forbidden(description)
            } else {
                .refused(code: failure.errorCode, description: description)
            }
    }
}

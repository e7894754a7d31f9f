import Telegram

/// What a refusal means for the message that was sent.
enum SendingFault: Equatable {
    /// The chat waits so many seconds.
    case wait(seconds: Int64)
    /// The group has another id.
    case migrated(to: Int64)
    /// The person cannot be written to: has blocked the bot, never started it, or is gone.
    case unreachable
    /// It is as the message would make it.
    case already
    /// What it would change cannot be changed any more.
    case gone
    /// It will never be taken.
    case refused
    /// The token is wrong: nothing can be sent.
    case unauthorized
    /// It may be taken later.
    case transient

    init(_ error: BotAPIError) {
        switch error {
        case .tooManyRequests(let seconds): self = .wait(seconds: max(1, seconds))
        case .migrated(let chat): self = .migrated(to: chat)
        case .forbidden: self = .unreachable
        case .refused(let code, let description): self = SendingFault(code, description)
        case .configuration: self = .refused
        case .unreachable, .unanswered, .timedOut, .unexpectedAnswer, .overloaded, .cancelled: self = .transient
        }
    }

    /// Telegram's refusals have no other name than their words.
    private init(_ code: Int64, _ description: String) {
        let words = description.lowercased()
        self =
            switch code {
            case 401, 404: .unauthorized
            case 500...: .transient
            case 400 where words.contains("chat not found") || words.contains("user is deactivated"): .unreachable
            case 400 where words.contains("peer_id_invalid"): .unreachable
            case 400 where words.contains("message is not modified"): .already
            // Somebody deleted it, or it is too old.
            case 400 where words.contains("message to edit not found"): .gone
            case 400 where words.contains("message can't be edited"): .gone
            default: .refused
            }
    }
}

import Domain
import TelegramAPI

/// A button that decides a request; all that it does stands in its data, `approve:N` or `reject:N`.
struct RequestButton: Equatable {
    let status: ClientRequest.Status
    let id: Int64

    /// nil where the data is no such button's.
    init?(_ data: String) {
        let parts = data.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let id = Int64(parts[1]), id > 0 else { return nil }
        switch parts[0] {
        case "approve": status = .approved
        case "reject": status = .rejected
        default: return nil
        }
        self.id = id
    }

    /// - Parameters:
    ///   - number: the request's, or a mark that stands for it.
    ///   - isInList: true where it has to be told which one they decide.
    static func both(of number: String, _ language: Language, isInList: Bool = false) -> [InlineKeyboardButton] {
        let texts =
            isInList
            ? ("✅ #\(number)", "❌ #\(number)")
            : (RequestTexts.approve(language), RequestTexts.reject(language))
        return [
            InlineKeyboardButton(text: texts.0, callbackData: "approve:\(number)"),
            InlineKeyboardButton(text: texts.1, callbackData: "reject:\(number)"),
        ]
    }
}

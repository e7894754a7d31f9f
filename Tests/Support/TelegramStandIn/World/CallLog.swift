/// A call as the stand-in has seen it.
package struct Call: Sendable {
    package let moment: Moment
    /// As the Bot API spells it.
    package let method: String
    package let parameters: Parameters
    /// `chat_id` where it is a number.
    package let chat: Int64?
    /// The message that was made, or that the call was about.
    package let message: Int64?
    /// `error_code` of the answer; nil where it was a success, 0 where a fault kept the call from being done.
    package let errorCode: Int?

    package var text: String? { parameters.string("text") ?? parameters.string("caption") }
}

/// The calls of a bot in their order, or only how many there were.
package struct CallLog: Sendable {
    let isCounting: Bool
    package private(set) var all: [Call] = []
    /// Calls so far, by method.
    package private(set) var counts: [String: Int] = [:]
    /// Successful calls so far, by method.
    package private(set) var successes: [String: Int] = [:]
    package private(set) var total: Int = 0

    init(isCounting: Bool) { self.isCounting = isCounting }

    mutating func add(_ method: String, _ parameters: Parameters, _ outcome: Outcome, now: Moment) {
        total += 1
        counts[method, default: 0] += 1
        if case .success = outcome { successes[method, default: 0] += 1 }
        guard !isCounting else { return }
        var (message, errorCode): (Int64?, Int?) = (parameters.int("message_id"), nil)
        switch outcome {
        case .success(let result): message = result["message_id"]?.int ?? message
        case .failure(let refusal): errorCode = refusal.code
        }
        let chat = parameters.int("chat_id")
        all.append(
            Call(
                moment: now,
                method: method,
                parameters: parameters,
                chat: chat,
                message: message,
                errorCode: errorCode
            )
        )
    }

    /// Forgets the calls and their numbers.
    package mutating func removeAll() { self = CallLog(isCounting: isCounting) }
}

/// What a call came to.
package typealias Outcome = Result<JSON, Refusal>

/// What goes wrong with calls, by script.
package struct Fault: Sendable {
    /// How the answer of a call reaches its client, or does not.
    package struct Delivery: Sendable, Equatable {
        package enum Kind: Sendable, Equatable {
            /// A status of something between the client and Telegram, with a body that is no JSON of Telegram's.
            case status(Int, body: String)
            /// No answer until the client gives up.
            case hang
            /// The connection is closed without an answer.
            case close
            /// The body comes in pieces, so many seconds apart.
            case slow(seconds: Double, pieces: Int)
            /// The answer comes so many seconds late.
            case delay(seconds: Double)
        }

        package var kind: Kind
        /// True: the call was done all the same.
        package var isDone: Bool
    }

    package enum Action: Sendable, Equatable {
        /// Telegram says no.
        case refuse(Refusal)
        case deliver(Delivery)

        package static func status(_ code: Int, body: String = "<html>Bad Gateway</html>", done: Bool = false) -> Action
        {
            .deliver(Delivery(kind: .status(code, body: body), isDone: done))
        }
        package static func hang(done: Bool = false) -> Action { .deliver(Delivery(kind: .hang, isDone: done)) }
        package static func close(done: Bool = false) -> Action { .deliver(Delivery(kind: .close, isDone: done)) }
        package static func slow(seconds: Double, pieces: Int = 4) -> Action {
            .deliver(Delivery(kind: .slow(seconds: seconds, pieces: pieces), isDone: true))
        }
        package static func delay(seconds: Double) -> Action {
            .deliver(Delivery(kind: .delay(seconds: seconds), isDone: true))
        }
        package static func tooManyRequests(retryAfter seconds: Int) -> Action {
            .refuse(.tooManyRequests(seconds))
        }
        package static func migrated(to chat: Int64) -> Action { .refuse(.migrated(to: chat)) }
        package static let blocked: Action = .refuse(.forbidden("bot was blocked by the user"))
        package static let serverError: Action = .refuse(Refusal(code: 500, "Internal Server Error"))
        package static func badRequest(_ text: String) -> Action { .refuse(.badRequest(text)) }
    }

    package var action: Action
    /// nil: any method.
    package var method: String?
    /// nil: any chat, and calls without one.
    package var chat: Int64?
    /// Calls that match and are left alone first.
    package var skips: Int
    /// Calls it happens to; nil: all from then on.
    package var times: Int?

    package init(_ action: Action, method: String? = nil, chat: Int64? = nil, skips: Int = 0, times: Int? = 1) {
        self.action = action
        self.method = method
        self.chat = chat
        self.skips = skips
        self.times = times
    }
}

/// The faults that are to come, in their order.
package struct FaultScript: Sendable {
    private var faults: [Fault] = []

    package mutating func add(_ fault: Fault) { faults.append(fault) }
    package mutating func removeAll() { faults = [] }

    /// The fault of a call, if it has one, which is used up by that.
    mutating func next(method: String, chat: Int64?) -> Fault.Action? {
        for index in faults.indices {
            let fault = faults[index]
            guard fault.method ?? method == method, fault.chat == nil || fault.chat == chat else { continue }
            if fault.skips > 0 {
                faults[index].skips -= 1
                continue
            }
            if let times = fault.times {
                faults[index].times = times - 1
                if times <= 1 { faults.remove(at: index) }
            }
            return fault.action
        }
        return nil
    }
}

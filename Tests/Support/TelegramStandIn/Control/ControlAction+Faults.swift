extension ControlAction {
    static let faults: [ControlAction] = [
        ControlAction("fault", #"{"kind":"refuse","code":429,"retry_after":3,"method":"sendMessage","times":2}"#) {
            (bot, call, _) throws(Refusal) in
            let times: Int? = call["times"] == .null ? nil : Int(clamping: call.int("times") ?? 1)
            bot.faults.add(
                Fault(
                    try action(call),
                    method: try method(call),
                    chat: call.int("chat"),
                    skips: Int(clamping: call.int("skips") ?? 0),
                    times: times
                )
            )
            return true
        },
        ControlAction("no-faults", "{}") { (bot, _, _) throws(Refusal) in
            bot.faults.removeAll()
            return true
        },
        ControlAction(
            "limits",
            #"{"per_second":30,"paid_per_second":1000,"chat_burst":5,"group_per_minute":20}"#
        ) { (bot, call, _) throws(Refusal) in
            // A limit that is not named is off.
            func limit(_ name: String) -> Int? { call.int(name).map { max(1, Int(clamping: $0)) } }
            bot.limits = RateLimits(
                RateLimits.Options(
                    perSecond: limit("per_second"),
                    paidPerSecond: limit("paid_per_second"),
                    chatBurst: limit("chat_burst"),
                    groupPerMinute: limit("group_per_minute")
                )
            )
            return true
        },
    ]

    static let reading: [ControlAction] = [
        ControlAction("messages", #"{"chat":7}"#) { (bot, call, _) throws(Refusal) in try bot.controlMessages(call) },
        ControlAction("counts", "{}") { (bot, _, _) throws(Refusal) in
            .object(bot.calls.counts.mapValues { .int(Int64($0)) })
        },
    ]

    /// The method that a fault is for, as the Bot API spells it.
    private static func method(_ call: Parameters) throws(Refusal) -> String? {
        guard let name = call.string("method") else { return nil }
        guard let method = BotMethod.named(name) else { throw .badRequest("there is no method \(name)") }
        return method.name
    }

    private static func action(_ call: Parameters) throws(Refusal) -> Fault.Action {
        let seconds = min(max(call.string("seconds").flatMap(Double.init) ?? 1, 0), 86_400)
        let isDone = call.bool("done")
        switch call.string("kind") {
        case "refuse":
            let code = Int(clamping: call.int("code") ?? 400)
            let retryAfter = call.int("retry_after").map { Int(clamping: $0) }
            if code == 429, let retryAfter { return .tooManyRequests(retryAfter: retryAfter) }
            if let chat = call.int("migrate_to_chat_id") { return .migrated(to: chat) }
            if code == 403 { return .refuse(.forbidden(call.string("text") ?? "bot was blocked by the user")) }
            guard (400...599).contains(code) else { throw .badRequest("code is 400 to 599") }
            return .refuse(Refusal(code: code, call.string("text") ?? "Bad Request: by script", retryAfter: retryAfter))
        case "status":
            let code = Int(clamping: call.int("code") ?? 502)
            guard (200...599).contains(code) else { throw .badRequest("code is 200 to 599") }
            return .status(code, body: call.string("text") ?? "<html>Bad Gateway</html>", done: isDone)
        case "hang": return .hang(done: isDone)
        case "close": return .close(done: isDone)
        case "slow": return .slow(seconds: seconds, pieces: Int(min(max(call.int("pieces") ?? 4, 1), 1_000)))
        case "delay": return .delay(seconds: seconds)
        default: throw .badRequest("kind is refuse, status, hang, close, slow or delay")
        }
    }
}

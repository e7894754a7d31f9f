/// How a stand-in behaves where Telegram leaves a choice or a test wants less.
package struct StandInOptions: Sendable {
    /// Limits that calls are held to; none unless asked for.
    package var limits: RateLimits.Options = .none
    /// True: every positive chat id is a user who has started the bot.
    package var everyoneExists: Bool = false
    /// True: calls are counted, and neither they nor messages are kept; for millions of them.
    package var isCounting: Bool = false
    /// The first update's id.
    package var firstUpdateID: Int64 = Int64.random(in: 100_000_000..<900_000_000)
    /// True: a webhook needs https and one of Telegram's ports. A local Bot API server takes any address.
    package var requiresPublicWebhook: Bool = false
    /// Seconds within which a press of a button can be answered.
    package var callbackSeconds: Double = 150
    /// Seconds within which a pre-checkout query must be answered.
    package var checkoutSeconds: Double = 10

    package init() {}
}

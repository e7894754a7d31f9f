import Domain

/// How often and when what failed is tried again: an update, or a message that Telegram did not take.
package struct RetryPolicy: Sendable {
    /// An update may take so long, or it is broken off and counts as failed.
    package var allowedMilliseconds: Int = 4_000
    package var chatter: Int64 = 5
    package var money: Int64 = 30
    /// The first wait.
    package var firstMicroseconds: Int64 = 500_000

    package init() {}

    /// Money waits for somebody's decision; chatter lets its key go on.
    package func blocks(_ kind: String) -> Bool { kind == ReceivedUpdate.paymentKind || kind == "subscription" }

    func attempts(of kind: String) -> Int64 { blocks(kind) ? money : chatter }

    /// Microseconds before the next try: doubled each time up to a minute, give or take a fourth.
    func delay(after attempts: Int64) -> Int64 {
        let base: Int64 = min(firstMicroseconds << min(attempts - 1, 7), 60_000_000)
        return Int64.random(in: (base * 3 / 4)...(base * 5 / 4))
    }
}

/// How fast Telegram lets a bot send (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
package struct Pacing: Sendable {
    /// Messages a second in all; 0: any number.
    package var perSecond: Int = 30
    /// Messages that may go to one chat at once; then one a second.
    package var burst: Int = 5
    /// Messages a minute to one group.
    package var perGroupMinute: Int = 20
    /// Calls under way at once.
    package var atOnce: Int = 64

    package init() {}
}

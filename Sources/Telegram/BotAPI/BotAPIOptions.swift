/// How the Bot API is reached.
package struct BotAPIOptions: Sendable {
    /// Without a slash at its end; without TLS it is on this machine or in a private network.
    package var baseURL: String = "https://api.telegram.org"

    package init() {}
}

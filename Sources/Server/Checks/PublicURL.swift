import HTTPClient
import Telegram

/// What Telegram asks of the address of a webhook (https://core.telegram.org/bots/webhooks).
enum PublicURL {
    private static let ports: Set<Substring> = ["443", "80", "88", "8443"]

    /// nil where Telegram can reach it, as far as the text tells.
    static func fault(_ configuration: Configuration) -> CheckFault? {
        guard let url = configuration.publicURL else {
            return CheckFault("PUBLIC_URL", "must be set", "without it Telegram has nowhere to send updates to")
        }
        let authority = url.dropFirst("https://".count)
        let host = bracketedHost(authority)
        let port = authority.dropFirst(host.count)
        if Placeholder.word(in: String(host)) != nil {
            return CheckFault("PUBLIC_URL", "names the host of an example")
        }
        // A Bot API server of one's own reaches what it can, on any port.
        guard configuration.botAPI.baseURL == BotAPIOptions().baseURL else { return nil }
        if PrivateNetwork.mayHold(host: host) { return CheckFault("PUBLIC_URL", "is in a private network") }
        guard port.isEmpty || ports.contains(port.dropFirst()) else {
            return CheckFault("PUBLIC_URL", "has the port \(port.dropFirst())", "which Telegram does not call")
        }
        return nil
    }

    /// The name or address in the URL; one of IPv6 without its brackets.
    static func host(_ url: String) -> String {
        String(bracketedHost(url.dropFirst("https://".count)).filter { $0 != "[" && $0 != "]" })
    }

    private static func bracketedHost(_ authority: Substring) -> Substring {
        let isAddress = authority.hasPrefix("[")
        return authority.prefix { isAddress ? $0 != "]" : $0 != ":" } + (isAddress ? "]" : "")
    }
}

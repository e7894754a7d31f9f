import HTTPServer
import HTTPTypes

extension SettingType where Value == TrustedProxies {
    /// Networks, and `unix`.
    static var trustedProxies: SettingType {
        SettingType(
            "networks such as 10.0.0.0/8, addresses or unix, separated by commas",
            example: "127.0.0.1,2001:db8::/32,unix",
            print: { proxies in
                (proxies.networks.map(\.description) + (proxies.hasLocalSockets ? ["unix"] : [])).joined(separator: ",")
            },
            read: { text in
                guard let list = NetworkList(text, word: "unix") else { return nil }
                return TrustedProxies(networks: list.networks, hasLocalSockets: list.hasWord)
            }
        )
    }
}

extension SettingType where Value == WebhookNetworks {
    /// Networks, and `telegram`.
    static var webhookNetworks: SettingType {
        SettingType(
            "telegram, networks such as 10.0.0.0/8 or addresses, separated by commas",
            example: "telegram,10.0.0.0/8",
            print: \.text,
            read: { text in
                guard let list = NetworkList(text, word: "telegram") else { return nil }
                return WebhookNetworks(all: list.networks + (list.hasWord ? TelegramNetworks.all : []), text: text)
            }
        )
    }
}

/// The networks that may call a webhook.
package struct WebhookNetworks: Sendable {
    var all: [IPNetwork]
    /// As they were written.
    var text: String

    /// - Parameter address: nil for a local socket, which is none of theirs.
    func contains(_ address: IPAddress?) -> Bool {
        address.map { address in all.contains { $0.contains(address) } } ?? false
    }
}

/// A list of networks in which a word may stand, too.
private struct NetworkList {
    var networks: [IPNetwork] = []
    var hasWord: Bool = false

    /// nil where an element is neither.
    init?(_ text: String, word: String) {
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let element = part.trimmingBlanks()
            if element.lowercased() == word {
                hasWord = true
            } else if let network = IPNetwork(String(element)) {
                networks.append(network)
            } else {
                return nil
            }
        }
    }
}

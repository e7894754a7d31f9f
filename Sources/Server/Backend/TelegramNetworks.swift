import HTTPTypes

/// The networks from which Telegram calls webhooks (Telegram's "Marvin's Marvellous Guide to All Things Webhook").
enum TelegramNetworks {
    static let all: [IPNetwork] = ["149.154.160.0/20", "91.108.4.0/22"].compactMap { IPNetwork($0) }
}

import Impl
import Platform
import TelegramAPI

/// The webhook that Telegram has beside the one of the configuration.
enum WebhookFault {
    /// nil where updates do not come in at all.
    static func finding(_ info: WebhookInfo, _ configuration: Configuration) -> CheckFinding? {
        switch configuration.updateSource {
        case .off: return nil
        case .polling:
            return info.url.isEmpty ? .well : .fault("one is set, and Telegram refuses polling beside it")
        case .webhook:
            guard let url = configuration.webhookURL else { return nil }
            guard !info.url.isEmpty else { return .fault("none is set") }
            guard info.url == url else { return .fault("it leads to \(Terminal.printable(info.url))") }
            guard let kinds = info.allowedUpdates.map(Set.init), kinds == Set(Bot.kinds) else {
                return .fault("it has other kinds of update than the bot handles")
            }
            return .well
        }
    }
}

import Impl
import Platform
import Storage
import TelegramAPI

extension DeploymentCheck {
    /// What others tell: Telegram, the database's clock, and who asks at `PUBLIC_URL`.
    static let online: [DeploymentCheck] = [
        DeploymentCheck(
            "telegram",
            .error,
            .online,
            "Telegram knows the bot",
            remedy: "set TELEGRAM_BOT_TOKEN to what BotFather gives, and let this machine reach the Bot API"
        ) { context in
            switch context.online?.bot {
            case .none: nil
            case .success(let bot): .well("@\(bot.username)")
            case .failure(let fault): .fault(fault.words)
            }
        },
        DeploymentCheck(
            "telegram-username",
            .error,
            .online,
            "TELEGRAM_BOT_USERNAME is the bot's name",
            remedy: "put it right or leave it out; links of invitations hold it"
        ) { context in
            guard case .success(let bot) = context.online?.bot, let name = context.configuration.botUsername else {
                return nil
            }
            return bot.username.lowercased() == name.lowercased() ? .well : .fault("the bot is @\(bot.username)")
        },
        DeploymentCheck(
            "telegram-webhook",
            .error,
            .online,
            "the webhook at Telegram is as configured",
            remedy: "run telegram-backend bot set-up; where updates come by polling, telegram-backend webhook delete"
        ) { context in
            guard case .success(let bot) = context.online?.bot else { return nil }
            return WebhookFault.finding(bot.webhook, context.configuration)
        },
        DeploymentCheck(
            "telegram-webhook-errors",
            .warning,
            .online,
            "Telegram had no trouble with the webhook in the last hour",
            remedy: "look at what Telegram says, and at the proxy's log"
        ) { context in
            guard case .success(let bot) = context.online?.bot, !bot.webhook.url.isEmpty else { return nil }
            guard let date = bot.webhook.lastErrorDate, context.host.now - date < 3_600 else { return .well }
            return .fault("Telegram says: \(Terminal.printable(bot.webhook.lastErrorMessage ?? "an error"))")
        },
        DeploymentCheck(
            "telegram-pending",
            .warning,
            .online,
            "at most 100 updates wait at Telegram",
            remedy: "see that the server runs and that Telegram reaches it"
        ) { context in
            guard case .success(let bot) = context.online?.bot else { return nil }
            let count = bot.webhook.pendingUpdateCount
            return count > 100 ? .fault("\(count) updates wait") : .well("\(count) wait")
        },
        DeploymentCheck(
            "telegram-clock",
            .error,
            .online,
            "this machine's clock is within 30 s of Telegram's",
            remedy: "set the clock, and keep it with NTP; launch data from the future is refused"
        ) { context in
            guard let lead = context.online?.telegramClockLead else { return nil }
            return lead.magnitude > 30 ? .fault("Telegram's clock is \(lead) s ahead of ours") : .well
        },
        DeploymentCheck(
            "database-clock",
            .warning,
            .online,
            "this machine's clock is within 5 s of PostgreSQL's",
            remedy: "keep both clocks with NTP"
        ) { context in
            guard case .reached(let found) = context.database, let lead = found.clockLead else { return nil }
            let seconds = lead / 1_000_000
            return seconds.magnitude > 5 ? .fault("the database's clock is \(seconds) s ahead of ours") : .well
        },
        DeploymentCheck(
            "certificate",
            .error,
            .online,
            "the certificate of PUBLIC_URL is trusted, its chain whole",
            remedy: "let the proxy send the certificate with its chain (fullchain.pem), and renew it in time"
        ) { context in
            switch context.online?.publicAddress {
            case .answered: .well
            case .untrusted(let reason): .fault(reason)
            case .silent, .none: nil
            }
        },
        DeploymentCheck(
            "certificate-expiry",
            .warning,
            .online,
            "the certificate of PUBLIC_URL is good for 14 days and more",
            remedy: "renew it, and see why that did not happen by itself"
        ) { context in
            guard case .answered(_, let expiry?) = context.online?.publicAddress else { return nil }
            let days = (expiry - context.host.now) / 86_400
            return days < 14 ? .fault("it ends in \(days) days") : .well("\(days) days")
        },
        DeploymentCheck(
            "public-address",
            .warning,
            .online,
            "a server of this program answers at PUBLIC_URL",
            remedy: "let the proxy pass requests on; before the first deployment nobody can answer"
        ) { context in
            switch context.online?.publicAddress {
            case .answered(200, _): .well
            case .answered(let status, _): .fault("/live is answered with \(status)")
            case .silent(let reason): .fault("nobody answers: \(reason)")
            case .untrusted, .none: nil
            }
        },
    ]
}

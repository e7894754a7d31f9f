import Crypto
import HTTPClient
import Impl
import Platform
import Telegram
import TelegramAPI

/// What Telegram says, and whoever answers at `PUBLIC_URL`.
struct OnlineFacts: Sendable {
    /// The bot as Telegram knows it.
    struct BotState: Sendable {
        let username: String
        let webhook: WebhookInfo
    }

    enum PublicAddress: Sendable {
        /// Over a connection whose certificate is trusted; seconds since 1970-01-01T00:00:00Z when that ends.
        case answered(status: Int, certificateExpiry: Int64?)
        case untrusted(String)
        case silent(String)
    }

    /// nil without a token.
    private(set) var bot: Result<BotState, BotAPIError>?
    /// Seconds; nil where Telegram does not answer.
    private(set) var telegramClockLead: Int64?
    /// nil without an address.
    private(set) var publicAddress: PublicAddress?

    init(_ configuration: Configuration, certificateAuthorities: String?) async {
        if let token = configuration.access.botToken {
            bot = await OnlineFacts.bot(token, configuration.botAPI.baseURL)
        }
        var options = HTTPClient.Options()
        options.certificateAuthorities = certificateAuthorities
        options.asksCertificates = true
        guard let client = try? HTTPClient(options), (try? client.start()) != nil else { return }
        if configuration.access.botToken != nil {
            telegramClockLead = await OnlineFacts.clockLead(client, configuration.botAPI.baseURL)
        }
        if let url = configuration.publicURL { publicAddress = await OnlineFacts.look(client, url) }
        await client.close()
    }

    private static func bot(_ token: Secret, _ baseURL: String) async -> Result<BotState, BotAPIError> {
        let botAPI: BotAPI
        do throws(BotAPIError) {
            botAPI = try BotAPI(token: token, baseURL: baseURL)
            try botAPI.start()
        } catch {
            return .failure(error)
        }
        let state = await state(botAPI)
        await botAPI.close()
        return state
    }

    private static func state(_ botAPI: BotAPI) async -> Result<BotState, BotAPIError> {
        do throws(BotAPIError) {
            let username = try await botAPI.username()
            let webhook = try await BotSetUp.webhookInfo(botAPI)
            return .success(BotState(username: username, webhook: webhook))
        } catch {
            return .failure(error)
        }
    }

    /// By the `Date` of an answer (RFC 9110 § 6.6.1), whatever its status; without the token.
    private static func clockLead(_ client: HTTPClient, _ baseURL: String) async -> Int64? {
        let answer = try? await client.send(HTTPClientRequest(address: Secret("\(baseURL)/")))
        guard let date = answer?.date else { return nil }
        return date - SystemClock.microseconds() / 1_000_000
    }

    private static func look(_ client: HTTPClient, _ url: String) async -> PublicAddress {
        do throws(HTTPClientError) {
            let answer = try await client.send(HTTPClientRequest(address: Secret("\(url)/live")))
            return .answered(status: answer.status, certificateExpiry: answer.certificateExpiry)
        } catch {
            if case .untrusted(let reason) = error { return .untrusted(reason) }
            return .silent(error.words)
        }
    }
}

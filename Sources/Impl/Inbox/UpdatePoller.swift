import ClientRuntime
import ContractRuntime
import Domain
import Logging
import Storage
import Telegram
import TelegramAPI

/// Asks Telegram for updates, where there is no webhook: one process for all.
///
/// Telegram forgets an update when a later one is asked for, which is when the inbox has it.
package struct UpdatePoller: Sendable {
    private let store: Store
    private let botAPI: BotAPI
    private let membership: Membership
    private let recorded: @Sendable (OrderKey) -> Void
    private let signal: Signal
    private let logger: Logger

    private static let seconds: Int64 = 25

    /// - Parameters:
    ///   - signal: woken when the membership changes.
    ///   - recorded: called when an update was recorded.
    package init(
        store: Store,
        botAPI: BotAPI,
        membership: Membership,
        signal: Signal,
        recorded: @escaping @Sendable (OrderKey) -> Void,
        logger: Logger
    ) {
        self.store = store
        self.botAPI = botAPI
        self.membership = membership
        self.signal = signal
        self.recorded = recorded
        self.logger = logger
    }

    /// Works until its task is cancelled.
    package func run() async {
        var offset: Int64?
        var failures: Int64 = 0
        while !Task.isCancelled {
            guard membership.share.isPoller else {
                offset = nil
                await signal.wait(for: .seconds(1))
                continue
            }
            do {
                offset = try await poll(from: offset)
                failures = 0
            } catch {
                guard !Task.isCancelled else { return }
                failures += 1
                await pause(after: failures, error)
            }
        }
    }

    /// - Returns: from where to go on; nil: from wherever Telegram is, since its numbers may begin anew after a quiet
    ///   week.
    private func poll(from offset: Int64?) async throws -> Int64? {
        let body = GetUpdatesBody(offset: offset, limit: 100, timeout: UpdatePoller.seconds, allowedUpdates: Bot.kinds)
        let answer = try await botAPI.call { (client) throws(ServiceError) in
            try await client.getUpdates(GetUpdatesInput(body: body), timeout: .seconds(UpdatePoller.seconds + 10))
        }
        let updates = answer.result.compactMap { ReceivedUpdate(raw: $0.bytes) }
        guard !updates.isEmpty else { return nil }
        // In order: two of one chat must not change places.
        let store = store
        for update in updates where try await store.updates.record(update) { recorded(update.orderKey) }
        return updates.map(\.updateID).max().map { $0 + 1 }
    }

    private func pause(after failures: Int64, _ error: any Error) async {
        var seconds = min(Int64(1) << min(failures - 1, 5), 30)
        switch error {
        case BotAPIError.tooManyRequests(let wait): seconds = wait
        case BotAPIError.refused(409, let description):
            let isWebhook = description.contains("webhook")
            let advice =
                isWebhook
                ? "a webhook is set: set TELEGRAM_UPDATES=webhook, or remove it with `telegram-backend webhook delete`"
                : "another program asks with the same token: stop it, or give it a token of its own"
            logger.error("Telegram gives no updates", [.errorDetail: .string(advice)])
            try? await Task.sleep(for: .seconds(5))
            return
        default: break
        }
        logger.warning("no updates from Telegram", [.errorDetail: .string(String(describing: error))])
        try? await Task.sleep(for: .seconds(seconds))
    }
}

import Domain
import Logging
import Platform
import Storage
import Telegram

/// Sends the messages that wait in the outbox: each is a row before, and gone once Telegram has taken it.
///
/// One process sends for all, so that what Telegram allows is one account: the one that holds the lease.
package actor OutboxWorker {
    private let store: Store
    private let botAPI: BotAPI
    private let membership: Membership
    private let peers: Peers
    private let signal: Signal
    private let alerts: Alerts
    private let metrics: BotMetrics
    private let logger: Logger
    private let executor: any TaskExecutor
    private let pacing: Pacing
    private let desk: BroadcastDesk?
    private let policy = RetryPolicy()
    private var queue: OutboxQueue
    private var cursor = TailCursor()
    private var isSender: Bool = false
    private var tasks: [Int64: Task<Void, Never>] = [:]
    private var isStopping: Bool = false

    /// - Parameters:
    ///   - signal: woken when messages were put in, and when the membership changes.
    ///   - executor: where messages are sent.
    package init(
        store: Store,
        botAPI: BotAPI,
        membership: Membership,
        peers: Peers,
        signal: Signal,
        pacing: Pacing,
        desk: BroadcastDesk? = nil,
        executor: any TaskExecutor,
        alerts: Alerts = Alerts(),
        metrics: BotMetrics = BotMetrics(),
        logger: Logger
    ) {
        self.store = store
        self.botAPI = botAPI
        self.membership = membership
        self.peers = peers
        self.signal = signal
        self.pacing = pacing
        self.desk = desk
        self.executor = executor
        self.alerts = alerts
        self.metrics = metrics
        self.logger = logger
        queue = OutboxQueue(pacing)
    }

    /// Works until its task is cancelled; then waits for what is under way, as long as a call may take.
    package func run() async {
        while !Task.isCancelled {
            await adopt(membership.share.isSender)
            takeOffered()
            cursor.expectMore()
            if isSender {
                await look()
                beginAll()
            }
            if isSender, queue.hasRoom, cursor.hasMore { continue }
            await signal.wait(for: patience)
        }
        isStopping = true
        for task in tasks.values { await task.value }
        isSender = false
        takeOffered()
    }

    /// Begins or ceases to send. Who begins knows the pauses, and nothing of what others sent a moment ago.
    private func adopt(_ isSender: Bool) async {
        guard isSender != self.isSender else { return }
        guard isSender else { return self.isSender = false }
        guard tasks.isEmpty else { return }
        do throws(StorageError) {
            var queue = OutboxQueue(pacing)
            for (chat, time) in try await store.outbox.pauses() { queue.pause(chat: chat, until: time) }
            for (chat, other) in try await store.outbox.migrations() { queue.migrate(chat, to: other) }
            self.queue = queue
            cursor.restart()
            self.isSender = true
        } catch { note(error) }
    }

    /// Reads where it is worth while: each look costs the database more than the messages that it finds.
    private func look() async {
        let now = SystemClock.monotonicMilliseconds()
        guard queue.hasRoom else { return }
        guard tasks.isEmpty || cursor.isDue(at: now, mayReadOn: true) else {
            return signal.wake(in: .milliseconds(TailCursor.pause))
        }
        do throws(StorageError) {
            let found = try await store.outbox.waiting(
                after: cursor.top,
                or: cursor.missing(at: now),
                limit: TailCursor.atOnce
            )
            cursor.saw(found.map(\.id), at: now)
            for message in found where !message.isDead && tasks[message.id] == nil { queue.add(message) }
        } catch {
            cursor.sawNothing()
            note(error)
        }
    }

    private var patience: Duration {
        let now = store.now
        let due = isSender ? queue.next(after: now).map { max(1_000, $0 - now) } ?? .max : .max
        return min(.microseconds(min(due, 5_000_000)), peers.patience)
    }

    private func beginAll() {
        while let message = queue.take(at: store.now) { begin(message) }
    }

    private func begin(_ message: WaitingMessage) {
        tasks[message.id] = Task(executorPreference: executor) { await self.send(message) }
    }

    /// As a part of the trace that the message came from.
    private func send(_ message: WaitingMessage) async {
        guard let trace = TraceContext(parent: message.message.trace) else { return await sendUntraced(message) }
        await TraceContext.$current.withValue(trace) { await sendUntraced(message) }
    }

    private func sendUntraced(_ message: WaitingMessage) async {
        defer { ended(message) }
        if message.message.isForSubject { return await expand(message) }
        do throws(BotAPIError) {
            let id = try await botAPI.send(message.message.method, message.message.addressed)
            logger.debug(
                "message sent",
                [.outboxID: .integer(message.id), .method: .string(message.message.method)]
            )
            metrics.note(message, .sent, at: store.now)
            if let recipient = message.recipient { return end(message, to: recipient, .sent) }
            await markSent(message, as: id)
        } catch {
            metrics.note(message, SendingFault(error).outcome, at: store.now)
            if let recipient = message.recipient { return await fail(message, to: recipient, error) }
            await fail(message, error)
        }
    }

    private func ended(_ message: WaitingMessage) {
        tasks[message.id] = nil
        guard isSender, membership.share.isSender, !isStopping else { return signal.wake() }
        beginAll()
        // The table is asked when there is a reason, not after each message.
        if queue.hasRoom, cursor.mayHaveMore { return signal.wake() }
        let now = store.now
        if let due = queue.next(after: now) { signal.wake(in: .microseconds(max(1_000, due - now))) }
    }

    private func markSent(_ message: WaitingMessage, as id: Int64?) async {
        // What was sent must not be sent again: the row goes as soon as the database is there.
        while true {
            do throws(StorageError) {
                try await store.outbox.markSent(message, as: id)
                return queue.finish(message)
            } catch {
                note(error)
                // It is sent once more by whoever comes next: that it was cannot be noted.
                guard !isStopping else { return }
                try? await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    private func expand(_ message: WaitingMessage) async {
        do throws(StorageError) {
            try await store.outbox.expand(message)
            queue.finish(message)
            cursor.expectMore()
        } catch {
            note(error)
            postpone(message, by: 500_000)
        }
    }

    private func fail(_ message: WaitingMessage, _ error: BotAPIError) async {
        let now = store.now
        let chat = message.message.chatID
        var next = message
        do throws(StorageError) {
            switch SendingFault(error) {
            case .wait(let seconds):
                try await pause(chat, until: now + seconds * 1_000_000, at: now)
                return queue.retry(message)
            case .migrated(let other):
                try await store.outbox.migrate(chat: chat, to: other)
                queue.retry(message)
                return queue.migrate(chat, to: other)
            case .unreachable:
                if chat > 0 { try await store.users.setReachable(false, telegramID: chat) }
                return await drop(message, error)
            case .already:
                return await markSent(message, as: nil)
            case .gone:
                try await store.outbox.markGone(message)
                return queue.finish(message)
            case .refused:
                // An alert of an alert would have no end.
                if message.message.lane != .alert { alerts.raise(.deadMessage) }
                return await drop(message, error)
            case .unauthorized:
                pauseWithoutToken(error, at: now)
                return queue.retry(message)
            case .transient:
                next.attempts += 1
                next.dueAt = now + policy.delay(after: next.attempts)
                try await store.outbox.fail(next, fault: String(describing: error), isDead: false)
                queue.retry(next)
            }
        } catch {
            note(error)
            postpone(next, by: 1_000_000)
        }
        logger.warning("a message is not sent yet", fields(message, error))
    }

    /// Nothing can be sent: somebody has to look after the token.
    private func pauseWithoutToken(_ error: BotAPIError, at now: Int64) {
        logger.error("the Bot API refuses the token", [.errorDetail: .string(String(describing: error))])
        queue.pause(chat: 0, until: now + 30_000_000)
    }

    /// The chat waits, and all do where Telegram told several of them so.
    private func pause(_ chat: Int64, until time: Int64, at now: Int64) async throws(StorageError) {
        let paused = queue.noteRefusal(of: chat, at: now) ? 0 : chat
        queue.pause(chat: paused, until: time)
        try await store.outbox.pause(chat: paused, until: time)
        logger.warning(
            paused == 0 ? "Telegram asks the bot to wait" : "Telegram asks to wait with a chat",
            [.pauseMilliseconds: .integer((time - now) / 1_000)]
        )
    }

    /// The message can never be sent.
    private func drop(_ message: WaitingMessage, _ error: BotAPIError) async {
        logger.warning("a message cannot be sent", fields(message, error))
        do throws(StorageError) {
            try await store.outbox.fail(message, fault: String(describing: error), isDead: true)
            queue.finish(message)
        } catch {
            note(error)
            postpone(message, by: 1_000_000)
        }
    }

    /// Tries it again after so many microseconds.
    private func postpone(_ message: WaitingMessage, by time: Int64) {
        var next = message
        next.dueAt = store.now + time
        queue.retry(next)
    }

    private func fields(_ message: WaitingMessage, _ error: BotAPIError) -> KeyValuePairs<LogKey, LogValue> {
        [
            .outboxID: .integer(message.id), .method: .string(message.message.method),
            .attempts: .integer(message.attempts), .errorDetail: .string(String(describing: error)),
        ]
    }

    private func note(_ error: StorageError) {
        logger.warning("the outbox is out of reach", [.errorDetail: .string(String(describing: error))])
    }
}

/// Messages to recipients of broadcasts: their rows are not the outbox's.
extension OutboxWorker {
    /// How often Telegram may fail with one recipient's message, which others wait for: about half an hour.
    private static let broadcastAttempts: Int64 = 30

    /// Takes what broadcasts offer, and gives back what must not be sent.
    private func takeOffered() {
        guard let desk else { return }
        let (offered, rate, withdrawn) = desk.takeOffered()
        queue.setBroadcastRate(rate.perSecond, isPaid: rate.isPaid)
        for message in offered { queue.add(message) }
        let gone = isSender ? withdrawn.flatMap { queue.withdraw($0) } : queue.withdraw()
        for message in gone { if let recipient = message.recipient { desk.report(recipient, .handedBack) } }
    }

    private func end(_ message: WaitingMessage, to recipient: BroadcastPlace, _ outcome: BroadcastDesk.Outcome) {
        queue.finish(message)
        desk?.report(recipient, outcome)
    }

    private func fail(_ message: WaitingMessage, to recipient: BroadcastPlace, _ error: BotAPIError) async {
        let now = store.now
        var next = message
        do throws(StorageError) {
            switch SendingFault(error) {
            case .unreachable: return end(message, to: recipient, .unreachable)
            case .already: return end(message, to: recipient, .sent)
            case .refused, .gone: return end(message, to: recipient, .failed(error.telegramsWords))
            case .wait(let seconds):
                try await pause(message.message.chatID, until: now + seconds * 1_000_000, at: now)
            case .migrated(let other):
                try await store.outbox.migrate(chat: message.message.chatID, to: other)
                queue.retry(message)
                return queue.migrate(message.message.chatID, to: other)
            case .unauthorized: pauseWithoutToken(error, at: now)
            case .transient:
                next.attempts += error.wasTaken ? 1 : 0
                next.dueAt = now + policy.delay(after: max(1, next.attempts))
                if next.attempts >= Self.broadcastAttempts {
                    return end(message, to: recipient, .failed(error.telegramsWords))
                }
            }
        } catch {
            note(error)
            next.dueAt = now + 1_000_000
        }
        if isStopping || !isSender || desk?.isWithdrawn(recipient.broadcast) == true {
            end(message, to: recipient, .handedBack)
        } else {
            queue.retry(next)
        }
    }
}

extension BotAPIError {
    /// False where nobody can have seen the call.
    fileprivate var wasTaken: Bool {
        switch self {
        case .unreachable, .overloaded, .cancelled: false
        default: true
        }
    }
}

extension OutgoingMessage {
    /// The parameters with the chat, and the message where one is changed.
    var addressed: [UInt8] {
        var text = #"{"chat_id":\#(chatID)"#
        if messageID != 0 { text += #","message_id":\#(messageID)"# }
        let rest = parameters.dropFirst()
        if parameters.count > 2 { text += "," }
        return Array(text.utf8) + rest
    }
}

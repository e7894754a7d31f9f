import Domain
import Storage
import Telegram

/// What administrators do with broadcasts. HTTP and the chat are its two doors.
package struct Broadcasting: Sendable {
    /// Why a preview was not shown.
    enum PreviewFault: Error {
        /// Telegram refuses the message, in its words.
        case refused(String)
        /// The bot cannot write to whoever asked for it.
        case unreachable
        /// The Bot API is out of reach, or there is none; seconds.
        case unavailable(retryAfter: Int)
    }

    /// The rate of a broadcast that says none, and of one that is paid: messages a second.
    static let defaultRate: Int64 = 20
    static let paidRate: Int64 = 1_000

    let store: Store
    private let botAPI: BotAPI?
    /// Told of steps; nil where nobody sends.
    private let desk: BroadcastDesk?

    /// - Parameter botAPI: nil where there is no bot.
    package init(store: Store, botAPI: BotAPI?, desk: BroadcastDesk? = nil) {
        self.store = store
        self.botAPI = botAPI
        self.desk = desk
    }

    /// Makes a draft and counts whom it goes to, unless its key made one before.
    ///
    /// - Parameter check: throws what speaks against a new one. Who repeats a request is told what it made, though its
    ///   time may be over meanwhile.
    func create(_ draft: BroadcastDraft, check: () throws -> Void = {}) async throws -> Broadcasts.Creation {
        let found = try await store.broadcasts.find(
            creator: draft.creator,
            idempotencyKey: draft.idempotencyKey,
            contentHash: draft.contentHash
        )
        if let found { return found }
        try check()
        return try await store.broadcasts.create(draft, recipients: store.broadcasts.count(draft.audience))
    }

    /// Sends it to one person, at once: so that what Telegram says of the message is known.
    func preview(_ broadcast: Broadcast, to person: UserProfile) async throws(PreviewFault) {
        guard let botAPI else { throw .unavailable(retryAfter: 3_600) }
        let call = BroadcastCall(broadcast, isFree: true)
        let message = call.message(to: person.telegramID, firstName: person.firstName)
        do throws(BotAPIError) {
            _ = try await botAPI.send(message.method, message.addressed)
        } catch {
            switch SendingFault(error) {
            case .wait(let seconds): throw .unavailable(retryAfter: Int(min(seconds, 3_600)))
            case .unreachable: throw .unreachable
            case .refused, .already, .gone, .migrated: throw .refused(error.telegramsWords)
            case .unauthorized, .transient: throw .unavailable(retryAfter: 5)
            }
        }
    }

    /// Starts a draft.
    ///
    /// - Parameter price: in tenths of a Star, as it was agreed to.
    /// - Returns: as `Broadcasts.take`; where it costs something else, with `agreed` false and the present price.
    func start(
        _ broadcast: Broadcast,
        price: Int64?,
        effects: Effects = .none
    ) async throws(StorageError) -> (started: Broadcast?, price: Int64?) {
        var present = broadcast
        guard broadcast.status == .draft else { return (nil, nil) }
        if broadcast.isPaid {
            present.recipients = try await store.broadcasts.count(broadcast.audience)
            guard present.price == price else { return (nil, present.price) }
        }
        return (try await take(.start, present, effects: effects), nil)
    }

    /// Takes a step; nil as in `Broadcasts.take`.
    func take(
        _ step: Broadcast.Step,
        _ broadcast: Broadcast,
        effects: Effects = .none
    ) async throws(StorageError) -> Broadcast? {
        let recipients = step == .start ? broadcast.recipients : nil
        let taken = try await store.broadcasts.take(step, id: broadcast.id, recipients: recipients, effects: effects)
        desk?.noteStep()
        return taken
    }
}

extension BotAPIError {
    /// What Telegram said, without codes; never an address.
    var telegramsWords: String {
        switch self {
        case .refused(_, let description), .forbidden(let description): description
        default: String(describing: self)
        }
    }
}

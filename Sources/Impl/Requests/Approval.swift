import Domain
import Storage

/// The approval workflow: clients submit requests, administrators decide them. HTTP and the chat are its two doors.
///
/// Each step is one transaction with the messages that it causes.
package struct Approval: Sendable {
    let store: Store
    private let queued: @Sendable () -> Void

    /// - Parameter queued: called when messages were put into the outbox.
    package init(store: Store, queued: @escaping @Sendable () -> Void = {}) {
        self.store = store
        self.queued = queued
    }

    /// Makes a pending request, and tells the administrators.
    ///
    /// - Parameter isProfileNew: the profile is what Telegram tells at this moment, and is kept.
    func submit(
        _ message: String,
        by client: UserProfile,
        isProfileNew: Bool,
        effects: Effects = .none
    ) async throws(StorageError) -> Requests.Submission {
        // Nobody knows it before: so no text of a client's can hold it.
        let mark = "{\(UInt64.random(in: .min ... .max))}"
        let submission = try await store.requests.submit(
            message,
            by: client,
            isProfileNew: isProfileNew,
            notifications: RequestMessages.notifications(number: mark, client, message),
            effects: effects
        )
        queued()
        return submission
    }

    /// Decides a pending request: its client is told, and the administrators' messages are changed.
    ///
    /// - Parameters:
    ///   - administrator: as Telegram tells of them.
    ///   - note: for the client.
    func decide(
        _ request: ClientRequest,
        _ status: ClientRequest.Status,
        by administrator: UserProfile,
        note: String?,
        effects: Effects = .none
    ) async throws(StorageError) -> Requests.Outcome {
        let listed = try await store.administrators.find(administrator.telegramID)?.name ?? ""
        let name = listed.isEmpty ? administrator.displayName : listed
        let note = note.flatMap { $0.isEmpty ? nil : $0 }
        var decided = request
        decided.status = status
        decided.decision = ClientRequest.Decision(
            time: store.now,
            administratorID: administrator.telegramID,
            administratorName: name,
            note: note
        )
        let outcome = try await store.requests.decide(
            decided,
            answer: RequestMessages.answer(status, note: note),
            change: RequestMessages.change(of: decided),
            effects: effects
        )
        queued()
        return outcome
    }

    /// Sends a pending request to an administrator once more, with its buttons; nothing where it is decided meanwhile.
    func show(_ request: ClientRequest, to administrator: Int64, effects: Effects) async throws(StorageError) {
        let messages = RequestMessages.notifications(
            number: String(request.id),
            request.client,
            request.message
        )
        try await store.requests.show(request.id, messages, to: administrator, effects: effects)
        queued()
    }
}

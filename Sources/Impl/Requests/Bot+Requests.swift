import Domain
import Storage
import TelegramAPI

/// The chat's door to the approval workflow.
extension Bot {
    /// `/request <message>`.
    func request(_ message: Message, _ from: TelegramAPI.User, _ text: String, _ id: Int64) async throws -> Handling {
        let language = Language(code: from.languageCode)
        // A text without U+0000 is what both databases keep.
        let text = text.filter { $0 != "\0" }
        guard !text.isEmpty else { return .reply(reply(to: message, RequestTexts.usage(language))) }
        let submission = try await approval.submit(
            text,
            by: UserProfile(from),
            isProfileNew: true,
            effects: Effects(handled: id, messages: reply(to: message, RequestTexts.received(language)))
        )
        return submission == .isPending ? .reply(reply(to: message, RequestTexts.isPending(language))) : .done
    }

    /// A button of a request.
    func decide(_ button: RequestButton, _ query: CallbackQuery, _ id: Int64) async throws -> Handling {
        let language = Language(code: query.from.languageCode)
        guard administrators.isAdmin(query.from.id) else {
            await answer(query, Texts.administratorsOnly(language))
            return .ignored
        }
        guard let request = try await store.requests.find(id: button.id) else {
            await answer(query, RequestTexts.notFound(language))
            return .ignored
        }
        guard request.status == .pending else {
            await answer(query, RequestTexts.alreadyProcessed(language))
            return .reply(try await refreshed(query))
        }
        await answer(query)
        let outcome = try await approval.decide(
            request,
            button.status,
            by: UserProfile(query.from),
            note: nil,
            effects: Effects(handled: id)
        )
        switch outcome {
        case .wasHandled: return .done
        case .isNotPending:
            // Somebody else was quicker.
            return .reply(message(to: query.from.id, RequestTexts.alreadyProcessed(language)))
        case .decided:
            // A list does not change with the messages about the request. It can be read only after that.
            try await store.outbox.add(try await refreshed(query))
            return .done
        }
    }

    /// A reply to a request's message: `Approve` or `Reject`, and what follows is the note. nil where it is none.
    func decide(byReply message: Message, _ from: TelegramAPI.User, _ id: Int64) async throws -> Handling? {
        guard message.chat.type == .private, let replied = message.replyToMessage,
            replied.from?.isBot == true, let number = RequestTexts.number(inTitleOf: replied.text ?? ""),
            let word = DecisionWord(message.text ?? "")
        else { return nil }
        let language = Language(code: from.languageCode)
        func refused(_ text: Phrase) -> Handling { .reply(reply(to: message, text(language))) }
        guard administrators.isAdmin(from.id) else { return refused(Texts.administratorsOnly) }
        guard word.note.unicodeScalars.count <= ClientRequest.longestNote else { return refused(RequestTexts.longNote) }
        guard let request = try await store.requests.find(id: number), request.status == .pending else {
            return refused(RequestTexts.alreadyProcessed)
        }
        let outcome = try await approval.decide(
            request,
            word.status,
            by: UserProfile(from),
            note: word.note,
            effects: Effects(handled: id)
        )
        return outcome == .isNotPending ? refused(RequestTexts.alreadyProcessed) : .done
    }

    /// The change of a list whose button was pressed: those that still wait. A request's own message changes with it.
    private func refreshed(_ query: CallbackQuery) async throws -> [OutgoingMessage] {
        guard let message = query.message, MenuTexts.isRequests(message.text ?? "") else { return [] }
        let language = Language(code: query.from.languageCode)
        return [try await page(.requests(after: nil), for: query.from.id, language).edit(of: message)]
    }

    /// Puts the whole request before an administrator, as it was when it came.
    func show(request number: Int64, _ query: CallbackQuery, _ id: Int64) async throws -> Handling {
        let language = Language(code: query.from.languageCode)
        guard let request = try await store.requests.find(id: number), request.status == .pending else {
            await answer(query, RequestTexts.alreadyProcessed(language))
            return .ignored
        }
        await answer(query)
        try await approval.show(request, to: query.from.id, effects: Effects(handled: id))
        return .done
    }
}

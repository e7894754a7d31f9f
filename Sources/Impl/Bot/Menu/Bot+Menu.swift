import Domain
import Storage
import TelegramAPI

/// The administrators' menu: pages whose buttons change the message.
extension Bot {
    /// A command that opens a page.
    func open(_ page: MenuPage, _ message: Message, _ from: TelegramAPI.User) async throws -> Handling {
        let language = Language(code: from.languageCode)
        guard administrators.isAdmin(from.id) else {
            return .reply(reply(to: message, Texts.administratorsOnly(language)))
        }
        return .reply(try await self.page(page, for: from.id, language).message(to: message.chat.id))
    }

    /// A button that leads to a page.
    func turn(to page: MenuPage, _ query: CallbackQuery, _ id: Int64) async throws -> Handling {
        let language = Language(code: query.from.languageCode)
        guard administrators.isAdmin(query.from.id) else {
            await answer(query, Texts.administratorsOnly(language))
            return .ignored
        }
        if case .request(let number) = page { return try await show(request: number, query, id) }
        await answer(query)
        let next = try await self.page(page, for: query.from.id, language)
        // A press may arrive without its message: then the page is a new one.
        return .reply(query.message.map { [next.edit(of: $0)] } ?? next.message(to: query.from.id))
    }

    /// - Parameter user: an administrator.
    func page(_ page: MenuPage, for user: Int64, _ language: Language) async throws -> BotPage {
        switch page {
        case .menu, .request: menu(for: user, language)
        case .statistics:
            BotPage(
                text: MenuTexts.numbers(try await statistics.current())(language),
                buttons: [[MenuPage.menu.button(MenuTexts.back(language))]]
            )
        case .requests(let after): try await requestsPage(after: after, language)
        case .broadcasts(let before): try await broadcastsPage(before: before, language)
        case .administrators(let first):
            administrators.isSuperadmin(user)
                ? try await administratorsPage(from: first, language) : menu(for: user, language)
        }
    }

    private func menu(for user: Int64, _ language: Language) -> BotPage {
        var buttons = [
            [MenuPage.statistics.button(MenuTexts.statistics(language))],
            [MenuPage.requests(after: nil).button(MenuTexts.requests(language))],
            [MenuPage.broadcasts(before: nil).button(BroadcastTexts.title(language))],
        ]
        if administrators.isSuperadmin(user) {
            buttons.append([MenuPage.administrators(from: 0).button(MenuTexts.administrators(language))])
        }
        return BotPage(text: MenuTexts.title(language), buttons: buttons)
    }

    private func requestsPage(after: Int64?, _ language: Language) async throws -> BotPage {
        let page = try await store.requests.page(.status(.pending), limit: 5, after: after)
        var buttons = page.items.map { request in
            RequestButton.both(of: String(request.id), language, isInList: true)
                + [MenuPage.request(request.id).button("#\(request.id) 🔍")]
        }
        var others: [InlineKeyboardButton] = []
        if after != nil { others.append(MenuPage.requests(after: nil).button(MenuTexts.first(language))) }
        if let next = page.next { others.append(MenuPage.requests(after: next).button(MenuTexts.next(language))) }
        if !others.isEmpty { buttons.append(others) }
        buttons.append([MenuPage.menu.button(MenuTexts.back(language))])
        let title = page.items.isEmpty ? MenuTexts.noRequests(language) : "<b>\(MenuTexts.requests(language))</b>"
        let items = page.items.map { RequestMessages.line(of: $0, language) }
        return BotPage(text: ([title] + items).joined(separator: "\n\n"), buttons: buttons)
    }

    private func broadcastsPage(before: Int64?, _ language: Language) async throws -> BotPage {
        let page = try await store.broadcasts.page(limit: 10, after: before)
        var others: [InlineKeyboardButton] = []
        if before != nil { others.append(MenuPage.broadcasts(before: nil).button(MenuTexts.first(language))) }
        if let next = page.next { others.append(MenuPage.broadcasts(before: next).button(MenuTexts.next(language))) }
        let title = page.items.isEmpty ? BroadcastTexts.noHistory(language) : "<b>\(BroadcastTexts.title(language))</b>"
        return BotPage(
            text: ([title] + page.items.map { BroadcastTexts.line($0)(language) }).joined(separator: "\n\n"),
            buttons: (others.isEmpty ? [] : [others]) + [[MenuPage.menu.button(MenuTexts.back(language))]]
        )
    }

    private func administratorsPage(from first: Int, _ language: Language) async throws -> BotPage {
        let all = try await store.administrators.list().filter(\.isActive)
        let shown = all.dropFirst(first).prefix(20)
        let lines = shown.map { administrator in
            let rank = MenuTexts.rank(administrator.rank)(language)
            let name = administrator.name.isEmpty ? "" : " \(String(administrator.name.prefix(64)).escapedHTML)"
            return "<code>\(administrator.telegramID)</code>\(name) — \(rank)"
        }
        var others: [InlineKeyboardButton] = []
        if first > 0 { others.append(MenuPage.administrators(from: 0).button(MenuTexts.first(language))) }
        let next = first + 20
        if next < all.count { others.append(MenuPage.administrators(from: next).button(MenuTexts.next(language))) }
        let title = MenuTexts.count(ofAdministrators: all.count)(language)
        return BotPage(
            text: "<b>\(title)</b>\n\n" + lines.joined(separator: "\n"),
            buttons: (others.isEmpty ? [] : [others]) + [[MenuPage.menu.button(MenuTexts.back(language))]]
        )
    }
}

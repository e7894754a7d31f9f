import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// The approval workflow in the chat, and by HTTP beside it.
@Suite(.blocking) struct RequestTests {
    private static let admin: Int64 = Identities.admin
    private static let other: Int64 = 1_002
    private static let client: Int64 = 7

    private func bench(
        _ system: TestDatabase.System = .sqlite,
        _ source: BotBench.Source = .polling
    ) async throws -> BotBench {
        let bench = try BotBench(system, source, settings: ["TELEGRAM_ADMINS": "\(Self.admin),\(Self.other)"])
        bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            _ = bot.meet(Person(Self.admin, "Bob", username: "bob", languageCode: "en"), hasStarted: true)
            _ = bot.meet(Person(Self.other, "Ольга", languageCode: "ru"), hasStarted: true)
            _ = bot.meet(Person(Self.client, "<i>Ána</i> & \"Co\"", username: "ana"))
        }
        // The bot knows an administrator's language from then on.
        bench.write("/start", from: Self.other)
        #expect(await bench.texts(to: Self.other).count == 1)
        return bench
    }

    /// The last message in a chat that fits, once there is one.
    private func message(
        _ bench: BotBench,
        in chat: Int64,
        atMost time: Duration = .seconds(30),
        where fits: @escaping @Sendable (StoredMessage) -> Bool
    ) async -> StoredMessage? {
        await bench.telegram.wait(Identities.botTokenText, atMost: time) { bot, _ in
            bot.chats[chat]?.messages.values.filter(fits).max { $0.id < $1.id }
        }
    }

    private func card(_ bench: BotBench, in chat: Int64, _ number: Int) async -> StoredMessage? {
        await message(bench, in: chat) {
            $0.buttons.joined().contains { $0["callback_data"] == .string("approve:\(number)") }
        }
    }

    private func press(_ bench: BotBench, _ data: String, of message: Int64, by person: Int64, isInline: Bool = false) {
        bench.telegram.withBot(Identities.botTokenText) { bot, now in
            _ = bot.press(
                data,
                of: MessageAddress(chat: person, message: message),
                by: person,
                isInline: isInline,
                now: now
            )
        }
    }

    private func reply(_ bench: BotBench, _ text: String, to message: Int64, by person: Int64) {
        bench.telegram.withBot(Identities.botTokenText) { bot, now in
            _ = bot.write(text, from: person, replyTo: message, now: now)
        }
    }

    /// All texts that callers of buttons were answered with.
    private func answers(_ bench: BotBench) -> [String] {
        bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            bot.calls.all.filter { $0.method == "answerCallbackQuery" }.map { $0.text ?? "" }
        }
    }

    private func hasText(_ bench: BotBench, _ text: String, in chat: Int64) async -> Bool {
        await message(bench, in: chat) { $0.text == text } != nil
    }

    @Test(arguments: TestDatabase.System.allCases, BotBench.Source.allCases)
    func aRequestIsApprovedByAButton(system: TestDatabase.System, source: BotBench.Source) async throws {
        let bench = try await bench(system, source)
        bench.write("/request", from: Self.client)
        #expect(await hasText(bench, "Usage: /request <your message>", in: Self.client))
        bench.write("/request Let <b>me</b> in & \"quickly\"", from: Self.client)
        #expect(await hasText(bench, "Your request has been received and is pending review.", in: Self.client))
        bench.write("/request again", from: Self.client)
        let pending = "You already have a pending request. Please wait for admin review."
        #expect(await hasText(bench, pending, in: Self.client))

        let card = try #require(await card(bench, in: Self.admin, 1), "\(bench.servers[0].logText)")
        let words = "\n<i>Ána</i> & \"Co\" (7)\n\nLet <b>me</b> in & \"quickly\""
        #expect(card.text == "Request #1" + words)
        #expect(card.buttons.joined().map { $0["callback_data"]?.string } == ["approve:1", "reject:1"])
        let entities = card.content["entities"]?.elements ?? []
        #expect(
            entities.contains { $0["url"]?.string == "tg://user?id=7" || $0["user"]?["id"]?.int == 7 },
            "\(entities)"
        )
        let russian = try #require(await self.card(bench, in: Self.other, 1))
        #expect(russian.text == "Заявка №1" + words)

        press(bench, "approve:1", of: card.id, by: Self.admin)
        #expect(await hasText(bench, "Your request has been approved. Welcome!", in: Self.client))
        #expect(await hasText(bench, "Request #1 — ✅ Approved by Bob" + words, in: Self.admin))
        #expect(await hasText(bench, "Заявка №1 — ✅ Одобрена: Bob" + words, in: Self.other))
        let isBare = bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            bot.chats[Self.admin]?.messages[card.id]?.buttons.isEmpty == true
                && bot.chats[Self.other]?.messages[russian.id]?.buttons.isEmpty == true
        }
        #expect(isBare, "decided requests have no buttons")

        // A second press, as one on a message that was not changed yet.
        press(bench, "reject:1", of: russian.id, by: Self.other)
        try Deadline.wait(seconds: 20, for: "the press to be answered") {
            answers(bench).contains("Заявка уже обработана") ? () : nil
        }
        bench.write("/request once more", from: Self.client)
        let next = try #require(await self.card(bench, in: Self.admin, 2))
        reply(bench, "REJECT: not <today>", to: next.id, by: Self.admin)
        let rejection = "Your request has not been approved at this time. Please contact support if you have questions."
        #expect(await hasText(bench, rejection + "\n\nnot <today>", in: Self.client))
        reply(bench, "approve", to: next.id, by: Self.admin)
        #expect(await hasText(bench, "Request already processed", in: Self.admin))
        try await bench.end()
        let database = bench.servers[0].database
        #expect(try database.query("SELECT status FROM client_requests ORDER BY id") == "approved\nrejected")
        #expect(try database.query("SELECT count(*) FROM outbox") == "0")
    }

    @Test(arguments: TestDatabase.System.allCases)
    func aMessageThatSomebodyDeletedIsForgotten(system: TestDatabase.System) async throws {
        let bench = try await bench(system)
        bench.write("/request Let me in", from: Self.client)
        let deleted = try #require(await card(bench, in: Self.admin, 1))
        let card = try #require(await card(bench, in: Self.other, 1))
        let database = bench.servers[0].database
        let kept = "SELECT chat_id FROM sent_messages WHERE subject = 'request/1' ORDER BY chat_id"
        try Deadline.wait(seconds: 20, for: "both to be kept") {
            try database.query(kept).split(separator: "\n").count == 2 ? () : nil
        }
        bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            bot.chats[Self.admin]?.messages[deleted.id] = nil
        }
        press(bench, "approve:1", of: card.id, by: Self.other)
        try Deadline.wait(seconds: 20, for: "the one that is gone to be forgotten") {
            try database.query(kept) == "\(Self.other)" ? () : nil
        }
        #expect(await hasText(bench, "Your request has been approved. Welcome!", in: Self.client))
        try await bench.end()
        #expect(try database.query("SELECT count(*) FROM outbox") == "0")
    }

    @Test func aPressWithoutItsMessageDecides() async throws {
        let bench = try await bench()
        bench.write("/request a", from: Self.client)
        let card = try #require(await card(bench, in: Self.admin, 1))
        press(bench, "reject:1", of: card.id, by: Self.admin, isInline: true)
        #expect(
            await message(bench, in: Self.admin) { $0.text?.hasPrefix("Request #1 — ❌ Rejected by Bob") == true } != nil
        )
        press(bench, "requests:0", of: card.id, by: Self.admin, isInline: true)
        #expect(await message(bench, in: Self.admin) { $0.text == "There are no pending requests." } != nil)
        try await bench.end()
    }

    @Test func onlyAdministratorsDecide() async throws {
        let bench = try await bench()
        bench.write("/request a", from: Self.client)
        let card = try #require(await card(bench, in: Self.admin, 1))
        for data in ["approve:1", "reject:1", "requests:0", "request:1", "menu", "administrators:0"] {
            press(bench, data, of: card.id, by: Self.client)
        }
        for command in ["/requests", "/admin", "/superadmin"] { bench.write(command, from: Self.client) }
        let refusal = "Only administrators may do this."
        try Deadline.wait(seconds: 20, for: "all presses to be answered") {
            answers(bench).filter { $0 == refusal }.count == 6 ? () : nil
        }
        #expect(await bench.texts(to: Self.client, count: 4).filter { $0 == refusal }.count == 3)
        #expect(try bench.servers[0].database.query("SELECT status FROM client_requests") == "pending")
        try await bench.end()
    }

    @Test(arguments: TestDatabase.System.allCases)
    func ofManyDecisionsAtOnceOneCounts(system: TestDatabase.System) async throws {
        let bench = try await bench(system)
        for number in 1...6 {
            let client = Int64(100 + number)
            bench.write("/request a", from: client)
            let first = try #require(await card(bench, in: Self.admin, number))
            let second = try #require(await card(bench, in: Self.other, number))
            press(bench, "approve:\(number)", of: first.id, by: Self.admin)
            press(bench, "reject:\(number)", of: second.id, by: Self.other)
            press(bench, "approve:\(number)", of: first.id, by: Self.admin)
            let field = (name: "X-Telegram-Init-Data", value: Identities.initData(Self.admin))
            let path = "/api/v1/telegram/requests/\(number)/reject/"
            let status = try HTTPConnection(port: bench.servers[0].port).exchange(HTTPMessage("POST", path, [field]))
                .status
            #expect(status == 200 || status == 409)
            let answer = await message(bench, in: client) {
                $0.text?.hasPrefix("Your request has ") == true && $0.id > 2
            }
            let isApproved = answer?.text == "Your request has been approved. Welcome!"
            let end = isApproved ? "— ✅" : "— ❌"
            for (chat, card) in [(Self.admin, first), (Self.other, second)] {
                #expect(await message(bench, in: chat) { $0.id == card.id && $0.text?.contains(end) == true } != nil)
            }
            let decisions = await bench.texts(to: client).filter { !$0.contains("received") }
            #expect(decisions.count == 1)
        }
        try await bench.end()
        #expect(try bench.servers[0].database.query("SELECT count(*) FROM outbox") == "0")
    }

    @Test func whatIsNotSentYetHasNoLiveButtonsAfterTheDecision() async throws {
        let bench = try await bench()
        bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            bot.faults.add(Fault(.tooManyRequests(retryAfter: 15), method: "sendMessage", chat: Self.other))
        }
        bench.write("/request a", from: Self.client)
        let card = try #require(await card(bench, in: Self.admin, 1))
        press(bench, "approve:1", of: card.id, by: Self.admin)
        #expect(await hasText(bench, "Your request has been approved. Welcome!", in: Self.client))
        #expect(
            await message(bench, in: Self.other, atMost: .milliseconds(100)) { $0.text?.contains("№1") == true } == nil,
            "it still waits"
        )
        let late = await message(bench, in: Self.other, atMost: .seconds(60)) {
            $0.text?.hasPrefix("Заявка №1 — ✅") == true
        }
        #expect(late?.buttons.isEmpty == true)
        try await bench.end()
    }

    /// The words of a request in the messages to an administrator, in order, without what is white space or stands at
    /// a cut; once they are all there.
    ///
    /// - Parameter last: the message behind which they are.
    private func words(_ bench: BotBench, of text: String, after last: Int64 = 0) async -> String {
        let whole = text.filter { !$0.isWhitespace }
        @Sendable func shown(_ messages: [StoredMessage]) -> String {
            let texts = messages.filter { $0.id > last }.sorted { $0.id < $1.id }.compactMap { message -> Substring? in
                guard let text = message.text else { return nil }
                if text.hasPrefix("…") { return text[...] }
                return text.hasPrefix("Request #") ? text.split(separator: "\n\n", maxSplits: 1).last : nil
            }
            return String(texts.joined().filter { !$0.isWhitespace && $0 != "…" })
        }
        _ = await bench.telegram.wait(Identities.botTokenText, atMost: .seconds(30)) { bot, _ in
            bot.chats[Self.admin].flatMap { shown(Array($0.messages.values)) == whole ? true : nil }
        }
        return bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            shown(bot.chats[Self.admin].map { Array($0.messages.values) } ?? [])
        }
    }

    /// The longest that the chat and HTTP take: 4,096 UTF-16 code units with the command, and 4,096 code points.
    @Test(arguments: ["<é😀& ", "<é😀&amp;", "😀"])
    func aLongRequestIsReadWhole(piece: String) async throws {
        let bench = try await bench()
        func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }
        var text = String(repeating: piece, count: 4_080 / piece.utf16.count)
        bench.write("/request " + text, from: Self.client)
        let card = try #require(await card(bench, in: Self.admin, 1))
        #expect(await words(bench, of: text) == bare(text))
        press(bench, "approve:1", of: card.id, by: Self.admin)
        #expect(await message(bench, in: Self.admin) { $0.id == card.id && $0.text?.contains("✅") == true } != nil)
        #expect(await words(bench, of: text) == bare(text), "as much as before is shown")

        let before = bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            bot.chats[Self.admin]?.messages.keys.max() ?? 0
        }
        text = String(String.UnicodeScalarView(String(repeating: piece, count: 4_096).unicodeScalars.prefix(4_096)))
        let field = (name: "X-Telegram-Init-Data", value: Identities.initData(Self.client))
        let body = "{\"message\":\"\(text)\"}"
        let submission = HTTPMessage("POST", "/api/v1/telegram/requests/", [field], json: body)
        let reply = try HTTPConnection(port: bench.servers[0].port).exchange(submission)
        #expect(reply.status == 201, "\(reply.text)")
        #expect(await words(bench, of: text, after: before) == bare(text))
        let next = try #require(await self.card(bench, in: Self.admin, 2))
        let note = String(repeating: "n", count: 1_000)
        self.reply(bench, "Reject \(note)", to: next.id, by: Self.admin)
        let decided = await message(bench, in: Self.admin) { $0.id == next.id && $0.text?.contains("❌") == true }
        #expect(decided?.text?.hasSuffix("Note: \(note)") == true)
        #expect(decided?.text?.contains((next.text ?? "").split(separator: "\n\n", maxSplits: 1).last ?? "") == true)
        try await bench.end()
    }

    @Test func pendingRequestsArePagedAndDecidedInTheList() async throws {
        let bench = try await bench()
        for client in Int64(101)...107 { bench.write("/request text of \(client)", from: client) }
        _ = try #require(await card(bench, in: Self.admin, 7), "\(bench.servers[0].logText)")
        let database = bench.servers[0].database
        try Deadline.wait(seconds: 20, for: "all requests") {
            try database.query("SELECT count(*) FROM client_requests") == "7" ? () : nil
        }
        bench.write("/requests", from: Self.admin)
        let list = try #require(await message(bench, in: Self.admin) { $0.text?.hasPrefix("Pending requests") == true })
        func data(_ message: StoredMessage) -> [String] {
            message.buttons.joined().compactMap { $0["callback_data"]?.string }
        }
        #expect(data(list).filter { $0.hasPrefix("approve:") } == (3...7).reversed().map { "approve:\($0)" })
        press(bench, "requests:3", of: list.id, by: Self.admin)
        let last = try #require(
            await message(bench, in: Self.admin) { $0.id == list.id && $0.text?.contains("#2 ") == true }
        )
        #expect(data(last).filter { $0.hasPrefix("approve:") } == ["approve:2", "approve:1"])
        press(bench, "approve:2", of: list.id, by: Self.admin)
        // The list shows those that still wait, and the request's own message how it was decided.
        let first = await message(bench, in: Self.admin) { $0.id == list.id && $0.text?.contains("#7 ") == true }
        #expect(first != nil)
        #expect(await message(bench, in: Self.admin) { $0.text?.hasPrefix("Request #2 — ✅") == true } != nil)
        press(bench, "request:1", of: list.id, by: Self.admin)
        let shown = await message(bench, in: Self.admin) {
            $0.id > list.id && $0.text?.hasPrefix("Request #1\n") == true
        }
        reply(bench, "Approve", to: try #require(shown).id, by: Self.admin)
        #expect(await message(bench, in: Self.admin) { $0.id == shown?.id && $0.text?.contains("✅") == true } != nil)
        try await bench.end()
    }

    @Test func theMenuDependsOnTheRank() async throws {
        let bench = try await bench()
        bench.write("/admin", from: Self.other)
        bench.write("/superadmin", from: Self.admin)
        let menu = try #require(await message(bench, in: Self.admin) { $0.text == "Administration" })
        let other = try #require(await message(bench, in: Self.other) { $0.text == "Управление" })
        #expect(menu.buttons.count == other.buttons.count + 1)
        press(bench, "statistics", of: menu.id, by: Self.admin)
        let numbers = await message(bench, in: Self.admin) {
            $0.id == menu.id && $0.text?.hasPrefix("Statistics") == true
        }
        #expect(numbers?.text?.contains("Users: 1\nActive today: 1, in 7 days: 1, in 30 days: 1\n") == true)
        press(bench, "administrators:0", of: menu.id, by: Self.admin)
        let list = await message(bench, in: Self.admin) {
            $0.id == menu.id && $0.text?.hasPrefix("2 administrators") == true
        }
        #expect(list?.text?.contains("1001 — superadministrator\n1002 — administrator") == true)
        press(bench, "menu", of: menu.id, by: Self.admin)
        #expect(await message(bench, in: Self.admin) { $0.id == menu.id && $0.text == "Administration" } != nil)
        bench.write("/help", from: Self.other)
        bench.write("/help", from: Self.client)
        bench.write("/cancel", from: Self.client)
        #expect(await bench.texts(to: Self.client, count: 2).first?.contains("/requests") == false)
        #expect(await message(bench, in: Self.other) { $0.text?.contains("/requests – ") == true } != nil)
        #expect(await hasText(bench, "There is nothing to cancel.", in: Self.client))
        try await bench.end()
    }
}

import TelegramStandIn
import TestTraits
import Testing

@Suite(.blocking) struct PaymentTests {
    private static let invoice: [String: JSON] = [
        "title": "Plan", "description": "A month", "payload": "order-1", "currency": "XTR",
        "prices": [["label": "Plan", "amount": 50]],
    ]

    private func link(_ bench: inout RuleBench, _ more: [String: JSON] = [:]) throws -> String {
        try #require(try bench.call("createInvoiceLink", Self.invoice.merging(more) { $1 }).string)
    }

    private static let refused: [(name: String, value: JSON)] = [
        ("payload", ""), ("payload", .string(String(repeating: "x", count: 129))), ("currency", "USD"),
        ("provider_token", "t"), ("prices", []),
        ("prices", [["label": "a", "amount": 1], ["label": "b", "amount": 1]]),
        ("prices", [["label": "a", "amount": 0]]), ("title", ""), ("subscription_period", 86_400),
    ]

    @Test(arguments: refused)
    func invoicesAreInWholeStarsWithOnePrice(name: String, value: JSON) {
        var bench = RuleBench()
        #expect(bench.refusal("createInvoiceLink", Self.invoice.merging([name: value]) { $1 })?.code == 400)
    }

    @Test func aPaymentIsAskedForThenToldAndCanGoBackOnce() throws {
        var bench = RuleBench()
        let link = try link(&bench)
        let query = try #require(try bench.bot { bot, now in try bot.beginCheckout(link: link, by: 7, now: now) })
        #expect(try bench.call("getUpdates")[0]?["pre_checkout_query"]?["invoice_payload"] == "order-1")
        #expect(bench.bot { bot, now in bot.completeCheckout(query, now: now) } == nil, "nobody has said yes")
        let again = try #require(try bench.bot { bot, now in try bot.beginCheckout(link: link, by: 7, now: now) })
        let answer: [String: JSON] = ["pre_checkout_query_id": .string(again), "ok": true]
        _ = try bench.call("answerPreCheckoutQuery", answer)
        let charge = try #require(bench.bot { bot, now in bot.completeCheckout(again, now: now) })
        let told = try bench.call("getUpdates").elements?.last?["message"]?["successful_payment"]
        #expect(told?["telegram_payment_charge_id"]?.string == charge && told?["total_amount"] == 50)
        #expect(bench.refusal("answerPreCheckoutQuery", answer)?.code == 400)

        let refund: [String: JSON] = ["user_id": 7, "telegram_payment_charge_id": .string(charge)]
        #expect(bench.refusal("refundStarPayment", refund.merging(["user_id": 8]) { $1 })?.code == 400)
        #expect(try bench.call("refundStarPayment", refund) == true)
        #expect(bench.refusal("refundStarPayment", refund)?.description == "Bad Request: CHARGE_ALREADY_REFUNDED")
        let transactions = try bench.call("getStarTransactions")["transactions"]
        #expect(transactions?[0]?["source"]?["invoice_payload"] == "order-1" && transactions?[0]?["amount"] == 50)
        #expect(transactions?[1]?["receiver"]?["user"]?["id"] == 7 && transactions?[2] == nil)
        #expect(try bench.call("getStarTransactions", ["offset": 1, "limit": 1])["transactions"]?[1] == nil)
    }

    @Test func theBotHasTenSecondsToAnswer() throws {
        var bench = RuleBench()
        let link = try link(&bench)
        let query = try #require(try bench.bot { bot, now in try bot.beginCheckout(link: link, by: 7, now: now) })
        bench.now = bench.now + 10
        let answer: [String: JSON] = ["pre_checkout_query_id": .string(query), "ok": true]
        #expect(bench.refusal("answerPreCheckoutQuery", answer)?.description.contains("query is too old") == true)
        #expect(bench.bot { bot, now in bot.state(ofCheckout: query, now: now) } == .expired)
    }

    @Test func subscriptionsAreRenewed() throws {
        var bench = RuleBench()
        let link = try link(&bench, ["subscription_period": 2_592_000])
        let query = try #require(try bench.bot { bot, now in try bot.beginCheckout(link: link, by: 7, now: now) })
        _ = try bench.call("answerPreCheckoutQuery", ["pre_checkout_query_id": .string(query), "ok": true])
        let charge = try #require(bench.bot { bot, now in bot.completeCheckout(query, now: now) })
        let next = try bench.bot { bot, now in try bot.renew(charge: charge, now: now) }
        #expect(next != charge)
        let told = try bench.call("getUpdates").elements?.compactMap { $0["message"]?["successful_payment"] } ?? []
        #expect(told.map { $0["is_first_recurring"] } == [true, nil] && told.allSatisfy { $0["is_recurring"] == true })
    }

    @Test func theWholeWayOverASocket() async throws {
        try await withStandIn(speed: 20) { standIn, _ in
            let call = BotCall(
                token: RuleBench.token,
                method: "createInvoiceLink",
                parameters: Parameters(Self.invoice)
            )
            guard case .answer(.success(.string(let link))) = standIn.change({ $0.perform(call, now: $1) }) else {
                Issue.record("no invoice")
                return
            }
            let late = try await standIn.pay(RuleBench.token, link: link, by: 7)
            #expect(late == .expired)
            // The answer has all the time that a busy machine may need.
            standIn.withBot(RuleBench.token) { bot, _ in bot.options.checkoutSeconds = 1_000_000 }
            async let outcome = standIn.pay(RuleBench.token, link: link, by: 7)
            let query = await standIn.wait(RuleBench.token) { bot, now in
                bot.payments.checkouts.first { $0.value.state == .waiting }?.key
            }
            _ = standIn.call(
                "answerPreCheckoutQuery",
                [
                    "pre_checkout_query_id": .string(query ?? ""), "ok": false, "error_message": "Sold out",
                ]
            )
            let refused = try await outcome
            #expect(refused == .refused("Sold out"))
            _ = standIn.call("getUpdates", ["allowed_updates": ["message"]])
            let unasked = try await standIn.pay(RuleBench.token, link: link, by: 7)
            #expect(unasked == .notAsked)
        }
    }
}

/// The Stars of a bot: what it sells, what is being paid, what was paid.
package struct Payments: Sendable {
    package struct Invoice: Sendable {
        package let link: String
        package let title: String
        package let payload: String
        /// Whole Stars.
        package let amount: Int64
        /// Seconds of a subscription; nil: it is paid once.
        package let period: Int64?
    }

    package struct Checkout: Sendable {
        package enum State: Sendable, Equatable { case waiting, accepted, refused(String), expired }

        let invoice: Invoice
        let person: Person
        let began: Moment
        package internal(set) var state: State = .waiting
    }

    package struct Charge: Sendable {
        package let id: String
        package let person: Person
        package let invoice: Invoice
        package var isRefunded: Bool = false
    }

    package internal(set) var invoices: [String: Invoice] = [:]
    package internal(set) var checkouts: [String: Checkout] = [:]
    package internal(set) var charges: [String: Charge] = [:]
    /// `StarTransaction`s in their order.
    package internal(set) var transactions: [JSON] = []
}

extension Bot {
    mutating func createInvoiceLink(_ call: Parameters) throws(Refusal) -> JSON {
        let payload = call.string("payload") ?? ""
        guard (1...128).contains(payload.utf8.count) else { throw .badRequest("INVOICE_PAYLOAD_INVALID") }
        let title = call.string("title") ?? ""
        guard (1...32).contains(title.unicodeScalars.count) else { throw .badRequest("INVOICE_TITLE_INVALID") }
        let description = call.string("description") ?? ""
        guard (1...255).contains(description.unicodeScalars.count) else {
            throw .badRequest("INVOICE_DESCRIPTION_INVALID")
        }
        guard call.string("currency") == "XTR" else { throw .badRequest("CURRENCY_INVALID") }
        guard (call.string("provider_token") ?? "").isEmpty else { throw .badRequest("PAYMENT_PROVIDER_INVALID") }
        let prices = try call.structure("prices", "prices")?.elements ?? []
        guard prices.count == 1, let amount = prices[0]["amount"]?.int, prices[0]["label"]?.string != nil else {
            throw .badRequest("STARS_INVOICE_INVALID")
        }
        let period = call.int("subscription_period").flatMap { $0 == 0 ? nil : $0 }
        guard period == nil || period == 2_592_000 else { throw .badRequest("SUBSCRIPTION_PERIOD_INVALID") }
        guard (1...(period == nil ? 25_000 : 10_000)).contains(amount) else {
            throw .badRequest("CURRENCY_TOTAL_AMOUNT_INVALID")
        }
        let link = "https://t.me/$invoice\(makeID())"
        payments.invoices[link] = Payments.Invoice(
            link: link,
            title: title,
            payload: payload,
            amount: amount,
            period: period
        )
        return .string(link)
    }

    mutating func answerPreCheckoutQuery(_ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        let id = call.string("pre_checkout_query_id") ?? ""
        guard let checkout = payments.checkouts[id], checkout.state == .waiting,
            now - checkout.began < options.checkoutSeconds
        else { throw Bot.tooOld }
        let error = call.string("error_message") ?? ""
        guard call.bool("ok") || !error.isEmpty else { throw .badRequest("error message must be non-empty") }
        payments.checkouts[id]?.state = call.bool("ok") ? .accepted : .refused(error)
        return true
    }

    mutating func refundStarPayment(_ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        let id = call.string("telegram_payment_charge_id") ?? ""
        guard let user = call.int("user_id"), people[user] != nil else { throw .badRequest("USER_ID_INVALID") }
        guard let charge = payments.charges[id], charge.person.id == user else {
            throw .badRequest("CHARGE_ID_INVALID")
        }
        guard !charge.isRefunded else { throw .badRequest("CHARGE_ALREADY_REFUNDED") }
        payments.charges[id]?.isRefunded = true
        payments.transactions.append(charge.transaction("receiver", now))
        let refund: JSON = [
            "currency": "XTR", "total_amount": .int(charge.invoice.amount),
            "invoice_payload": .string(charge.invoice.payload), "telegram_payment_charge_id": .string(id),
        ]
        serviceMessage(["refunded_payment": refund], from: charge.person, in: charge.person.id, now)
        return true
    }

    func getStarTransactions(_ call: Parameters) -> JSON {
        let offset = Int(max(0, call.int("offset") ?? 0))
        let limit = Int(min(max(call.int("limit") ?? 100, 1), 100))
        return ["transactions": .array(Array(payments.transactions.dropFirst(offset).prefix(limit)))]
    }
}

extension Payments.Charge {
    /// A `StarTransaction`; `side` is `source` of a payment and `receiver` of its refund.
    func transaction(_ side: String, _ now: Moment) -> JSON {
        let partner: JSON = .members([
            "type": "user", "transaction_type": "invoice_payment", "user": person.json,
            "invoice_payload": .string(invoice.payload),
            "subscription_period": invoice.period.map(JSON.int),
        ])
        return .object([
            "id": .string(id), "amount": .int(invoice.amount), "date": .int(now.date), side: partner,
        ])
    }
}

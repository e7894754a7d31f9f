extension Bot {
    /// A person opens an invoice and pays: the bot is asked first. Gives the query's id; nil where the bot never hears
    /// of it, for its kind is not allowed.
    ///
    /// - Throws: 400 where there is no such invoice.
    package mutating func beginCheckout(link: String, by id: Int64, now: Moment) throws(Refusal) -> String? {
        guard let invoice = payments.invoices[link] else { throw .badRequest("there is no invoice \(link)") }
        let person = self.person(id)
        let query = "\(makeID())"
        let payload: JSON = [
            "id": .string(query), "from": person.json, "currency": "XTR", "total_amount": .int(invoice.amount),
            "invoice_payload": .string(invoice.payload),
        ]
        guard queue("pre_checkout_query", payload, now: now) != nil else { return nil }
        payments.checkouts[query] = Payments.Checkout(invoice: invoice, person: person, began: now)
        return query
    }

    /// Whether the bot has answered, or the time to is over.
    package mutating func state(ofCheckout query: String, now: Moment) -> Payments.Checkout.State {
        guard let checkout = payments.checkouts[query] else { return .expired }
        if checkout.state == .waiting, now - checkout.began >= options.checkoutSeconds {
            payments.checkouts[query]?.state = .expired
            return .expired
        }
        return checkout.state
    }

    /// The money moves and the bot is told; the charge's id.
    package mutating func completeCheckout(_ query: String, now: Moment) -> String? {
        guard let checkout = payments.checkouts.removeValue(forKey: query), checkout.state == .accepted else {
            return nil
        }
        return charge(checkout.person, checkout.invoice, isRecurring: false, now)
    }

    /// A subscription goes on for another period; the charge's id.
    ///
    /// - Throws: 400 where the charge is none of a subscription.
    package mutating func renew(charge id: String, now: Moment) throws(Refusal) -> String {
        guard let charge = payments.charges[id], charge.invoice.period != nil else {
            throw .badRequest("\(id) is no charge of a subscription")
        }
        return self.charge(charge.person, charge.invoice, isRecurring: true, now)
    }

    private mutating func charge(
        _ person: Person,
        _ invoice: Payments.Invoice,
        isRecurring: Bool,
        _ now: Moment
    ) -> String {
        let charge = Payments.Charge(id: "charge\(makeID())", person: person, invoice: invoice)
        payments.charges[charge.id] = charge
        payments.transactions.append(charge.transaction("source", now))
        let payment: JSON = .members([
            "currency": "XTR", "total_amount": .int(invoice.amount), "invoice_payload": .string(invoice.payload),
            "telegram_payment_charge_id": .string(charge.id), "provider_payment_charge_id": "",
            "subscription_expiration_date": invoice.period.map { .int(now.date + $0) },
            "is_recurring": invoice.period == nil ? nil : true,
            "is_first_recurring": invoice.period == nil || isRecurring ? nil : true,
        ])
        serviceMessage(["successful_payment": payment], from: person, in: person.id, now)
        return charge.id
    }
}

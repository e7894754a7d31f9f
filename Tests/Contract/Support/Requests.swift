import ContractGenerator
import Synchronization
import TestSupport

/// Requests that many tests make.
enum Requests {
    static let saveTestPath: String = "/api/v1/telegram/save-test/"
    static let authPath: String = "/api/v1/telegram/auth/"
    static let applicationsPath: String = "/api/v1/telegram/applications/"
    static let webhookPath: String = "/webhook/telegram"

    private static let lastID: Atomic<Int> = Atomic(700_000)

    /// A Telegram id that no other test has.
    static func freshID() -> Int { lastID.add(1, ordering: .relaxed).newValue }

    static func saveTest(_ json: String) -> HTTPMessage {
        HTTPMessage("POST", saveTestPath, [(name: "X-Bot-Secret", value: Identities.botSecret)], json: json)
    }

    static func logIn(_ initData: String) -> HTTPMessage {
        HTTPMessage("POST", authPath, [(name: "X-Telegram-Init-Data", value: initData)])
    }

    static func update(_ json: String) -> HTTPMessage {
        let secret: (name: String, value: String) = (
            name: "X-Telegram-Bot-Api-Secret-Token", value: Identities.webhookSecret
        )
        return HTTPMessage("POST", webhookPath, [secret], json: json)
    }

    /// As the superadministrator, on one of the administrators or on all of them.
    static func administrators(
        _ id: Int? = nil,
        method: String = "GET",
        by user: Int64 = Identities.admin,
        json: String? = nil
    ) -> HTTPMessage {
        let path = "/api/v1/telegram/admins/" + (id.map { "\($0)/" } ?? "")
        let field: (name: String, value: String) = (
            name: "X-Telegram-Init-Data", value: Identities.initData(user)
        )
        return if let json { HTTPMessage(method, path, [field], json: json) } else {
            HTTPMessage(method, path, [field])
        }
    }

    static func putAdministrator(_ id: Int, rank: String) -> HTTPMessage {
        administrators(id, method: "PUT", json: "{\"rank\":\"\(rank)\"}")
    }

    /// A client's request, or what an administrator asks of requests.
    static func clientRequests(
        _ rest: String = "",
        method: String = "GET",
        by user: Int64 = Identities.admin,
        json: String? = nil
    ) -> HTTPMessage {
        let field = (name: "X-Telegram-Init-Data", value: Identities.initData(user))
        let path = "/api/v1/telegram/requests/" + rest
        return if let json { HTTPMessage(method, path, [field], json: json) } else {
            HTTPMessage(method, path, [field])
        }
    }

    static func submission(by user: Int64, _ message: String = "Let me in") -> HTTPMessage {
        clientRequests(method: "POST", by: user, json: "{\"message\":\"\(message)\"}")
    }

    /// As the superadministrator, on one of the broadcasts or on all of them.
    static func broadcasts(
        _ rest: String = "",
        method: String = "GET",
        by user: Int64 = Identities.admin,
        json: String? = nil
    ) -> HTTPMessage {
        let field = (name: "X-Telegram-Init-Data", value: Identities.initData(user))
        let path = "/api/v1/telegram/broadcasts/" + rest
        return if let json { HTTPMessage(method, path, [field], json: json) } else {
            HTTPMessage(method, path, [field])
        }
    }

    static func newBroadcast(_ json: String, key: String = "key-\(freshID())") -> HTTPMessage {
        var message = broadcasts(method: "POST", json: json)
        message.fields.append((name: "Idempotency-Key", value: key))
        return message
    }

    /// As the administrator.
    static func applications(_ rest: String = "", method: String = "GET") -> HTTPMessage {
        let field: (name: String, value: String) = (
            name: "X-Telegram-Init-Data", value: Identities.initData(Identities.admin)
        )
        return HTTPMessage(method, applicationsPath + rest, [field])
    }
}

extension Client {
    /// The id of an application that nobody else knows.
    func newApplication() throws -> Int64 {
        let user = Requests.freshID()
        _ = try send(Requests.saveTest("{\"telegram_id\":\(user),\"answers\":{}}"), as: "saveTest")
        let page = try send(Requests.applications("?q=\(user)"), as: "listApplications")
        guard let id = page.json["items"].elements.first?["id"].integer else {
            throw TestFailure("a saved test made no application: \(page.text)")
        }
        return id
    }

    /// The id of an administrator that nobody else knows.
    func newAdministrator() throws -> Int64 {
        let user = Requests.freshID()
        let reply = try send(Requests.putAdministrator(user, rank: "admin"), as: "putAdministrator")
        guard reply.status == 200 else { throw TestFailure("nobody becomes an administrator: \(reply.text)") }
        return Int64(user)
    }

    /// The number of a broadcast that is not over for a while, after so many steps.
    func newBroadcast(_ json: String = #"{"text":"Hello, everybody","rate":1}"#, after steps: [String] = []) throws
        -> Int64
    {
        // Two recipients, at least: so that it is not over after the first.
        for _ in 0..<2 { _ = try newApplication() }
        let reply = try send(Requests.newBroadcast(json), as: "createBroadcast")
        guard let id = reply.json["id"].integer else { throw TestFailure("nobody may broadcast: \(reply.text)") }
        for step in steps {
            let reply = try send(Requests.broadcasts("\(id)/\(step)/", method: "POST"), as: "\(step)Broadcast")
            guard reply.status == 200 else { throw TestFailure("it does not \(step): \(reply.text)") }
        }
        return id
    }

    /// The number of a pending request of somebody whom nobody else knows.
    func newRequest() throws -> Int64 {
        let reply = try send(Requests.submission(by: Int64(Requests.freshID())), as: "createRequest")
        guard let id = reply.json["id"].integer else { throw TestFailure("nobody may ask: \(reply.text)") }
        return id
    }

    /// Decides the pending request of a client where there is one.
    func clearRequests(of user: Int64) throws {
        let own = try send(Requests.clientRequests("mine/", by: user), as: "listOwnRequests").json["items"].elements
        for item in own where item["status"].text == "pending" {
            let rejection = Requests.clientRequests("\(item["id"].integer ?? 0)/reject/", method: "POST")
            _ = try send(rejection, as: "rejectRequest")
        }
    }

    /// A session's token.
    func session(of user: Int64) throws -> String {
        try send(Requests.logIn(Identities.initData(user)), as: "logIn").json["access"].text
    }
}

import ContractGenerator
import TestSupport
import TestTraits
import Testing

/// The approval workflow by HTTP.
@Suite(.blocking) struct RequestsTests {
    private func decide(_ client: Client, _ id: Int64, _ verb: String, _ json: String? = nil) throws -> HTTPReply {
        try client.send(Requests.clientRequests("\(id)/\(verb)/", method: "POST", json: json), as: "\(verb)Request")
    }

    @Test(arguments: TestDatabase.System.allCases)
    func aRequestIsDecidedOnce(system: TestDatabase.System) throws {
        let client = try Client(ServerProcess(on: system))
        let person = Int64(Requests.freshID())
        let made = try client.send(Requests.submission(by: person, "<b>\\u0001é😀"), as: "createRequest")
        #expect(made.status == 201 && made.json["status"].text == "pending")
        #expect(made.json["telegram_id"].text == String(person) && made.json["first_name"].text == "Ana")
        #expect(made.json["message"].text == "<b>\u{1}é😀" && made.json["decided_by"].json == "null")
        let again = try client.send(Requests.submission(by: person), as: "createRequest")
        #expect(again.status == 409 && again.problem == "conflict")
        #expect(
            again.json["detail"].text == "You already have a pending request. Please wait for admin review."
        )
        let id = try #require(made.json["id"].integer)
        let approved = try decide(client, id, "approve", #"{"note":"See you"}"#)
        #expect(approved.status == 200 && approved.json["status"].text == "approved")
        #expect(approved.json["note"].text == "See you")
        #expect(approved.json["decided_by"]["telegram_id"].text == String(Identities.admin))
        #expect(approved.json["decided_by"]["name"].text == "Ana")
        for verb in ["approve", "reject"] {
            let late = try decide(client, id, verb)
            #expect(late.status == 409 && late.json["detail"].text.contains("approved by Ana at 20"))
        }
        let one = try client.send(Requests.clientRequests("\(id)/"), as: "getRequest")
        #expect(one.json["decided_at"].text == approved.json["decided_at"].text)
        #expect(try client.send(Requests.submission(by: person), as: "createRequest").status == 201, "may ask again")
        let own = try client.send(Requests.clientRequests("mine/", by: person), as: "listOwnRequests")
        #expect(own.json["items"].elements.map(\.["status"].text) == ["pending", "approved"])
        let nobody = Requests.clientRequests("mine/", by: Int64(Requests.freshID()))
        #expect(try client.send(nobody, as: "listOwnRequests").json["items"].elements.isEmpty)
    }

    @Test func requestsArePagedByStatus() throws {
        let client = try Client(ServerProcess())
        let ids = try (0..<3).map { _ in try client.newRequest() }
        _ = try decide(client, ids[1], "reject")
        func page(_ query: String) throws -> SpecValue {
            try client.send(Requests.clientRequests(query), as: "listRequests").json
        }
        let first = try page("?limit=1&status=pending")
        #expect(first["items"].elements.map(\.["id"].integer) == [ids[2]])
        #expect(first["pagination"]["limit"].integer == 1)
        let next = try page("?limit=5&status=pending&after=\(first["pagination"]["next"].text)")
        #expect(next["items"].elements.map(\.["id"].integer) == [ids[0]])
        #expect(next["pagination"].json == #"{"limit":5}"#)
        #expect(try page("")["items"].elements.map(\.["id"].integer) == ids.reversed())
        #expect(try page("")["pagination"]["limit"].integer == 50)
        #expect(try page("?status=rejected")["items"].elements.map(\.["id"].integer) == [ids[1]])
    }

    @Test func aSessionAsksAsWell() throws {
        let client = try Client(ServerProcess())
        let token = try client.session(of: Identities.visitor)
        let field = (name: "Authorization", value: "Bearer \(token)")
        let message = HTTPMessage("POST", "/api/v1/telegram/requests/", [field], json: #"{"message":"a"}"#)
        let made = try client.send(message, as: "createRequest")
        #expect(made.status == 201 && made.json["first_name"].text == "Ana", "the name is the one of the log-in")
    }
}

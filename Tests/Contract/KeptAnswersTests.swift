import ContractGenerator
import TestBackend
import TestSupport
import TestTraits
import Testing

/// Acknowledged answers are stored as they came, left out because null, or refused where they stand.
@Suite(.blocking) struct KeptAnswersTests {
    private static let known: [String] = [
        "age", "gender", "weight", "height", "target_weight", "activity_level", "goal", "training_level", "goals",
        "health_restrictions", "current_body_type", "ideal_body_type", "timezone", "diet_type", "meals_per_day",
        "allergies", "disliked_food", "supplements",
    ]

    @Test(arguments: TestBackend.allCases)
    func unknownMembersKeepTheirBytes(backend: TestBackend) throws {
        let server = try backend.start()
        // Not by way of `Client`, whose parser reads neither 1e400 nor U+0000 in a name.
        let connection = try HTTPConnection(port: server.port)
        let user = Requests.freshID()
        let kept = """
            "wide":36286509719560249344,"huge":[1e400,-1E+400],"one":1.0,"zero":-0,"e":1E5,"long":0.10000000000000000000000001,\
            "text":"\u{1F600}\\u0041\\/\\u0000\\ud83d\\ude00","space":{ "a" : [ 1 ,\n2.50 ] },"null":null,"a\\u0000":""
            """
        let body = "{\"telegram_id\":\(user),\"answers\":{\(kept),\"goal\":null}}"
        let saved = try connection.exchange(Requests.saveTest(body))
        #expect(saved.status == 200, "\(saved.text)")
        let page = try connection.exchange(Requests.applications("?q=\(user)&include_details=true"))
        #expect(page.text.contains("\"details\":{\(kept)}"), "\(page.text)")
        let list = try connection.exchange(Requests.applications("?q=\(user)"))
        let id: Int64 = try #require(list.json["items"].elements.first?["id"].integer)
        let one = try connection.exchange(Requests.applications("\(id)/"))
        #expect(one.text.contains("\"details\":{\(kept)}"), "\(one.text)")
    }

    @Test(arguments: TestBackend.allCases)
    func nullIsTheSameAsLeavingAMemberOut(backend: TestBackend) throws {
        let client = try Client(on: backend)
        let user = Requests.freshID()
        func save(_ members: String) throws -> HTTPReply {
            try client.send(Requests.saveTest("{\"telegram_id\":\(user),\(members)}"), as: "saveTest")
        }
        let names = "\"first_name\":\"Ana\",\"last_name\":\"B\",\"username\":\"ana\""
        let answers = """
            "age":30,"gender":"male","weight":80.5,"height":180,"activity_level":"medium","goal":"weight_loss"
            """
        #expect(try save("\(names),\"answers\":{\(answers)}").status == 200)
        for name in Self.known {
            #expect(try save("\"answers\":{\"\(name)\":null}").status == 200, "\(name)")
        }
        let nulls = Self.known.map { "\"\($0)\":null" }.joined(separator: ",")
        let nullNames = "\"first_name\":null,\"last_name\":null,\"username\":null"
        #expect(try save("\(nullNames),\"answers\":{\(nulls)}").status == 200)
        let page = try client.send(
            Requests.applications("?q=\(user)&include_details=true"),
            as: "listApplications"
        )
        let item: SpecValue = try #require(page.json["items"].elements.first)
        #expect(item["details"].json == "{}" && item["recommended_calories"] == .null)
        #expect(item["display_name"].text == "Ana B" && item["username"].text == "ana")
        // A weight that is not given narrows nothing.
        #expect(try save("\"answers\":{\"weight\":null,\"target_weight\":20.05}").status == 200)
        #expect(try save("\"answers\":{\"weight\":20.05,\"target_weight\":null}").status == 200)
        #expect(try save("\"answers\":{\(answers),\"target_weight\":null,\"goals\":null}").status == 200)
        let again = try client.send(Requests.applications("?q=\(user)"), as: "listApplications")
        #expect(again.json["items"].elements.first?["recommended_calories"].integer == 2_213)
        for members in ["\"telegram_id\":null", "\"answers\":{\"goals\":[null]}", "\"nobody\":null"] {
            let body = members.contains("telegram_id") ? "{\(members)}" : "{\"telegram_id\":1,\(members)}"
            #expect(try client.send(Requests.saveTest(body), as: "saveTest").status == 400, "\(body)")
        }
    }

    @Test(arguments: TestBackend.allCases)
    func aTextWithNULIsRefusedWhereItStands(backend: TestBackend) throws {
        let client = try Client(on: backend)
        for name in ["first_name", "last_name", "username"] {
            try expectRefusal("\"\(name)\":\"a\\u0000b\"", at: "/\(name)", client)
        }
        for name in ["timezone", "diet_type", "disliked_food", "supplements"] {
            try expectRefusal("\"answers\":{\"\(name)\":\"\\u0000\"}", at: "/answers/\(name)", client)
        }
        for name in ["goals", "health_restrictions", "allergies"] {
            try expectRefusal("\"answers\":{\"\(name)\":[\"\",\"x\\u0000\"]}", at: "/answers/\(name)/1", client)
        }
        let search = try client.send(Requests.applications("?q=a%00b"), as: "listApplications")
        #expect(search.status == 400 && search.json["violations"].elements.map { $0["pointer"].text } == ["/q"])
        let cursor = try client.send(Requests.applications("?after=%00"), as: "listApplications")
        #expect(cursor.status == 400)
        for user in [#"{"id":42,"first_name":"a\u0000b"}"#, #"{"id":42,"username":"\u0000","first_name":"A"}"#] {
            let data = Identities.initData(user: user)
            #expect(try client.send(Requests.logIn(data), as: "logIn").status == 401, "\(user)")
        }
    }

    private func expectRefusal(_ members: String, at pointer: String, _ client: Client) throws {
        let body = "{\"telegram_id\":1,\(members)}"
        let reply = try client.send(Requests.saveTest(body), as: "saveTest")
        #expect(reply.status == 400 && reply.problem == "validation", "\(members)")
        #expect(reply.json["violations"].elements.map { $0["pointer"].text } == [pointer], "\(reply.text)")
    }
}

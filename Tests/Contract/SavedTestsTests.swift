internal import ContractGenerator
internal import TestSupport
internal import Testing

@Suite struct SavedTestsTests {
    private let server: ServerProcess
    private let client: Client

    init() throws {
        server = try ServerProcess()
        client = try Client(server)
    }

    private func application(of user: Int) throws -> SpecValue {
        let reply: HTTPReply = try client.send(
            Requests.applications("?q=\(user)&include_details=true"),
            as: "listApplications"
        )
        #expect(reply.json["pagination"]["total"].integer == 1)
        return reply.json["items"].elements.first ?? .null
    }

    @Test func savingAgainReplacesTheAnswers() throws {
        let user: Int = Requests.freshID()
        func save(_ answers: String) throws -> SpecValue {
            try client.send(Requests.saveTest("{\"telegram_id\":\(user),\"answers\":\(answers)}"), as: "saveTest").json
        }
        let first: SpecValue = try save("{\"age\":30,\"diet_type\":\"any\"}")
        let second: SpecValue = try save("{\"age\":31,\"kept\":{\"as\":[\"it\",1.50,null]}}")
        #expect(first["created"] == .bool(true))
        #expect(second["created"] == .bool(false))
        #expect(first["user_id"] == second["user_id"])
        #expect(try application(of: user)["details"].json == "{\"age\":31,\"kept\":{\"as\":[\"it\",1.5,null]}}")
        #expect(try save("null")["created"] == .bool(false))
        #expect(try application(of: user)["details"].names == [])
    }

    @Test(
        "the recommendation is Mifflin–St Jeor's, with the factors of activity and goal",
        arguments: [
            // 10·80.5 + 6.25·180 − 5·30 + 5 = 1785; · 1.55 · 0.8 = 2213.4
            ("male", 80.5, 180, 30, "medium", "weight_loss", 2_213, "165.98", "61.47", "248.96"),
            // 10·60 + 6.25·165 − 5·25 − 161 = 1345.25; · 1.2 · 1.2 = 1937.16
            ("female", 60, 165, 25, "minimal", "muscle_gain", 1_937, "145.28", "53.81", "217.91"),
            // 10·70 + 6.25·170 − 5·40 − 161 = 1401.5; · 1.725 = 2417.5875
            ("female", 70, 170, 40, "high", "maintenance", 2_417, "181.28", "67.14", "271.91"),
        ]
    )
    func recommendation(
        gender: String,
        weight: Double,
        height: Int,
        age: Int,
        activity: String,
        goal: String,
        calories: Int64,
        protein: String,
        fat: String,
        carbs: String
    ) throws {
        let user: Int = Requests.freshID()
        let answers: String = """
            {"gender":"\(gender)","weight":\(weight),"height":\(height),"age":\(age),\
            "activity_level":"\(activity)","goal":"\(goal)"}
            """
        _ = try client.send(Requests.saveTest("{\"telegram_id\":\(user),\"answers\":\(answers)}"), as: "saveTest")
        let found: SpecValue = try application(of: user)
        #expect(found["recommended_calories"].integer == calories)
        // Two places may be rounded or cut off: either is within a hundredth.
        for (name, expected) in [
            ("recommended_protein", protein), ("recommended_fat", fat), ("recommended_carbs", carbs),
        ] {
            let difference: Double = abs((Double(found[name].text) ?? .nan) - (Double(expected) ?? .nan))
            #expect(difference < 0.0101, "\(name) is \(found[name].text), not \(expected)")
        }
    }

    @Test func aTargetThatIsTheWeightIsRefusedWhereItStands() throws {
        let answers: String = "{\"weight\":80,\"target_weight\":80.05}"
        let reply: HTTPReply = try client.send(
            Requests.saveTest("{\"telegram_id\":1,\"answers\":\(answers)}"),
            as: "saveTest"
        )
        #expect(reply.status == 400)
        #expect(reply.json["violations"].elements.map { $0["pointer"].text } == ["/answers/target_weight"])
    }

    @Test(arguments: [(20, 20.05), (20.05, 20), (299.95, 300), (300, 300), (20.09, 20.1)])
    func aTargetThatIsTheWeightIsRefusedAtTheEndsOfTheRange(weight: Double, target: Double) throws {
        let answers: String = "{\"weight\":\(weight),\"target_weight\":\(target)}"
        let reply: HTTPReply = try client.send(
            Requests.saveTest("{\"telegram_id\":1,\"answers\":\(answers)}"),
            as: "saveTest"
        )
        #expect(reply.status == 400)
        #expect(reply.json["violations"].elements.map { $0["pointer"].text } == ["/answers/target_weight"])
    }

    @Test(arguments: [(20, 20.1), (20.1, 20), (300, 299.9), (299.9, 300), (20.05, 20.2), (80.5, 80.4)])
    func aTargetTenthOfAKilogramAwayIsSaved(weight: Double, target: Double) throws {
        let answers: String = "{\"weight\":\(weight),\"target_weight\":\(target)}"
        let message: HTTPMessage = Requests.saveTest("{\"telegram_id\":2,\"answers\":\(answers)}")
        #expect(try client.send(message, as: "saveTest").status == 200)
    }

    @Test func numbersWiderThan64BitsAreAccepted() throws {
        let user: Int = Requests.freshID()
        let body: String = "{\"telegram_id\":\(user),\"answers\":{\"wide\":[36286509719560249344]}}"
        #expect(try client.send(Requests.saveTest(body), as: "saveTest").status == 200)
        #expect(try application(of: user)["details"].json == "{\"wide\":[3.628650971956025e+19]}")
        let update: String = "{\"update_id\":5,\"kind_of_tomorrow\":{\"wide\":36286509719560249344}}"
        #expect(try client.send(Requests.update(update), as: "receiveUpdate").status == 200)
        let wideID: HTTPMessage = Requests.update("{\"update_id\":36286509719560249344}")
        let beyond: HTTPReply = try client.send(wideID, as: "receiveUpdate")
        #expect(beyond.status == 400 && beyond.problem == "validation")
    }

    @Test func allViolationsAreListedAtOnce() throws {
        let body: String = """
            {"telegram_id":0,"first_name":5,"answers":{"age":9,"gender":"x","goals":["a",1]},"nobody":1}
            """
        let reply: HTTPReply = try client.send(Requests.saveTest(body), as: "saveTest")
        let pointers: Set<String> = Set(reply.json["violations"].elements.map { $0["pointer"].text })
        #expect(
            pointers == [
                "/telegram_id", "/first_name", "/answers/age", "/answers/gender", "/answers/goals/1", "/nobody",
            ]
        )
    }
}

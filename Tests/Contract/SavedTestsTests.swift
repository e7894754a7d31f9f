import ContractGenerator
import TestBackend
import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct SavedTestsTests {
    @Test(arguments: TestBackend.allCases)
    func savingAgainReplacesTheAnswers(backend: TestBackend) throws {
        let client = try Client(on: backend)
        let user = Requests.freshID()
        func save(_ answers: String) throws -> SpecValue {
            try client.send(Requests.saveTest("{\"telegram_id\":\(user),\"answers\":\(answers)}"), as: "saveTest").json
        }
        let first = try save("{\"age\":30,\"diet_type\":\"any\"}")
        let second = try save("{\"age\":31,\"kept\":{\"as\":[\"it\",1.50,null]}}")
        #expect(first["created"] == .bool(true))
        #expect(second["created"] == .bool(false))
        #expect(first["user_id"] == second["user_id"])
        #expect(try client.application(of: user)["details"].json == "{\"age\":31,\"kept\":{\"as\":[\"it\",1.5,null]}}")
        #expect(try save("null")["created"] == .bool(false))
        #expect(try client.application(of: user)["details"].names == [])
    }

    private struct Recommended {
        let answers: String
        let calories: Int64
        let grams: [String: String]

        init(
            _ gender: String,
            _ weight: Double,
            _ height: Int,
            _ age: Int,
            _ activity: String,
            _ goal: String,
            _ calories: Int64,
            _ grams: (protein: String, fat: String, carbs: String)
        ) {
            answers = """
                {"gender":"\(gender)","weight":\(weight),"height":\(height),"age":\(age),\
                "activity_level":"\(activity)","goal":"\(goal)"}
                """
            self.calories = calories
            self.grams = [
                "recommended_protein": grams.protein, "recommended_fat": grams.fat, "recommended_carbs": grams.carbs,
            ]
        }
    }

    @Test(
        "the recommendation is Mifflin–St Jeor's, with the factors of activity and goal",
        arguments: TestBackend.allCases
    )
    func recommendation(backend: TestBackend) throws {
        let client = try Client(on: backend)
        for expected in [
            // 10·80.5 + 6.25·180 − 5·30 + 5 = 1785; · 1.55 · 0.8 = 2213.4
            Recommended("male", 80.5, 180, 30, "medium", "weight_loss", 2_213, ("165.98", "61.47", "248.96")),
            // 10·60 + 6.25·165 − 5·25 − 161 = 1345.25; · 1.2 · 1.2 = 1937.16
            Recommended("female", 60, 165, 25, "minimal", "muscle_gain", 1_937, ("145.28", "53.81", "217.91")),
            // 10·70 + 6.25·170 − 5·40 − 161 = 1401.5; · 1.725 = 2417.5875
            Recommended("female", 70, 170, 40, "high", "maintenance", 2_417, ("181.28", "67.14", "271.91")),
        ] {
            let user = Requests.freshID()
            let body = "{\"telegram_id\":\(user),\"answers\":\(expected.answers)}"
            _ = try client.send(Requests.saveTest(body), as: "saveTest")
            let found = try client.application(of: user)
            #expect(found["recommended_calories"].integer == expected.calories)
            // Two places may be rounded or cut off: either is within a hundredth.
            for (name, grams) in expected.grams {
                let difference = abs((Double(found[name].text) ?? .nan) - (Double(grams) ?? .nan))
                #expect(difference < 0.0101, "\(name) is \(found[name].text), not \(grams)")
            }
        }
    }

    @Test(arguments: TestBackend.allCases)
    func aTargetThatIsTheWeightIsRefusedWhereItStands(backend: TestBackend) throws {
        let client = try Client(on: backend)
        for (weight, target) in [(80, 80.05), (20, 20.05), (20.05, 20), (299.95, 300), (300, 300), (20.09, 20.1)] {
            let answers = "{\"weight\":\(weight),\"target_weight\":\(target)}"
            let message = Requests.saveTest("{\"telegram_id\":1,\"answers\":\(answers)}")
            let reply = try client.send(message, as: "saveTest")
            #expect(reply.status == 400, "\(answers)")
            #expect(reply.json["violations"].elements.map { $0["pointer"].text } == ["/answers/target_weight"])
        }
    }

    @Test(arguments: TestBackend.allCases)
    func aTargetTenthOfAKilogramAwayIsSaved(backend: TestBackend) throws {
        let client = try Client(on: backend)
        for (weight, target) in [(20, 20.1), (20.1, 20), (300, 299.9), (299.9, 300), (20.05, 20.2), (80.5, 80.4)] {
            let answers = "{\"weight\":\(weight),\"target_weight\":\(target)}"
            let message = Requests.saveTest("{\"telegram_id\":2,\"answers\":\(answers)}")
            #expect(try client.send(message, as: "saveTest").status == 200, "\(answers)")
        }
    }

    @Test(arguments: TestBackend.allCases)
    func allViolationsAreListedAtOnce(backend: TestBackend) throws {
        let client = try Client(on: backend)
        let body = """
            {"telegram_id":0,"first_name":5,"answers":{"age":9,"gender":"x","goals":["a",1]},"nobody":1}
            """
        let reply = try client.send(Requests.saveTest(body), as: "saveTest")
        let pointers = Set(reply.json["violations"].elements.map { $0["pointer"].text })
        #expect(
            pointers == [
                "/telegram_id", "/first_name", "/answers/age", "/answers/gender", "/answers/goals/1", "/nobody",
            ]
        )
    }
}

extension Client {
    /// The user's only application, as it is listed with its answers.
    fileprivate func application(of user: Int) throws -> SpecValue {
        let reply = try send(
            Requests.applications("?q=\(user)&include_details=true"),
            as: "listApplications"
        )
        #expect(reply.json["pagination"]["total"].integer == 1)
        return reply.json["items"].elements.first ?? .null
    }
}

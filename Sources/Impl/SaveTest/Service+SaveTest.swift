import ContractRuntime
import Domain
import Generated
import Storage

extension Service {
    package func saveTest(
        _ input: SaveTestInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> SaveTestOutput {
        let request = input.body
        let answers = request.answers ?? Answers()
        if let problem = Service.targetWeightProblem(answers) { return .badRequest(problem) }
        var writer = JSONWriter()
        answers.encode(into: &writer)
        let outcome = try await store.applications.save(
            SavedTest(
                telegramID: request.telegramID,
                firstName: request.firstName,
                lastName: request.lastName,
                username: request.username,
                answers: writer.bytes,
                recommendation: RecommendationInput(answers).flatMap { Recommendation($0) }
            )
        )
        return .ok(
            SaveTestResult(
                status: .success,
                userID: outcome.userID,
                message: outcome.created ? "The test was saved." : "The test was replaced.",
                created: outcome.created
            )
        )
    }

    /// The one rule on answers that JSON Schema cannot say: it compares two members.
    private static func targetWeightProblem(_ answers: Answers) -> Problem? {
        guard let weight = answers.weight.flatMap({ Kilograms($0) }),
            let target = answers.targetWeight.flatMap({ Kilograms($0) }),
            !target.differsEnough(from: weight)
        else { return nil }
        let violation = ProblemViolation(
            place: .body,
            pointer: "/answers/target_weight",
            keyword: "not",
            message: "must differ from weight by at least 0.1"
        )
        return Problem(
            .validation,
            detail: "The request breaks the contract in one place.",
            violations: [violation]
        )
    }
}

extension RecommendationInput {
    /// nil where an answer that it needs is missing.
    fileprivate init?(_ answers: Answers) {
        guard let age = answers.age, let weight = answers.weight, let height = answers.height,
            let gender = answers.gender.flatMap({ Gender(rawValue: $0.text.description) }),
            let activityLevel = answers.activityLevel.flatMap({ ActivityLevel(rawValue: $0.text.description) }),
            let goal = answers.goal.flatMap({ Goal(rawValue: $0.text.description) })
        else { return nil }
        self.init(
            age: age,
            gender: gender,
            weight: weight,
            height: height,
            activityLevel: activityLevel,
            goal: goal
        )
    }
}

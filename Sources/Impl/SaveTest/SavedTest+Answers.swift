import ContractRuntime
import Domain
import Generated

/// The target weight is too near the weight: they must differ by at least 0.1 kg.
struct TargetWeightTooNear: Error {}

extension SavedTest {
    /// The test as it is saved, whatever door it comes through: the answers as JSON text, and the recommendation that
    /// they allow.
    init(
        telegramID: Int64,
        firstName: String?,
        lastName: String?,
        username: String?,
        answers: Answers
    ) throws(TargetWeightTooNear) {
        guard SavedTest.isTargetFarEnough(answers) else { throw TargetWeightTooNear() }
        var writer = JSONWriter()
        answers.encode(into: &writer)
        self.init(
            telegramID: telegramID,
            firstName: firstName,
            lastName: lastName,
            username: username,
            answers: writer.bytes,
            recommendation: RecommendationInput(answers).flatMap { Recommendation($0) }
        )
    }

    /// The one rule on answers that JSON Schema cannot say: it compares two members.
    private static func isTargetFarEnough(_ answers: Answers) -> Bool {
        guard let weight = answers.weight.flatMap({ Kilograms($0) }),
            let target = answers.targetWeight.flatMap({ Kilograms($0) })
        else { return true }
        return target.differsEnough(from: weight)
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

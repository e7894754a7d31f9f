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
        let test: SavedTest
        do throws(TargetWeightTooNear) {
            test = try SavedTest(
                telegramID: request.telegramID,
                firstName: request.firstName,
                lastName: request.lastName,
                username: request.username,
                answers: request.answers ?? Answers()
            )
        } catch {
            return .badRequest(Service.targetWeightProblem)
        }
        let outcome = try await store.applications.save(test)
        return .ok(
            SaveTestResult(
                status: .success,
                userID: outcome.userID,
                message: outcome.created ? "The test was saved." : "The test was replaced.",
                created: outcome.created
            )
        )
    }

    private static var targetWeightProblem: Problem {
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

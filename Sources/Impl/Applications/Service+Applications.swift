import ContractRuntime
import Domain
import Generated
import Storage

extension Service {
    package func listApplications(
        _ input: ListApplicationsInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> ListApplicationsOutput {
        var query = ApplicationsQuery(
            limit: Int(input.limit),
            offset: Int(input.offset),
            status: input.status.flatMap { Domain.ApplicationStatus(rawValue: $0.text.description) },
            search: input.q,
            includeDetails: input.includeDetails
        )
        query.after = try Service.id(ofCursor: input.after)
        let page = try await store.applications.page(query)
        return .ok(
            Generated.ApplicationsPage(
                items: page.items.map { Generated.Application($0) },
                pagination: Pagination(
                    limit: input.limit,
                    offset: input.offset,
                    total: page.total,
                    next: page.next.map { PageCursor(id: $0).text }
                )
            )
        )
    }

    package func getApplication(
        _ input: GetApplicationInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> GetApplicationOutput {
        guard let application = try await store.applications.find(id: input.id) else {
            return .notFound(Service.noSuchOne)
        }
        return .ok(Generated.Application(application))
    }

    package func setApplicationStatus(
        _ input: SetApplicationStatusInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> SetApplicationStatusOutput {
        guard let status = Domain.ApplicationStatus(rawValue: input.body.status.text.description),
            let application = try await store.applications.setStatus(status, of: input.id)
        else { return .notFound(Service.noSuchOne) }
        return .ok(Generated.Application(application))
    }

    package func deleteApplication(
        _ input: DeleteApplicationInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> DeleteApplicationOutput {
        try await store.applications.delete(id: input.id) ? .noContent : .notFound(Service.noSuchOne)
    }

    private static var noSuchOne: Problem { Problem(.notFound, detail: "There is no application with this id.") }

    /// Where a list goes on; a problem where `after` is no cursor.
    static func id(ofCursor after: String?) throws(Problem) -> Int64? {
        guard let after else { return nil }
        guard let cursor = PageCursor(after) else { throw cursorProblem }
        return cursor.id
    }

    private static var cursorProblem: Problem {
        let violation = ProblemViolation(
            place: .query,
            pointer: "/after",
            keyword: "format",
            message: "must be the `next` of an earlier page"
        )
        return Problem(
            .validation,
            detail: "The request breaks the contract in one place.",
            violations: [violation]
        )
    }
}

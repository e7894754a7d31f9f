package import ContractRuntime
package import Generated
internal import Storage

extension Service {
    package func listApplications(
        _ input: ListApplicationsInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> ListApplicationsOutput {
        let page: Storage.ApplicationsPage = try await store.applications(
            ApplicationsQuery(
                limit: Int(input.limit),
                offset: Int(input.offset),
                // The contract's pattern admits only what fits; a cursor is the id behind which the next page begins.
                after: input.after.flatMap { Int64($0) },
                status: input.status.flatMap { ApplicationStatus(rawValue: $0.text.description) },
                search: input.q,
                includeDetails: input.includeDetails
            )
        )
        return .ok(
            Generated.ApplicationsPage(
                items: page.items.map { Generated.Application($0) },
                pagination: Pagination(
                    limit: input.limit,
                    offset: input.offset,
                    total: page.total,
                    next: page.next.map { String($0) }
                )
            )
        )
    }

    package func getApplication(
        _ input: GetApplicationInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> GetApplicationOutput {
        guard let application = try await store.application(id: input.id) else { return .notFound(Service.noSuchOne) }
        return .ok(Generated.Application(application))
    }

    package func setApplicationStatus(
        _ input: SetApplicationStatusInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> SetApplicationStatusOutput {
        guard let status = ApplicationStatus(rawValue: input.body.status.text.description),
            let application = try await store.setStatus(status, ofApplication: input.id)
        else { return .notFound(Service.noSuchOne) }
        return .ok(Generated.Application(application))
    }

    package func deleteApplication(
        _ input: DeleteApplicationInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> DeleteApplicationOutput {
        try await store.deleteApplication(id: input.id) ? .noContent : .notFound(Service.noSuchOne)
    }

    private static var noSuchOne: Problem { Problem(.notFound, detail: "There is no application with this id.") }
}

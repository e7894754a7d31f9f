import ContractRuntime
import Domain
import Generated
import Storage

extension Service {
    package func listAdministrators(
        _ input: ListAdministratorsInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> ListAdministratorsOutput {
        .ok(AdministratorsList(items: try await store.administrators.list().map { Generated.Administrator($0) }))
    }

    package func putAdministrator(
        _ input: PutAdministratorInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> PutAdministratorOutput {
        let rank: Domain.Administrator.Rank = input.body.rank == .superadmin ? .superadmin : .admin
        let administrator = try await store.administrators.put(input.telegramID, name: input.body.name, rank: rank)
        guard let administrator else { return .conflict(Service.lastOne) }
        try await authenticator.administrators.refresh(store.administrators)
        return .ok(Generated.Administrator(administrator))
    }

    package func deleteAdministrator(
        _ input: DeleteAdministratorInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> DeleteAdministratorOutput {
        switch try await store.administrators.remove(input.telegramID) {
        case .notFound: return .notFound(Problem(.notFound, detail: "There is no administrator with this id."))
        case .isLast: return .conflict(Service.lastOne)
        case .removed:
            try await authenticator.administrators.refresh(store.administrators)
            return .noContent
        }
    }

    private static var lastOne: Problem {
        Problem(.conflict, detail: "This is the last superadministrator. Make another one first.")
    }
}

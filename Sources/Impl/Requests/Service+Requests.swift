import ContractRuntime
import Domain
import Generated
import Logging
import Storage

extension Service {
    package func createRequest(
        _ input: CreateRequestInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> CreateRequestOutput {
        let (profile, isNew) = try await profile(of: principal)
        switch try await approval.submit(input.body.message, by: profile, isProfileNew: isNew) {
        case .submitted(let request): return .created(Generated.ClientRequest(request))
        // No update is handled here.
        case .isPending, .wasHandled:
            return .conflict(Problem(.conflict, detail: RequestTexts.isPending(.english)))
        }
    }

    package func listOwnRequests(
        _ input: ListOwnRequestsInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> ListOwnRequestsOutput {
        guard let own = principal.telegramID else { throw Problem(.forbidden, detail: "You may not do this.") }
        return .ok(try await requests(.client(own), input.limit, after: input.after))
    }

    package func listRequests(
        _ input: ListRequestsInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> ListRequestsOutput {
        let filter = input.status.map { RequestsFilter.status(Domain.ClientRequest.Status($0)) } ?? .all
        return .ok(try await requests(filter, input.limit, after: input.after))
    }

    package func getRequest(
        _ input: GetRequestInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> GetRequestOutput {
        guard let request = try await store.requests.find(id: input.id) else { return .notFound(Service.noSuchRequest) }
        return .ok(Generated.ClientRequest(request))
    }

    package func approveRequest(
        _ input: ApproveRequestInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> ApproveRequestOutput {
        switch try await decide(input.id, .approved, by: principal, note: input.body?.note) {
        case .decided(let request): .ok(request)
        case .wasDecided(let problem): .conflict(problem)
        case .notFound: .notFound(Service.noSuchRequest)
        }
    }

    package func rejectRequest(
        _ input: RejectRequestInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> RejectRequestOutput {
        switch try await decide(input.id, .rejected, by: principal, note: input.body?.note) {
        case .decided(let request): .ok(request)
        case .wasDecided(let problem): .conflict(problem)
        case .notFound: .notFound(Service.noSuchRequest)
        }
    }
}

extension Service {
    private enum Decided {
        case decided(Generated.ClientRequest)
        case wasDecided(Problem)
        case notFound
    }

    private func decide(
        _ id: Int64,
        _ status: Domain.ClientRequest.Status,
        by principal: Principal,
        note: String?
    ) async throws -> Decided {
        guard var request = try await store.requests.find(id: id) else { return .notFound }
        if request.status == .pending {
            let administrator = try await profile(of: principal).profile
            let outcome = try await approval.decide(request, status, by: administrator, note: note)
            if case .decided(let request) = outcome { return .decided(Generated.ClientRequest(request)) }
            // Somebody else was quicker.
            guard let found = try await store.requests.find(id: id) else { return .notFound }
            request = found
        }
        return .wasDecided(Problem(.conflict, detail: Service.words(for: request)))
    }

    private static func words(for request: Domain.ClientRequest) -> String {
        guard let decision = request.decision else { return "The request is not pending." }
        let time = RFC3339.string(microseconds: decision.time)
        return "Request already processed: \(request.status.rawValue) by \(decision.administratorName) at \(time)."
    }

    private func requests(
        _ filter: RequestsFilter,
        _ limit: Int64,
        after: String?
    ) async throws -> ClientRequestsPage {
        let page = try await store.requests.page(filter, limit: Int(limit), after: Service.id(ofCursor: after))
        return ClientRequestsPage(
            items: page.items.map { Generated.ClientRequest($0) },
            pagination: CursorPagination(limit: limit, next: page.next.map { PageCursor(id: $0).text })
        )
    }

    /// Who sends a request: as Telegram tells in its launch data, or as they are known.
    func profile(of principal: Principal) async throws -> (profile: UserProfile, isNew: Bool) {
        if let user = principal.initDataUser { return (UserProfile(user), true) }
        guard let id = principal.telegramID else { throw Problem(.forbidden, detail: "You may not do this.") }
        return (try await store.users.find(telegramID: id)?.profile ?? UserProfile(telegramID: id), false)
    }

    private static var noSuchRequest: Problem { Problem(.notFound, detail: "There is no request with this id.") }
}

import ContractRuntime
import Domain
import Generated
import Storage

extension Service {
    package func createBroadcast(
        _ input: CreateBroadcastInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> CreateBroadcastOutput {
        guard let creator = principal.telegramID else { throw Service.nobody }
        let draft = Domain.BroadcastDraft(input.body, idempotencyKey: input.idempotencyKey, by: creator)
        let creation = try await broadcasting.create(draft) {
            let violations = Service.violations(of: draft, at: store.now)
            if !violations.isEmpty { throw Service.problem(violations) }
        }
        switch creation {
        case .created(let broadcast): return .created(Generated.Broadcast(broadcast))
        case .same(let broadcast): return .ok(Generated.Broadcast(broadcast))
        case .other:
            return .conflict(Problem(.conflict, detail: "The Idempotency-Key has made another broadcast."))
        }
    }

    package func listBroadcasts(
        _ input: ListBroadcastsInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> ListBroadcastsOutput {
        let page = try await store.broadcasts.page(limit: Int(input.limit), after: Service.id(ofCursor: input.after))
        return .ok(
            BroadcastsPage(
                items: page.items.map { Generated.Broadcast($0) },
                pagination: CursorPagination(limit: input.limit, next: page.next.map { PageCursor(id: $0).text })
            )
        )
    }

    package func getBroadcast(
        _ input: GetBroadcastInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> GetBroadcastOutput {
        guard let broadcast = try await store.broadcasts.find(id: input.id) else {
            return .notFound(Service.noSuchBroadcast)
        }
        return .ok(Generated.Broadcast(broadcast))
    }

    package func previewBroadcast(
        _ input: PreviewBroadcastInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> PreviewBroadcastOutput {
        guard let broadcast = try await store.broadcasts.find(id: input.id) else {
            return .notFound(Service.noSuchBroadcast)
        }
        let caller = try await profile(of: principal).profile
        do throws(Broadcasting.PreviewFault) {
            try await broadcasting.preview(broadcast, to: caller)
        } catch {
            switch error {
            case .refused(let words):
                return .conflict(Problem(.conflict, detail: "Telegram refuses the message: \(words)"))
            case .unreachable:
                return .conflict(Problem(.conflict, detail: "The bot cannot write to you: start it first."))
            case .unavailable(let seconds):
                return .serviceUnavailable(
                    Problem(.unavailable, detail: "The Bot API is out of reach.", retryAfter: seconds)
                )
            }
        }
        return .ok(Generated.Broadcast(broadcast))
    }

    package func startBroadcast(
        _ input: StartBroadcastInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> StartBroadcastOutput {
        guard let broadcast = try await store.broadcasts.find(id: input.id) else {
            return .notFound(Service.noSuchBroadcast)
        }
        let text = BroadcastText(broadcast.message.text, isHTML: broadcast.message.isHTML)
        if let fault = text.fault(length: broadcast.message.media == nil ? 4_096 : 1_024) {
            return .conflict(Problem(.conflict, detail: "Telegram would refuse the text: it \(fault)."))
        }
        let price = input.body?.price.flatMap(Stars.tenths)
        let outcome = try await broadcasting.start(broadcast, price: price)
        if let started = outcome.started { return .ok(Generated.Broadcast(started)) }
        guard let price = outcome.price else { return .conflict(try await refusal(.start, input.id)) }
        let detail = "The broadcast costs \(Stars.text(tenths: price)) Stars: send this sum as `price` to agree."
        return .conflict(Problem(.conflict, detail: detail))
    }

    package func pauseBroadcast(
        _ input: PauseBroadcastInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> PauseBroadcastOutput {
        switch try await take(.pause, input.id) {
        case .taken(let broadcast): .ok(broadcast)
        case .notAllowed(let problem): .conflict(problem)
        case .notFound(let problem): .notFound(problem)
        }
    }

    package func resumeBroadcast(
        _ input: ResumeBroadcastInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> ResumeBroadcastOutput {
        switch try await take(.resume, input.id) {
        case .taken(let broadcast): .ok(broadcast)
        case .notAllowed(let problem): .conflict(problem)
        case .notFound(let problem): .notFound(problem)
        }
    }

    package func cancelBroadcast(
        _ input: CancelBroadcastInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> CancelBroadcastOutput {
        switch try await take(.cancel, input.id) {
        case .taken(let broadcast): .ok(broadcast)
        case .notAllowed(let problem): .conflict(problem)
        case .notFound(let problem): .notFound(problem)
        }
    }
}

extension Service {
    private enum Taken {
        case taken(Generated.Broadcast)
        case notAllowed(Problem)
        case notFound(Problem)
    }

    private func take(_ step: Domain.Broadcast.Step, _ id: Int64) async throws -> Taken {
        guard let broadcast = try await store.broadcasts.find(id: id) else { return .notFound(Service.noSuchBroadcast) }
        guard let taken = try await broadcasting.take(step, broadcast) else {
            return .notAllowed(try await refusal(step, id))
        }
        return .taken(Generated.Broadcast(taken))
    }

    private func refusal(_ step: Domain.Broadcast.Step, _ id: Int64) async throws -> Problem {
        let status = try await store.broadcasts.find(id: id)?.status.rawValue ?? "gone"
        let allowed = step.allowed.map(\.rawValue).joined(separator: ", ")
        let detail = "The broadcast is \(status); \(step.rawValue) is for one that is \(allowed)."
        return Problem(.conflict, detail: detail)
    }

    /// What no schema can say.
    private static func violations(of draft: Domain.BroadcastDraft, at now: Int64) -> [ProblemViolation] {
        var violations: [ProblemViolation] = []
        if let fault = BroadcastText(draft.message.text, isHTML: draft.message.isHTML).fault(length: .max) {
            violations.append(ProblemViolation(place: .body, pointer: "/text", keyword: "format", message: fault))
        }
        if let time = draft.scheduledAt, time <= now {
            let message = "must be in the future"
            violations.append(
                ProblemViolation(place: .body, pointer: "/scheduled_at", keyword: "format", message: message)
            )
        }
        return violations
    }

    private static func problem(_ violations: [ProblemViolation]) -> Problem {
        let places = violations.count == 1 ? "one place" : "\(violations.count) places"
        return Problem(.validation, detail: "The request breaks the contract in \(places).", violations: violations)
    }

    private static var nobody: Problem { Problem(.forbidden, detail: "You may not do this.") }

    private static var noSuchBroadcast: Problem { Problem(.notFound, detail: "There is no broadcast with this id.") }
}

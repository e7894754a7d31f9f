import ContractRuntime
import Testing

@Suite struct RequirementSearchTests {
    private enum Asked: CaseIterable {
        case missing, wrong, lacking
    }

    /// The status after schemes with these outcomes; the statuses tell them apart.
    private func answer(_ asked: [(Asked, Int)]) -> Int {
        var search = RequirementSearch(challenge: "Bearer")
        for (outcome, status) in asked {
            let refusal: Authentication<String> = outcome == .lacking ? .forbidden : .unauthenticated
            #expect(search.principal(refusal, isSent: outcome != .missing, status: status) == nil)
        }
        switch search.refusal {
        case .granted: return 200
        case .forbidden: return 1
        case .unauthenticated(let status, let challenge):
            #expect("\(challenge)" == "Bearer")
            return status
        }
    }

    @Test("the most telling refusal counts, the first of its kind")
    func refusals() {
        #expect(answer([(.missing, 401), (.missing, 403)]) == 401)
        #expect(answer([(.missing, 403), (.missing, 401)]) == 403)
        #expect(answer([(.missing, 403), (.wrong, 401)]) == 401)
        #expect(answer([(.wrong, 401), (.missing, 403)]) == 401)
        #expect(answer([(.wrong, 403), (.wrong, 401)]) == 403)
        #expect(answer([(.wrong, 401), (.lacking, 401)]) == 1)
        #expect(answer([(.lacking, 401), (.wrong, 401)]) == 1)
        #expect(answer([(.missing, 401), (.lacking, 401), (.wrong, 401)]) == 1)
    }

    @Test("nobody is let in without credentials, but not with refused ones")
    func anonymous() {
        var search = RequirementSearch(challenge: "Bearer")
        guard case .granted(nil) = search.anonymous else {
            Issue.record("nobody is refused")
            return
        }
        #expect(search.principal(Authentication<String>.unauthenticated, isSent: true, status: 403) == nil)
        guard case .unauthenticated(403, _) = search.anonymous else {
            Issue.record("a refused credential is let in")
            return
        }
    }

    @Test("who is met is given back")
    func principals() {
        var search = RequirementSearch(challenge: "Bearer")
        #expect(search.principal(Authentication.authenticated("me"), isSent: true, status: 401) == "me")
        #expect(search.principal(Authentication.authenticated("open"), isSent: false, status: 401) == "open")
    }
}

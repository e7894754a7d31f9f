/// Cases of credentials: absent, wrong, without a role, and one requirement beside another.
extension OperationCases {
    /// The alternatives that ask for something.
    var requirements: [[SecurityRequirement]] { operation.security.filter { !$0.isEmpty } }

    /// One of each way that a scheme's credential can be sent.
    private func ways(_ part: SecurityRequirement, _ quality: CaseCredential.Quality) -> [CaseCredential] {
        guard let scheme = contract.scheme(part.scheme) else { return [] }
        func credential(_ field: String, _ prefix: String) -> CaseCredential {
            CaseCredential(scheme: scheme.name, quality: quality, roles: part.roles, field: field, prefix: prefix)
        }
        var ways: [CaseCredential] = []
        switch scheme.kind {
        case .header(let name): ways.append(credential(name, ""))
        case .bearer: ways.append(credential("Authorization", "Bearer "))
        }
        if let other = scheme.authorizationScheme { ways.append(credential("Authorization", other + " ")) }
        return ways
    }

    /// Credentials for all schemes of a requirement, all of one quality; empty where two share their only field.
    func credentials(
        of requirement: [SecurityRequirement],
        _ quality: CaseCredential.Quality = .valid
    ) -> [CaseCredential] {
        requirement.reduce(into: [[]]) { lists, part in
            lists = lists.flatMap { list in ways(part, quality).map { list + [$0] } }
        }.first { areApart($0) } ?? []
    }

    /// The same with another credential for the scheme at `position`; nil where that takes the field of one of the
    /// rest.
    private func credentials(
        of requirement: [SecurityRequirement],
        with other: CaseCredential,
        at position: Int
    ) -> [CaseCredential]? {
        var rest = requirement
        rest.remove(at: position)
        guard !rest.isEmpty else { return [other] }
        let list = credentials(of: rest) + [other]
        return list.count == requirement.count && areApart(list) ? list : nil
    }

    private func areApart(_ credentials: [CaseCredential]) -> Bool {
        Set(credentials.map { $0.field.lowercased() }).count == credentials.count
    }

    func securityCases() -> [ContractCase] {
        guard let first = requirements.first?.first else { return [] }
        var cases: [ContractCase] = []
        cases += refused("no credential", [], status(of: first.scheme))
        for requirement in requirements { cases += ownCases(requirement) }
        for (number, requirement) in requirements.enumerated() {
            for other in requirements[(number + 1)...] { cases += pairCases(requirement, other) }
        }
        guard !operation.isAnonymousAllowed, let body = operation.body else { return cases }
        let bodies: [(name: String, body: CaseBody)] = [
            ("body", CaseBody([.text("{")])),
            ("size", CaseBody([.repeated(" ", min(body.maxBytes, Self.largestBody) + 1)])),
        ]
        for (name, body) in bodies {
            for var new in refused("no credential: nothing is said of the \(name)", [], status(of: first.scheme)) {
                new.body = body
                cases.append(new)
            }
        }
        return cases
    }

    /// Each scheme of a requirement in each of its ways and qualities, the others of the requirement being met.
    private func ownCases(_ requirement: [SecurityRequirement]) -> [ContractCase] {
        var cases: [ContractCase] = []
        for (position, part) in requirement.enumerated() {
            for way in ways(part, .valid) {
                guard let all = credentials(of: requirement, with: way, at: position) else { continue }
                cases.append(secured("a valid \(describe(all)) is accepted", all, successes))
            }
            for way in ways(part, .wrong) + ways(part, .empty) {
                guard let all = credentials(of: requirement, with: way, at: position) else { continue }
                let name = "\(way.quality.rawValue) \(describe(all, last: way)) is refused"
                cases += refused(name, all, status(of: part.scheme))
            }
            for way in ways(part, .lackingRole) where !part.roles.isEmpty {
                guard let all = credentials(of: requirement, with: way, at: position) else { continue }
                let roles = part.roles.joined(separator: ", ")
                cases += refused("\(describe(all, last: way)) without the role \(roles) is forbidden", all, 403)
            }
            var rest = requirement
            rest.remove(at: position)
            let others = credentials(of: rest)
            guard !others.isEmpty else { continue }
            let name = "\(describe(others)) without \(part.scheme) is refused"
            cases += refused(name, others, status(of: firstMissing(with: others)))
        }
        return cases
    }

    /// Two requirements at once: one that is met is enough, and a missing role tells more than a wrong credential.
    private func pairCases(_ one: [SecurityRequirement], _ two: [SecurityRequirement]) -> [ContractCase] {
        var cases: [ContractCase] = []
        for (met, broken) in [(one, two), (two, one)] {
            let valid = credentials(of: met)
            let wrong = credentials(of: broken, .wrong)
            if areApart(valid + wrong), !valid.isEmpty, !wrong.isEmpty {
                let name = "a valid \(describe(valid)) beside a wrong \(describe(wrong)) is accepted"
                cases.append(secured(name, valid + wrong, successes))
            }
            let lacking = credentials(of: met, .lackingRole)
            guard areApart(lacking + wrong), !wrong.isEmpty, met.contains(where: { !$0.roles.isEmpty }) else {
                continue
            }
            let name: String =
                "\(describe(lacking)) without its role beside a wrong \(describe(wrong)) is forbidden"
            cases += refused(name, lacking + wrong, 403)
        }
        return cases
    }

    /// The scheme whose absence is told of where only some credentials are there, all of them valid.
    private func firstMissing(with sent: [CaseCredential]) -> String {
        requirements.joined().map(\.scheme).first { name in !sent.contains { $0.scheme == name } } ?? ""
    }

    private func status(of scheme: String) -> Int { contract.scheme(scheme)?.unauthorizedStatus ?? 401 }

    /// `last` is named last, however it stands in the list.
    private func describe(_ credentials: [CaseCredential], last: CaseCredential? = nil) -> String {
        let names = credentials.filter { $0.scheme != last?.scheme }.map(describe)
        return (names + (last.map { [describe($0)] } ?? [])).joined(separator: " with ")
    }

    private func describe(_ credential: CaseCredential) -> String { "\(credential.scheme) in \(credential.field)" }

    private func secured(_ name: String, _ credentials: [CaseCredential], _ statuses: [Int]) -> ContractCase {
        var new = validCase(name)
        new.credentials = credentials
        new.statuses = statuses
        return new
    }

    /// If the operation may be called without credentials, the handler says what comes of that; so it is
    /// where no requirement has all of its own. No case where the credentials meet a requirement as they are.
    private func refused(_ name: String, _ credentials: [CaseCredential], _ status: Int) -> [ContractCase] {
        let isMet = requirements.contains { requirement in
            requirement.allSatisfy { part in
                credentials.contains {
                    $0.scheme == part.scheme
                        && ($0.quality == .valid || $0.quality == .lackingRole && part.roles.isEmpty)
                }
            }
        }
        guard !isMet else { return [] }
        var new = secured(name, credentials, [status])
        let isAsked = requirements.contains { requirement in
            requirement.allSatisfy { part in credentials.contains { $0.scheme == part.scheme } }
        }
        if operation.isAnonymousAllowed, !isAsked {
            new.statuses = successes + [status]
        } else {
            new.problem = status == 401 ? "unauthorized" : "forbidden"
        }
        return [new]
    }
}

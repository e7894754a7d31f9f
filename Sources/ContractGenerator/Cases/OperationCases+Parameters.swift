/// Cases of parameters in path, query and header.
extension OperationCases {
    func parameterCases() -> [ContractCase] {
        operation.parameters.filter { !operation.isPrecondition($0) }.flatMap { cases(of: $0) } + preconditionCases()
    }

    /// The cases of `If-Match` and `If-None-Match` with an answer that has an entity tag.
    private func preconditionCases() -> [ContractCase] {
        guard operation.hasPreconditions else { return [] }
        let ways: [(fields: [(name: String, value: String)], status: Int)] = [
            ([("If-Match", "\"other\"")], 412), ([("If-Match", "\"other\""), ("If-Match", "\"another\"")], 412),
            ([("If-Match", "*")], 200), ([("If-None-Match", "*")], 304), ([("If-None-Match", "\"other\"")], 200),
            ([("If-None-Match", "\"other\""), ("If-None-Match", "\"another\"")], 200),
            ([("If-None-Match", "*"), ("If-Match", "\"other\"")], 412),
        ]
        return ways.map { way in
            let words = way.fields.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
            var new = validCase("\(words) is answered \(way.status)")
            new.fields += way.fields
            new.statuses = way.status == 200 ? successes : [way.status]
            if way.status == 412 { new.problem = "precondition-failed" }
            return new
        }
    }

    private func cases(of parameter: Parameter) -> [ContractCase] {
        let place = parameter.location.rawValue
        let pointer = "/" + JSONPointer.escape(parameter.name)
        var cases: [ContractCase] = []
        for probe in probes(of: parameter) {
            let text = text(of: probe.value)
            guard isSendable(text, in: parameter.location) else { continue }
            let verdict = probe.faults.isEmpty ? "is accepted" : "breaks \(probe.keyword)"
            var new = request(
                "\(place) \(parameter.name): \(probe.detail) (\(probe.keyword)) \(verdict)",
                parameter,
                text
            )
            if probe.faults.isEmpty {
                new.statuses = accepted(parameter)
            } else {
                let violations = Set(
                    probe.faults.map { CaseViolation(place: place, pointer: pointer + $0.pointer, keyword: $0.keyword) }
                )
                refuse(&new, violations.sorted { $0.keyword < $1.keyword })
            }
            cases.append(new)
        }
        if parameter.required && parameter.location != .path { cases.append(missing(parameter, place, pointer)) }
        if parameter.location != .path, declares(400) { cases.append(repeated(parameter, place)) }
        if parameter.location != .header {
            var broken = request(
                "\(place) \(parameter.name): bytes that are no UTF-8 are refused",
                parameter,
                "0"
            )
            broken.target = PercentEncoding.replace("=0", in: broken.target, with: "=%FF%C0")
            if parameter.location == .path { broken.target = pathTarget(parameter, encoded: "%FF%C0") }
            refuse(&broken, [])
            cases.append(broken)
        }
        if declares(404), parameter.location == .path, let unknown = parameter.schema["maximum"]?.value {
            var new = request("an unknown \(parameter.name) is not found", parameter, text(of: unknown))
            new.statuses = [404]
            new.problem = "not-found"
            cases.append(new)
        }
        return cases
    }

    /// A parameter is text: a candidate of another type is one only where its text cannot be read as the right type.
    private func probes(of parameter: Parameter) -> [Probe] {
        let types = oracle.layers(of: parameter.schema).compactMap(SchemaValueRules.types).first ?? []
        let probes = SchemaProbes.probes(
            of: parameter.schema,
            examples: [example(of: parameter), Samples(oracle: oracle).sample(of: parameter.schema) ?? .null],
            oracle: oracle
        )
        let isText = types.isEmpty || types.contains("string")
        let kept = probes.filter { probe in
            guard probe.keyword == "type" else { return true }
            return !isText && probe.detail != "a number in quotes"
        }
        guard !isText else { return kept }
        return kept
            + [("empty", ""), ("a word", "word"), ("hexadecimal", "0x10"), ("with a plus", "+1")].map { detail, text in
                Probe(
                    pointer: "",
                    keyword: "type",
                    detail: detail,
                    value: .string(text),
                    faults: [SchemaFault(pointer: "", keyword: "type")]
                )
            }
    }

    /// Field values are visible ASCII here, without spaces at their ends.
    private func isSendable(_ text: String, in location: Parameter.Location) -> Bool {
        switch location {
        case .query: true
        case .path: !text.isEmpty && text != "." && text != ".."
        case .header: text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && text.first != " " && text.last != " "
        }
    }

    /// A valid header may also be a switch that this server does not let anybody use.
    private func accepted(_ parameter: Parameter) -> [Int] {
        switch parameter.location {
        // What the path names may be missing, or in a state that does not allow it.
        case .path: successes + [404, 409].filter(declares)
        case .query: successes
        case .header: operation.responses.map(\.status).filter { $0 < 400 || $0 == 401 || $0 == 403 }
        }
    }

    private func request(_ name: String, _ parameter: Parameter, _ text: String) -> ContractCase {
        var new = validCase(name)
        if parameter.location == .header {
            new.fields.removeAll { $0.name == parameter.name }
            new.fields.append((parameter.name, text))
        } else {
            new.target = target(changed: (parameter, text))
        }
        return new
    }

    private func pathTarget(_ parameter: Parameter, encoded: String) -> String {
        PercentEncoding.replace("{\(parameter.name)}", in: operation.path, with: encoded)
    }

    private func missing(_ parameter: Parameter, _ place: String, _ pointer: String) -> ContractCase {
        var new = validCase("\(place) \(parameter.name): must be there")
        if parameter.location == .header {
            new.fields.removeAll { $0.name == parameter.name }
        } else {
            var other = operation
            other.parameters.removeAll { $0.name == parameter.name && $0.location == parameter.location }
            new.target = OperationCases(contract: contract, operation: other, oracle: oracle).target()
        }
        refuse(&new, [CaseViolation(place: place, pointer: pointer, keyword: "required")])
        return new
    }

    private func repeated(_ parameter: Parameter, _ place: String) -> ContractCase {
        let text = text(of: example(of: parameter))
        var new = request("\(place) \(parameter.name): given twice is refused", parameter, text)
        if parameter.location == .header {
            new.fields.append((parameter.name, text))
        } else {
            new.target += "&\(PercentEncoding.encode(parameter.name))=\(PercentEncoding.encode(text))"
        }
        refuse(&new, [])
        return new
    }

    /// Expects a 400 that lists exactly these violations; any where the list is empty.
    func refuse(_ new: inout ContractCase, _ violations: [CaseViolation]) {
        new.statuses = [400]
        new.problem = "validation"
        new.violations = violations
    }
}

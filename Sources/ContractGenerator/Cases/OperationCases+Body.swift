/// Cases of the body: what its schema says, and what stands before any schema.
extension OperationCases {
    func bodyCases() -> [ContractCase] {
        guard let media = operation.body?.content.first, let schema = media.schema else { return [] }
        let probes = SchemaProbes.probes(
            of: schema,
            examples: bodyExamples(media).map(\.value),
            oracle: oracle
        )
        return probes.map { probe in
            let verdict = probe.faults.isEmpty ? "is accepted" : "breaks \(probe.keyword)"
            let place = probe.pointer.isEmpty ? "body" : "body \(probe.pointer)"
            var new = validCase("\(place): \(probe.detail) (\(probe.keyword)) \(verdict)")
            new.body = CaseBody([.text(SwiftLiteral.json(probe.value))])
            if !probe.faults.isEmpty {
                let violations = Set(
                    probe.faults.map { CaseViolation(place: "body", pointer: $0.pointer, keyword: $0.keyword) }
                )
                refuse(&new, violations.sorted { ($0.pointer, $0.keyword) < ($1.pointer, $1.keyword) })
            }
            return new
        }
    }

    func bodyTextCases() -> [ContractCase] {
        guard let body = operation.body, let media = body.content.first, let example = bodyExamples(media).first else {
            return []
        }
        let text = SwiftLiteral.json(example.value)
        return absences(body) + texts(around: text, example.value, depth: body.maxDepth) + sizes(body, text)
    }

    private func absences(_ body: RequestBody) -> [ContractCase] {
        var absent = validCase("no body")
        absent.body = nil
        absent.fields.removeAll { $0.name == "Content-Type" }
        var empty = validCase("an empty body counts as none")
        empty.body = CaseBody([])
        var chunked = validCase("chunks that hold nothing count as no body")
        chunked.body = CaseBody([])
        chunked.isChunked = true
        chunked.fields.removeAll { $0.name == "Content-Type" }
        if body.required {
            let missing = CaseViolation(place: "body", pointer: "", keyword: "required")
            refuse(&absent, [missing])
            refuse(&empty, [missing])
            refuse(&chunked, [missing])
        }
        absent.name = body.required ? "no body is refused" : "no body is accepted"
        return [absent, empty, chunked]
    }

    private func texts(around text: String, _ value: SpecValue, depth: Int) -> [ContractCase] {
        let tooDeep = depth + 1
        var malformed: [(name: String, body: CaseBody)] = [
            ("a space", CaseBody([.text(" ")])), ("a word", CaseBody([.text("nul")])),
            ("NaN", CaseBody([.text("NaN")])),
            ("apostrophes", CaseBody([.text("{'a': 1}")])), ("a comma too many", CaseBody([.text("{\"a\": 1,}")])),
            ("a truncated body", CaseBody([.text(String(text.dropLast()))])),
            ("text behind the value", CaseBody([.text(text + " {}")])),
            ("a comment", CaseBody([.text("/* no */ " + text)])),
            ("NUL behind the value", CaseBody([.text(text), .bytes([0])])),
            ("a byte order mark", CaseBody([.bytes([0xEF, 0xBB, 0xBF]), .text(text)])),
            ("UTF-16", CaseBody([.bytes([0xFF, 0xFE, 0x7B, 0, 0x7D, 0])])),
            ("a byte that is no UTF-8", CaseBody([.text("{\"a\": \""), .bytes([0xFF]), .text("\"}")])),
            ("an overlong sequence", CaseBody([.text("{\"a\": \""), .bytes([0xC0, 0xAF]), .text("\"}")])),
            ("a surrogate in UTF-8", CaseBody([.text("{\"a\": \""), .bytes([0xED, 0xA0, 0x80]), .text("\"}")])),
            ("a control character in a string", CaseBody([.text("{\"a\": \""), .bytes([0x01]), .text("\"}")])),
            ("a member twice", CaseBody([.text("{\"a\": 1, \"a\": 1}")])),
            ("a member twice, once escaped", CaseBody([.text("{\"a\": 1, \"\\u0061\": 1}")])),
            ("a member twice, deep inside", CaseBody([.text("{\"a\": [{\"b\": 1, \"b\": 2}]}")])),
            ("\(tooDeep) nested arrays", CaseBody([.repeated("[", tooDeep), .repeated("]", tooDeep)])),
            (
                "\(tooDeep) nested objects",
                CaseBody([.repeated("{\"a\":", tooDeep), .text("1"), .repeated("}", tooDeep)])
            ),
        ]
        if case .object(let members) = value, let first = members.first {
            let again = SwiftLiteral.json(.object(members + [first]))
            malformed.append(("a known member twice", CaseBody([.text(again)])))
        }
        var cases = malformed.map { name, body in
            var new = validCase("\(name) is malformed JSON")
            new.body = body
            new.statuses = [400]
            new.problem = "malformed-json"
            return new
        }
        var deep = validCase("\(depth) nested arrays are well-formed")
        deep.body = CaseBody([.repeated("[", depth), .repeated("]", depth)])
        let faults: [SchemaFault] =
            operation.body?.content.first?.schema.map { oracle.faults(of: .array([]), by: $0) } ?? []
        if !faults.isEmpty {
            refuse(&deep, [])
            cases.append(deep)
        }
        return cases
    }

    private func sizes(_ body: RequestBody, _ text: String) -> [ContractCase] {
        let room = body.maxBytes - text.utf8.count
        guard room >= 0, body.maxBytes <= Self.largestBody else { return [] }
        var largest = validCase("a body of \(body.maxBytes) bytes is accepted")
        largest.body = CaseBody([.text(text), .repeated(" ", room)])
        var tooLarge = validCase("a body of \(body.maxBytes + 1) bytes is too large")
        tooLarge.body = CaseBody([.text(text), .repeated(" ", room + 1)])
        tooLarge.statuses = [413]
        tooLarge.problem = "payload-too-large"
        var cases: [ContractCase] = [largest, tooLarge]
        for var new in cases {
            new.isChunked = true
            new.name += ", in chunks"
            cases.append(new)
        }
        var deep = validCase("100,000 nested arrays are refused")
        deep.body = CaseBody([.repeated("[", 100_000)])
        deep.statuses = [100_000 > body.maxBytes ? 413 : 400]
        return cases + [deep]
    }
}

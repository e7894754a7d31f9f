/// All cases of one operation.
///
/// Every case is the valid request with one thing changed, so that an answer other than the expected one can have one
/// reason only.
struct OperationCases {
    /// Bodies that are larger are not sent.
    static let largestBody: Int = 16 << 20

    let contract: Contract
    let operation: Operation
    let oracle: SchemaOracle

    func all() -> [ContractCase] {
        examples() + parameterCases() + bodyCases() + bodyTextCases() + mediaTypeCases() + securityCases()
            + routeCases()
    }

    // MARK: The valid request

    /// 2xx and 3xx: what a valid request may be answered with.
    var successes: [Int] {
        let plain = operation.responses.map(\.status).filter { (200..<300).contains($0) }
        return plain.isEmpty ? operation.responses.map(\.status).filter { $0 < 400 } : plain
    }

    func declares(_ status: Int) -> Bool { operation.responses.contains { $0.status == status } }

    /// A request that is valid in every part.
    func validCase(_ name: String) -> ContractCase {
        var valid = ContractCase(
            operation: operation.id,
            name: name,
            method: operation.method.uppercased(),
            target: target(),
            statuses: successes
        )
        for parameter in operation.parameters where parameter.required && parameter.location == .header {
            valid.fields.append((parameter.name, text(of: example(of: parameter))))
        }
        if let body = operation.body, let media = body.content.first, let example = bodyExamples(media).first {
            valid.body = CaseBody([.text(SwiftLiteral.json(example.value))])
            valid.fields.append(("Content-Type", media.name))
        }
        valid.credentials = requirements.first.map { credentials(of: $0) } ?? []
        return valid
    }

    /// The path with its parameters as they stand, and required query parameters; `changed` replaces or adds one.
    func target(changed: (parameter: Parameter, text: String)? = nil) -> String {
        var path = operation.path
        var query: [String] = []
        for parameter in operation.parameters {
            let isChanged: Bool =
                changed?.parameter.name == parameter.name && changed?.parameter.location == parameter.location
            let value: String? =
                if isChanged { changed?.text } else if parameter.required { text(of: example(of: parameter)) } else {
                    nil
                }
            guard let value else { continue }
            switch parameter.location {
            case .query: query.append("\(PercentEncoding.encode(parameter.name))=\(PercentEncoding.encode(value))")
            case .path where isChanged || !declares(404):
                path = PercentEncoding.replace("{\(parameter.name)}", in: path, with: PercentEncoding.encode(value))
            case .path, .header: break
            }
        }
        return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
    }

    func example(of parameter: Parameter) -> SpecValue {
        if let example = parameter.node["example"]?.value { return example }
        if let example = parameter.node["examples"]?.members.first?.node["value"]?.value { return example }
        return Samples(oracle: oracle).sample(of: parameter.schema) ?? .string("sample")
    }

    /// A parameter's value as it stands in a request.
    func text(of value: SpecValue) -> String {
        if case .string(let text) = value { text } else { SwiftLiteral.json(value) }
    }

    /// Named examples of the request first, then those of its schema.
    func bodyExamples(_ media: MediaType) -> [(name: String, value: SpecValue)] {
        var examples: [(name: String, value: SpecValue)] = []
        for (name, node) in media.node["examples"]?.members ?? [] {
            if let value = node["value"]?.value { examples.append((name, value)) }
        }
        if let value = media.node["example"]?.value { examples.append(("example", value)) }
        guard let schema = media.schema else { return examples }
        for layer in oracle.layers(of: schema) {
            for (index, value) in (layer["examples"]?.elements.map(\.value) ?? []).enumerated() {
                guard !examples.map(\.value).containsJSON(value) else { continue }
                examples.append(("example \(index) of the schema", value))
            }
        }
        return examples
    }

    // MARK: Examples

    private func examples() -> [ContractCase] {
        var cases: [ContractCase] = [validCase("the valid request is accepted")]
        for media in operation.body?.content ?? [] {
            for example in bodyExamples(media) {
                var new = validCase("the example \(example.name) is accepted")
                new.body = CaseBody([.text(SwiftLiteral.json(example.value))])
                cases.append(new)
            }
        }
        if operation.method == "get" {
            var head = validCase("HEAD is GET without its body")
            head.method = "HEAD"
            cases.append(head)
        }
        let conditional = operation.parameters.first {
            $0.location == .header && $0.name.lowercased() == "if-none-match"
        }
        if declares(304), let conditional {
            var current = validCase("a client that has the current version is told so")
            current.fields.append((conditional.name, "*"))
            current.statuses = [304]
            cases.append(current)
        }
        return cases
    }
}

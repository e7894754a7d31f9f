/// A case as one line of JSON, and back.
extension ContractCase {
    /// The cases of a generated table: a line each.
    package static func parse(_ lines: String) -> [ContractCase] {
        lines.split(separator: "\n").compactMap { line in
            (try? JSONReader.read(Array(line.utf8))).map(ContractCase.init(json:))
        }
    }

    /// One line, without its end.
    var line: String {
        var members: [SpecMember] = []
        func add(_ key: String, _ value: SpecValue) { members.append(SpecMember(key: key, value: value)) }
        add("operation", .string(operation))
        add("name", .string(name))
        add("method", .string(method))
        add("target", .string(target))
        if !fields.isEmpty { add("fields", Self.pairs(fields)) }
        if let body { add("body", body.json) }
        if isChunked { add("chunked", .bool(true)) }
        if !credentials.isEmpty { add("credentials", .array(credentials.map(\.json))) }
        add("statuses", .array(statuses.map { .integer(Int64($0)) }))
        if let problem { add("problem", .string(problem)) }
        if !violations.isEmpty {
            add(
                "violations",
                .array(violations.map { .array([$0.place, $0.pointer, $0.keyword].map(SpecValue.string)) })
            )
        }
        if !answers.isEmpty { add("answers", Self.pairs(answers)) }
        return SwiftLiteral.json(.object(members))
    }

    private init(json: SpecValue) {
        self.init(
            operation: json["operation"].text,
            name: json["name"].text,
            method: json["method"].text,
            target: json["target"].text,
            statuses: json["statuses"].elements.compactMap { $0.integer.map(Int.init(clamping:)) }
        )
        fields = Self.pairs(json["fields"])
        body = json.member("body").map(CaseBody.init(json:))
        isChunked = json.member("chunked") != nil
        credentials = json["credentials"].elements.compactMap(CaseCredential.init(json:))
        problem = json.member("problem")?.text
        violations = json["violations"].elements.map(\.elements).filter { $0.count == 3 }.map { parts in
            CaseViolation(place: parts[0].text, pointer: parts[1].text, keyword: parts[2].text)
        }
        answers = Self.pairs(json["answers"])
    }

    private static func pairs(_ pairs: [(name: String, value: String)]) -> SpecValue {
        .array(pairs.map { .array([.string($0.name), .string($0.value)]) })
    }

    private static func pairs(_ json: SpecValue) -> [(name: String, value: String)] {
        json.elements.map(\.elements).filter { $0.count == 2 }.map { (name: $0[0].text, value: $0[1].text) }
    }
}

extension CaseBody {
    /// Pieces: text, `[text, count]`, `{"bytes": [...]}`.
    fileprivate var json: SpecValue {
        .array(
            pieces.map { piece in
                switch piece {
                case .text(let text): .string(text)
                case .repeated(let text, let count): .array([.string(text), .integer(Int64(count))])
                case .bytes(let bytes):
                    .object([SpecMember(key: "bytes", value: .array(bytes.map { .integer(Int64($0)) }))])
                }
            }
        )
    }

    fileprivate init(json: SpecValue) {
        self.init(
            json.elements.map { piece in
                switch piece {
                case .string(let text): .text(text)
                case .array(let parts) where parts.count == 2:
                    .repeated(parts[0].text, Int(parts[1].integer ?? 0))
                default:
                    .bytes(piece["bytes"].elements.compactMap { $0.integer.map(UInt8.init(clamping:)) })
                }
            }
        )
    }
}

extension CaseCredential {
    fileprivate var json: SpecValue {
        .array([scheme, quality.rawValue, field, prefix].map(SpecValue.string) + [.array(roles.map(SpecValue.string))])
    }

    fileprivate init?(json: SpecValue) {
        let parts = json.elements
        guard parts.count == 5, let quality = Quality(rawValue: parts[1].text) else { return nil }
        self.init(
            scheme: parts[0].text,
            quality: quality,
            roles: parts[4].elements.map(\.text),
            field: parts[2].text,
            prefix: parts[3].text
        )
    }
}

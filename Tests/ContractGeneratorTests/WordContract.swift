import ContractGenerator

/// A contract that has the same words in every place that names something in generated code.
struct WordContract {
    /// Keywords, words that are keywords in a context, names that generated code uses itself, and what is no name.
    static let words: [String] =
        """
        as associatedtype break case catch class continue default defer deinit do else enum extension fallthrough false
        fileprivate for func guard if import in init inout internal is let nil operator precedencegroup private protocol
        public repeat rethrows return self Self static struct subscript super switch throw throws true try typealias var
        where while Any Type Protocol actor any associativity async await borrow borrowing consume consuming convenience
        copy didSet discard discardable distributed dynamic each escaping final get indirect infix isolated lazy left
        macro modify mutating none nonisolated nonmutating nonsending of open optional override package postfix
        precedence prefix read reasync required right sending set some then unowned unsafe using weak willSet yield __owned __shared _read
        v c ok value value0 name key members member member0 seen0 additional additionalMembers decoded element element0
        elements result reader input context request body rawBody fields writer first first0 isKnown isNamed text encode
        response hash hashValue rawValue
        allCases description self_ search credential0 principal principals principal0
        authenticator implementation problem route routes operations operation perform authenticate segments pattern0 json version
        String Int Int64 Bool Optional Output Input RequestContext Bytes JSONText Error Never Void Swift
        aB a_b a-b a.b aB_ 1 2fa _ $0 $ é e\u{301} 😀 * */ /* // \\ " "" \"\"\" # \\( ` `x` ; { } \u{7f} \u{2028}
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init) + [
            "", " ", "\n", "\r\n", "a b", "a\nb",
        ]

    /// The words that are tokens of HTTP, each once whatever its case.
    static let tokens: [String] = {
        var known: Set<String> = ["accept", "content-type", "authorization"]
        return words.filter { word in
            let isToken =
                !word.isEmpty
                && word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
            return isToken && known.insert(word.lowercased()).inserted
        }
    }()

    /// The words that may name a parameter of a query.
    private static let names: [String] =
        words.filter { word in
            !word.isEmpty && !word.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }

    /// The words that may be the id of an operation.
    static let operations: [String] =
        words.filter { word in
            word.first.map { ("a"..."z").contains($0) } ?? false
                && word.utf8.allSatisfy {
                    (0x30...0x7A).contains($0) && !(0x3A...0x40).contains($0) && !(0x5B...0x60).contains($0)
                }
                && !reserved.contains(word)
        } + ["id", "iD", "iD2", "url", "uRL"]

    /// The words that the linter refuses as the id of an operation.
    private static let reserved: Set<String> = Set(words.prefix { $0 != "Any" })

    /// - Parameter types: names of further schemas.
    static func sources(types: [String]) -> [SpecSource] {
        let schemas = types.map {
            SpecSource("schemas/\($0).json", #"{"type": "object", "properties": {"a": {"type": "string"}}}"#)
        }
        return Fixture.valid.filter { $0.path == "schemas/Problem.json" } + schemas + [
            SpecSource("openapi.json", document()),
            SpecSource("schemas/Words.json", wordsSchema(types: types)),
        ]
    }

    // MARK: Schemas

    private static func properties() -> String {
        object(words.enumerated().map { ($0.element, kinds[$0.offset % kinds.count]) })
    }

    private static let kinds: [String] = [
        #"{"type": "string"}"#, #"{"type": ["string", "null"]}"#, #"{"type": "integer", "format": "int64"}"#,
        #"{"type": "array", "items": {"type": "array", "items": {"type": ["string", "null"]}}}"#,
        #"{"type": "object", "additionalProperties": {"type": "array", "items": {"type": "number"}}}"#,
        #"{"type": "object", "properties": {"self": {"type": "string"}, "await": {"type": ["boolean", "null"]}}}"#,
        #"{"type": "string", "enum": ["none", "some", "await", "self"], "description": "*/ \"\"\" \\( \n }"}"#,
    ]

    private static func wordsSchema(types: [String]) -> String {
        let references = types.enumerated().map { ("type\($0.offset)", "{\"$ref\": \"\($0.element).json\"}") }
        let values = list(words.map(json))
        return object([
            ("type", "\"object\""), ("title", json("Words */ \"\"\" \n } \\(x)")),
            ("required", list(words.enumerated().filter { $0.offset.isMultiple(of: 2) }.map { json($0.element) })),
            ("properties", properties()), ("additionalProperties", "true"),
            (
                "$defs",
                object([
                    ("Word", object([("type", "\"string\""), ("enum", values)])),
                    (
                        "more",
                        object([
                            ("type", "\"object\""),
                            ("properties", object(references + [("word", "{\"$ref\": \"#/$defs/Word\"}")])),
                        ])
                    ),
                ])
            ),
            (
                "examples",
                list([
                    object(
                        words.enumerated().filter { $0.offset.isMultiple(of: 2) }.map {
                            ($0.element, sample($0.offset))
                        }
                    )
                ])
            ),
        ]).replacing(
            "\"additionalProperties\":true",
            with: "\"additionalProperties\":{\"$ref\":\"#/$defs/more\"}",
            maxReplacements: 1
        )
    }

    /// A value of the kind that a property of this number has.
    private static func sample(_ number: Int) -> String {
        ["\"a\"", "null", "1", "[]", "{}", "{}", "\"none\""][number % kinds.count]
    }

    // MARK: Operations

    private static func document() -> String {
        var paths = operations.enumerated().map { index, id in
            ("/o\(index)", object([("get", operation(id, parameters: [], security: "[]", headers: []))]))
        }
        let query = names.enumerated().map { parameter($0.element, in: "query", $0.offset) }
        let header = tokens.enumerated().map { parameter($0.element, in: "header", $0.offset + 1) }
        let path = tokens.filter { !"#%^`|".contains($0.first ?? "#") }.prefix(20)
        // There are at most 64 roles.
        let alternatives = list(
            tokens.enumerated().map { object([($0.element, $0.offset < 60 ? list([json($0.element)]) : "[]")]) } + [
                "{}"
            ]
        )
        let all = list([object(tokens.map { ($0, list(tokens.prefix(3).map(json))) }), object([(tokens[0], "[]")])])
        paths += [
            (
                "/query",
                object([("get", operation("listWords", parameters: query, security: alternatives, headers: []))])
            ),
            ("/header", object([("get", operation("readWords", parameters: header, security: all, headers: tokens))])),
            (
                "/path" + path.map { "/{\($0)}" }.joined(),
                object([
                    (
                        "get",
                        operation(
                            "walk",
                            parameters: path.map { parameter($0, in: "path", 1) },
                            security: list([object([("await", "[]")])]),
                            headers: []
                        )
                    )
                ])
            ),
        ]
        let schemes = tokens.map { token in
            (token, object([("type", "\"apiKey\""), ("in", "\"header\""), ("name", json("X-" + token))]))
        }
        return object([
            ("openapi", "\"3.1.0\""), ("info", object([("title", json("*/ \n \"\"\"")), ("version", "\"1\"")])),
            ("tags", list([object([("name", json("\"\n"))])])),
            ("paths", object(paths)),
            (
                "components",
                object([("securitySchemes", object(schemes)), ("responses", object([("Problem", problem)]))])
            ),
        ])
    }

    private static let problem = object([
        ("description", "\"A problem.\""),
        (
            "content",
            object([
                (
                    "application/problem+json",
                    object([("schema", #"{"$ref": "schemas/Problem.json"}"#), ("example", #"{"title": "A"}"#)])
                )
            ])
        ),
    ])

    private static func operation(_ id: String, parameters: [String], security: String, headers: [String]) -> String {
        let reference = "{\"$ref\": \"#/components/responses/Problem\"}"
        let integer = #"{"type": "integer", "format": "int64"}"#
        let fields = headers.enumerated().map { index, name in
            (
                name,
                object([
                    ("required", index.isMultiple(of: 2) ? "true" : "false"),
                    ("schema", index.isMultiple(of: 3) ? integer : #"{"type": "string"}"#),
                ])
            )
        }
        let content = object([("application/json", object([("schema", #"{"$ref": "schemas/Words.json"}"#)]))])
        let ok = object([("description", json("*/ \n }")), ("headers", object(fields)), ("content", content)])
        let statuses = ["400", "401", "403", "405", "406"].map { ($0, reference) }
        return object([
            ("operationId", json(id)), ("tags", list([json("\"\n")])), ("summary", json("*/ \n }")),
            ("security", security),
            ("parameters", list(parameters)), ("responses", object([("200", ok)] + statuses)),
        ])
    }

    private static func parameter(_ name: String, in place: String, _ number: Int) -> String {
        let schemas = [
            #"{"type": "string", "enum": ["none", "some", "await"], "default": "none"}"#,
            #"{"type": "integer", "format": "int64", "default": 3}"#, #"{"type": "string", "minLength": 2}"#,
        ]
        let isRequired = place == "path" || number.isMultiple(of: 4)
        return object([
            ("name", json(name)), ("in", json(place)), ("required", isRequired ? "true" : "false"),
            ("schema", schemas[isRequired ? 2 : number % 3]),
            ("example", isRequired || number % 3 == 2 ? "\"abc\"" : number % 3 == 1 ? "1" : "\"none\""),
        ])
    }

    // MARK: JSON

    private static func json(_ text: String) -> String { JSONWriter.text(of: .string(text)) }

    private static func list(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }

    private static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { json($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
    }
}

import ContractGenerator
import TestTraits
import Testing

/// Alternatives and combinations of security schemes, as generated code asks for them.
@Suite(.blocking) struct SecurityTests {
    private static let requirements: [(id: String, security: String)] = [
        ("either", #"[{"session": ["admin"]}, {"initData": ["admin"]}]"#),
        ("both", #"[{"session": ["admin"], "secret": []}]"#),
        ("optional", #"[{}, {"session": []}]"#),
        ("mixed", #"[{"initData": []}, {"session": [], "secret": []}]"#),
        ("optionalBoth", #"[{"session": [], "secret": []}, {}]"#),
    ]

    /// An operation, the credentials of a request (`good`, `plain` without the role, anything else wrong), what becomes
    /// of it, and the schemes that were asked.
    private static let expectations: [String] = [
        "either session=good: session | session",
        "either session=good initData=bad: session | session",
        "either session=bad initData=good: initData | session initData",
        "either initData=good: initData | initData",
        "either session=plain initData=good: initData | session initData",
        "either session=plain initData=bad: 403 | session initData",
        "either session=bad initData=plain: 403 | session initData",
        "either session=bad initData=bad: 401 | session initData",
        "either session=bad: 401 | session -initData",
        "either: 401 | -session -initData",
        "both session=good secret=good: session+secret | session secret",
        "both session=good: 403! | session -secret",
        "both secret=good: 401 | -session secret",
        "both session=bad secret=good: 401 | session secret",
        "both session=good secret=bad: 403! | session secret",
        "both session=plain secret=bad: 403 | session secret",
        "both: 401 | -session -secret",
        "optional session=good: session | session",
        "optional session=bad: 401 | session",
        "optional: nobody |",
        "mixed initData=bad session=good secret=good: session+secret | initData session secret",
        "mixed initData=good session=bad: initData | initData",
        "mixed session=good: 401 | -initData session -secret",
        "mixed session=good secret=bad: 403! | session secret -initData",
        "optionalBoth session=good secret=good: session+secret | session secret",
        "optionalBoth session=good secret=bad: 403! | session secret",
        "optionalBoth session=good: nobody |",
    ]

    @Test func requirementsAreAlternativesOfCombinations() throws {
        let fixture = EmitFixture(Self.sources)
        #expect(render(fixture.diagnostics) == "")
        let requests = Self.expectations.map { "\"" + $0.prefix { $0 != ":" } + "\"" }.joined(separator: ", ")
        let main = Self.program.replacing("REQUESTS", with: requests)
        let output = try CompiledOutput.output(fixture.files.merging(["main.swift": main]) { first, _ in first })
        #expect(output.split(separator: "\n").map(String.init) == Self.expectations)
    }

    @Test func handlersReceiveAsManyPrincipalsAsTheContractPromises() {
        let text = EmitFixture(Self.sources).files["API.swift"] ?? ""
        let api = text.replacing(/\s+/, with: " ").replacing("( ", with: "(")
        for line in [
            "func either(_ input: EitherInput, principal: Principal, context",
            "func both(_ input: BothInput, principals: [Principal], context",
            "func optional(_ input: OptionalInput, principal: Principal?, context",
            "func mixed(_ input: MixedInput, principals: [Principal], context",
            "func optionalBoth(_ input: OptionalBothInput, principals: [Principal], context",
        ] { #expect(api.contains(line), "\(line)") }
    }

    @Test func rolesAreAWordOf64() throws {
        for count in [64, 65] {
            let roles = (0..<count).map { "\"role\($0)\"" }.joined(separator: ", ")
            let sources = Self.sources.map { source in
                SpecSource(
                    source.path,
                    String(decoding: source.bytes, as: UTF8.self).replacing("\"admin\"", with: roles)
                )
            }
            let fixture = EmitFixture(sources)
            #expect(fixture.diagnostics.map(\.rule) == (count == 64 ? [] : [.tooManyRoles]))
            #expect(fixture.all.contains("Roles(rawValue: 1 << 63)\n") == (count == 64))
        }
    }

    private static var sources: [SpecSource] {
        Fixture.valid.filter { $0.path == "schemas/Problem.json" } + [SpecSource("openapi.json", document)]
    }

    private static let document: String = {
        let problem = ##"{"$ref": "#/components/responses/Problem"}"##
        let paths = requirements.map { id, security in
            """
            "/\(id)": {"get": {"operationId": "\(id)", "summary": "Ask.", "security": \(security), "responses": {
              "204": {"description": "Done."}, "401": \(problem), "403": \(problem), "405": \(problem)}}}
            """
        }
        return """
            {"openapi": "3.1.0", "info": {"title": "Schemes", "version": "1"},
             "paths": {\(paths.joined(separator: ", "))},
             "components": {
               "securitySchemes": {
                 "session": {"type": "http", "scheme": "bearer"},
                 "initData": {"type": "apiKey", "in": "header", "name": "X-Init"},
                 "secret": {"type": "apiKey", "in": "header", "name": "X-Secret", "x-unauthorized-status": 403}},
               "responses": {"Problem": {"description": "A problem.", "content": {"application/problem+json": {
                 "schema": {"$ref": "schemas/Problem.json"}, "example": {"title": "A"}}}}}}}
            """
    }()

    /// Asks the generated contract about the requests and prints a line for each, as the expectations read.
    private static let program = #"""
        import ContractRuntime
        import HTTPTypes

        final class Asked: @unchecked Sendable { var schemes: [String] = [] }

        struct RecordingAuthenticator: Authenticator {
            let asked: Asked

            private func ask(_ scheme: String, _ credential: Bytes?, _ roles: Roles) -> Authentication<String> {
                asked.schemes.append(credential == nil ? "-" + scheme : scheme)
                switch credential?.string {
                case "good": return .authenticated(scheme)
                case "plain": return roles.isEmpty ? .authenticated(scheme) : .forbidden
                default: return .unauthenticated
                }
            }

            func session(_ credential: Bytes?, roles: Roles, request: HTTPRequest) -> Authentication<String> {
                ask("session", credential, roles)
            }
            func initData(_ credential: Bytes?, roles: Roles, request: HTTPRequest) -> Authentication<String> {
                ask("initData", credential, roles)
            }
            func secret(_ credential: Bytes?, roles: Roles, request: HTTPRequest) -> Authentication<String> {
                ask("secret", credential, roles)
            }
        }

        struct Handlers: API {
            typealias Principal = String
            func either(_ input: EitherInput, principal: String, context: RequestContext) async throws -> EitherOutput {
                .noContent
            }
            func both(_ input: BothInput, principals: [String], context: RequestContext) async throws -> BothOutput {
                .noContent
            }
            func optional(_ input: OptionalInput, principal: String?, context: RequestContext) async throws
                -> OptionalOutput
            { .noContent }
            func mixed(_ input: MixedInput, principals: [String], context: RequestContext) async throws -> MixedOutput {
                .noContent
            }
            func optionalBoth(_ input: OptionalBothInput, principals: [String], context: RequestContext) async throws
                -> OptionalBothOutput
            { .noContent }
            func problem(for error: any Error, context: RequestContext) -> Problem { Problem(.internal, detail: "") }
        }

        let fields: [String: (String, String)] = [
            "session": ("Authorization", "Bearer "), "initData": ("X-Init", ""), "secret": ("X-Secret", ""),
        ]
        let operations = ["either", "both", "optional", "mixed", "optionalBoth"]
        for line in [REQUESTS] {
            let words = line.split(separator: " ").map(String.init)
            let request = HTTPRequest()
            for word in words.dropFirst() {
                let parts = word.split(separator: "=").map(String.init)
                guard let (name, prefix) = fields[parts[0]] else { continue }
                func bytes(_ text: String) -> Bytes {
                    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
                    _ = copy.initialize(from: text.utf8)
                    return Bytes(start: UnsafePointer(copy.baseAddress!), count: copy.count)
                }
                request.fields.append(HTTPField(name: bytes(name), value: bytes(prefix + parts[1])))
            }
            let asked = Asked()
            let contract = GeneratedContract(implementation: Handlers(), authenticator: RecordingAuthenticator(asked: asked))
            let number = operations.firstIndex(of: words[0])!
            var outcome: String
            switch contract.authenticate(number, request) {
            case .granted(let box):
                request.context = box
                let one = request.principal(String.self).map { [$0] }
                outcome = (one ?? request.principal([String].self) ?? []).joined(separator: "+")
                if box == nil { outcome = "nobody" }
            case .unauthenticated(let status, _): outcome = status == 403 ? "403!" : "\(status)"
            case .forbidden: outcome = "403"
            }
            print("\(line): \(outcome) |" + asked.schemes.map { " " + $0 }.joined())
        }
        """#
}

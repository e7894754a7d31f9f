import HTTPTypes
import Testing

@testable import ContractRuntime

@Suite struct ProblemTests {
    private let context = RequestContext(requestID: "r-1")

    @Test("a problem is RFC 9457 with its request's id")
    func rendering() {
        let violation = ProblemViolation(
            place: .body,
            pointer: "/a~1\"",
            keyword: "type",
            message: "m\n"
        )
        let problem = Problem(.validation, detail: "a \"b\"", violations: [violation, violation])
        let response = problem.response(context: context)
        #expect(response.status == 400 && response.contentType.map { Bytes($0) == "application/problem+json" } == true)
        let rendered: String = #"{"in":"body","pointer":"/a~1\"","keyword":"type","message":"m\n"}"#
        #expect(
            String(decoding: response.body, as: UTF8.self)
                == #"{"type":"/problems/validation","title":"Validation failed","status":400,"detail":"a \"b\"","request_id":"r-1","#
                + "\"violations\":[\(rendered),\(rendered)]}"
        )
    }

    @Test("every type has a status of its own kind, a place and words", arguments: ProblemType.allCases)
    func types(_ type: ProblemType) throws {
        let response = Problem(type, detail: "d", retryAfter: 3).response(
            context: context,
            challenge: "Bearer"
        )
        #expect(response.status == type.status && (400...599).contains(response.status))
        let fields = Dictionary(
            uniqueKeysWithValues: response.fields.map { ("\($0.name)", $0.value) }
        )
        #expect(fields == ["Retry-After": "3", "WWW-Authenticate": "Bearer", "Cache-Control": "no-store"])
        try JSONDocument.withRoot(copying: response.body) { root in
            #expect(root.member("type")?.string == "\(type.uri)" && root.member("status")?.int64 == Int64(type.status))
            #expect(root.member("violations") == nil)
        }
    }

    @Test("a fault of the server's own has the type of its status")
    func faults() {
        let faults: [HTTPFault] = [
            .malformed("m"), .timeout, .bodyTooLarge(limit: 1), .targetTooLong, .expectationFailed, .fieldsTooLarge,
            .notImplemented("n"), .overloaded, .versionNotSupported,
        ]
        for fault in faults { #expect(Problem(fault).type.status == fault.status, "\(fault)") }
    }

    @Test("malformed JSON says where reading ended, a repeated name which member")
    func malformed() throws {
        withBytes("{\n \"a\": x}") { text in
            let problem: Problem = .malformedJSON(text, .standard, JSONRefusal.malformed)
            #expect(problem.type == .malformedJSON && problem.violations.isEmpty)
            #expect(problem.detail.hasSuffix("expected a value (line 2, column 7, byte 8)."))
        }
        let repeated: Problem = withBytes("{}") {
            .malformedJSON($0, .standard, JSONRefusal.duplicateMember(pointer: "/a"))
        }
        #expect(repeated.violations.map(\.pointer) == ["/a"])
    }
}

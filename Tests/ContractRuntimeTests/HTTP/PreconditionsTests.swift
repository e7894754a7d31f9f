import ContractRuntime
import HTTPTypes
import Testing

@Suite struct PreconditionsTests {
    private let full = HTTPResponse(
        status: 200,
        contentType: "application/json",
        fields: [
            HTTPResponseField("ETag", "\"a\""), HTTPResponseField("Cache-Control", "no-cache"),
            HTTPResponseField("X-Other", "b"),
        ],
        body: [0x31]
    )

    private func answer(_ response: HTTPResponse, _ fields: [(String, String)]) -> HTTPResponse {
        withRequest(fields) { Preconditions.apply(to: response, $0, RequestContext(requestID: "r-1")) }
    }

    @Test("a current copy is 304 with the fields that say so, and without content")
    func notModified() {
        let answer = answer(full, [("If-None-Match", "\"x\""), ("If-None-Match", "\"a\"")])
        #expect(answer.status == 304 && answer.body.isEmpty && answer.contentType == nil)
        #expect(answer.fields.map { "\($0.name)" } == ["ETag", "Cache-Control"])
    }

    @Test("another version than the one asked for is 412, whatever If-None-Match says")
    func preconditionFailed() {
        for fields in [
            [("If-Match", "\"b\"")], [("If-None-Match", "*"), ("If-Match", "\"b\""), ("If-Match", "\"c\"")],
        ] {
            let answer = answer(full, fields)
            #expect(answer.status == 412)
            #expect(String(decoding: answer.body, as: UTF8.self).contains("/problems/precondition-failed"))
        }
        #expect(answer(full, [("If-Match", "\"a\""), ("If-None-Match", "\"a\"")]).status == 304)
    }

    @Test("an answer without entity tag or success stays as it is")
    func untouched() {
        #expect(answer(full, [("If-Match", "*"), ("If-None-Match", "\"x\"")]).status == 200)
        var other = full
        other.status = 503
        #expect(answer(other, [("If-Match", "\"b\"")]).status == 503)
        other = full
        other.fields.removeFirst()
        #expect(answer(other, [("If-Match", "\"b\""), ("If-None-Match", "*")]).status == 200)
    }
}

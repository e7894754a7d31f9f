import ContractRuntime
import HTTPTypes
import Testing

@Suite struct ContractResponderTests {
    private struct Sent {
        var method: HTTPMethod = .get
        var target: String = "/notes/"
        var fields: [(String, String)] = []
        var contentLength: Int?
        var hasBody: Bool = false
        var isChunked: Bool = false
        var isOneTooMany: Bool = false
    }

    /// The answer of `admit`: the refusal, or nil and the number of bytes that the body may have.
    private func admit(
        _ sent: Sent,
        policy: ContractPolicy = ContractPolicy()
    ) -> (refusal: HTTPResponse?, maxBodyBytes: Int) {
        let parts = sent.target.split(separator: "?", maxSplits: 1).map(String.init)
        return withBytes(parts[0]) { path in
            withBytes(parts.count > 1 ? parts[1] : "") { query in
                withRequest(sent.fields) { request in
                    request.method = sent.method
                    request.path = path
                    request.query = parts.count > 1 ? query : nil
                    request.contentLength = sent.contentLength
                    request.hasBody = sent.hasBody
                    request.isChunked = sent.isChunked
                    request.isOneTooMany = sent.isOneTooMany
                    switch ContractResponder(TinyContract(), policy: policy).admit(request) {
                    case .reject(let response): return (response, -1)
                    case .accept(let bytes): return (nil, bytes)
                    }
                }
            }
        }
    }

    /// A limit that the address of all requests has used up, for seven seconds.
    private func exhausted() -> RequestRateLimits {
        let limits = RateLimits([.apiAddress: RateLimit(burst: 1, interval: 7_000_000_000)])
        #expect(limits[.apiAddress]?.take(ClientKey(nil).value, now: 1) == nil)
        return RequestRateLimits(limits, user: { _ in nil }, now: { 1 })
    }

    private func values(_ name: StaticString, of response: HTTPResponse?) -> [String] {
        (response?.fields ?? []).filter { Bytes($0.name).equalsIgnoringCase(name) }.map(\.value)
    }

    /// Every request is wrong in all later steps too; mending one step at a time shows the order.
    @Test("501, 404, 405, 429, 401, 403, 413, 415, 406, then the handler")
    func order() {
        let limited = ContractPolicy(limits: exhausted())
        var sent = Sent(method: .other, target: "/none", contentLength: 11, hasBody: true)
        sent.fields = [("Content-Type", "text/plain"), ("Accept", "image/png")]
        #expect(admit(sent, policy: limited).refusal?.status == 501)
        sent.method = .delete
        #expect(admit(sent, policy: limited).refusal?.status == 404)
        sent.target = "/notes/"
        let wrongMethod = admit(sent, policy: limited).refusal
        #expect(wrongMethod?.status == 405 && values("Allow", of: wrongMethod) == ["GET, HEAD, OPTIONS, POST"])
        sent.method = .post
        let tooMany = admit(sent, policy: limited).refusal
        #expect(tooMany?.status == 429 && values("Retry-After", of: tooMany) == ["7"])
        #expect(admit(sent).refusal?.status == 403)
        sent.fields.append(("X-Key", "bad"))
        let unknown = admit(sent).refusal
        #expect(unknown?.status == 401 && values("WWW-Authenticate", of: unknown) == ["Bearer"])
        sent.fields[2].1 = "weak"
        #expect(admit(sent).refusal?.status == 403)
        sent.fields[2].1 = "good"
        #expect(admit(sent).refusal?.status == 413)
        sent.contentLength = 10
        #expect(admit(sent).refusal?.status == 415)
        sent.fields[0].1 = "application/json; charset=utf-8"
        #expect(admit(sent).refusal?.status == 406)
        sent.fields[1].1 = "application/*"
        #expect(admit(sent).refusal == nil && admit(sent).maxBodyBytes == 10)
    }

    @Test("a scheme may answer 403 where its credential is missing, without a challenge")
    func missingCredential() {
        let refusal = admit(Sent(method: .post)).refusal
        #expect(refusal?.status == 403 && values("WWW-Authenticate", of: refusal).isEmpty)
        #expect(admit(Sent(fields: [("X-Key", "good"), ("X-Key", "good")])).refusal?.status == 401)
    }

    @Test("HEAD is GET")
    func head() {
        #expect(admit(Sent(method: .head, fields: [("X-Key", "good")])).refusal == nil)
        #expect(admit(Sent(method: .head)).refusal?.status == 401)
    }

    @Test("operations that are not limited are never refused for it")
    func unlimited() {
        #expect(admit(Sent(target: "/open"), policy: ContractPolicy(limits: exhausted())).refusal == nil)
    }

    @Test("one request too many is 503 before its credentials are looked at, but not where there is no limit")
    func oneTooMany() {
        let refusal = admit(Sent(isOneTooMany: true)).refusal
        #expect(refusal?.status == 503 && values("Retry-After", of: refusal) == ["1"])
        #expect(admit(Sent(target: "/open", isOneTooMany: true)).refusal == nil)
        let limited = ContractPolicy(limits: exhausted())
        #expect(admit(Sent(isOneTooMany: true), policy: limited).refusal?.status == 429)
    }

    @Test("a body beyond the limit is 400 where the operation takes none: it declares no 413")
    func unexpectedBody() {
        #expect(admit(Sent(target: "/open", contentLength: 65_536, hasBody: true)).maxBodyBytes == 65_536)
        #expect(admit(Sent(target: "/open", contentLength: 65_537, hasBody: true)).refusal?.status == 400)
        let responder = ContractResponder(TinyContract())
        for (target, method, status) in [("/open", HTTPMethod.get, 400), ("/notes/", .post, 413)] {
            withBytes(target) { path in
                withRequest([("X-Key", "good"), ("Content-Type", "application/json")]) { request in
                    request.path = path
                    request.method = method
                    request.hasBody = true
                    guard case .accept = responder.admit(request) else {
                        Issue.record("refused before its chunks came")
                        return
                    }
                    #expect(responder.response(to: .bodyTooLarge(limit: 10), request: request).status == status)
                }
            }
        }
    }

    @Test("the media type of chunks counts where they hold something")
    func chunks() async {
        let responder = ContractResponder(TinyContract())
        for (type, hasBody, accept, status) in [
            ("text/plain" as StaticString, true, "*/*" as StaticString, 415), ("text/plain", false, "*/*", 200),
            ("application/json", true, "*/*", 200), ("application/json", true, "image/png", 406),
            ("text/plain", false, "image/png", 406), ("text/plain", true, "image/png", 415),
        ] {
            let request = HTTPRequest()
            request.method = .post
            request.path = Bytes("/notes/")
            request.fields = [
                HTTPField(name: Bytes("X-Key"), value: Bytes("good")),
                HTTPField(name: Bytes("Content-Type"), value: Bytes(type)),
                HTTPField(name: Bytes("Accept"), value: Bytes(accept)),
            ]
            request.isChunked = true
            request.hasBody = true
            guard case .accept = responder.admit(request) else {
                Issue.record("refused before its chunks came")
                return
            }
            request.hasBody = hasBody
            #expect(await responder.respond(to: request).status == status, "\(type), \(hasBody), \(accept)")
        }
    }

    @Test("a refused head has the fields of CORS, whether its origin was read or not")
    func faults() {
        let listed = CORSPolicy(allowedOrigins: .listed(["https://a", "https://b"]), allowedHeaders: [])
        let any = CORSPolicy(allowedOrigins: .any, allowedHeaders: [])
        func allowed(_ fault: HTTPFault, _ cors: CORSPolicy, _ origin: String?) -> [String] {
            withRequest(origin.map { [("Origin", $0)] } ?? []) { request in
                let policy = ContractPolicy(cors: cors)
                let answer = ContractResponder(TinyContract(), policy: policy)
                    .response(to: fault, request: request)
                #expect(answer.status == fault.status)
                return values("Access-Control-Allow-Origin", of: answer)
            }
        }
        let faults: [HTTPFault] = [
            .malformed("m"), .timeout, .targetTooLong, .expectationFailed, .fieldsTooLarge, .notImplemented("n"),
            .overloaded, .versionNotSupported,
        ]
        for fault in faults {
            #expect(allowed(fault, listed, "https://b") == ["https://b"])
            #expect(allowed(fault, listed, "https://evil").isEmpty)
            #expect(allowed(fault, listed, nil).isEmpty)
            #expect(allowed(fault, any, nil) == ["*"])
        }
    }

    @Test("a content coding is refused, identity is none")
    func contentCoding() {
        let fields: [(String, String)] = [("X-Key", "good"), ("Content-Type", "application/json")]
        let gzip = Sent(method: .post, fields: fields + [("Content-Encoding", "gzip")], hasBody: true)
        #expect(admit(gzip).refusal?.status == 415)
        for codings in [["gzip", "gzip"], ["identity", "gzip"], ["identity, gzip"], ["identity gzip"]] {
            let lines = codings.map { ("Content-Encoding", $0) }
            #expect(admit(Sent(method: .post, fields: fields + lines, hasBody: true)).refusal?.status == 415)
        }
        let identity = Sent(method: .post, fields: fields + [("Content-Encoding", "identity")], hasBody: true)
        #expect(admit(identity).refusal == nil)
    }

    @Test("only the last slash is mended, with the query kept")
    func canonicalPath() {
        let redirect = admit(Sent(method: .post, target: "/notes?a=%2F&b")).refusal
        #expect(redirect?.status == 308 && values("Location", of: redirect) == ["/notes/?a=%2F&b"])
        #expect(values("Location", of: admit(Sent(target: "/open/")).refusal) == ["/open"])
        #expect(values("Location", of: admit(Sent(target: "/open//")).refusal).isEmpty)
    }

    @Test(
        "no path leads to another site",
        arguments: ["//evil.example", "//evil.example/a", "/\\evil.example", "///evil"]
    )
    func noOpenRedirect(_ target: String) {
        let refusal = admit(Sent(target: target)).refusal
        #expect(refusal?.status == 404 && values("Location", of: refusal).isEmpty)
    }

    @Test("OPTIONS says what a path has, and answers a preflight with one Vary field")
    func options() {
        let plain = admit(Sent(method: .options)).refusal
        #expect(plain?.status == 204 && values("Allow", of: plain) == ["GET, HEAD, OPTIONS, POST"])
        #expect(admit(Sent(method: .options, target: "*")).refusal?.status == 204)
        #expect(admit(Sent(method: .options, target: "/none")).refusal?.status == 404)
        for other in ["/notes", "/open/"] {
            let answer = admit(Sent(method: .options, target: other)).refusal
            #expect(answer?.status == 204 && values("Location", of: answer).isEmpty)
        }
        let cors = CORSPolicy(allowedOrigins: .listed(["https://a.example"]), allowedHeaders: ["X-Key"])
        let asked: [(String, String)] = [("Origin", "https://a.example"), ("Access-Control-Request-Method", "POST")]
        let preflight = admit(
            Sent(method: .options, fields: asked + [("Access-Control-Request-Headers", "x-key")]),
            policy: ContractPolicy(cors: cors)
        ).refusal
        #expect(values("Access-Control-Allow-Origin", of: preflight) == ["https://a.example"])
        #expect(values("Access-Control-Allow-Methods", of: preflight) == ["GET, HEAD, OPTIONS, POST"])
        #expect(
            values("Vary", of: preflight) == ["Access-Control-Request-Method, Access-Control-Request-Headers, Origin"]
        )
        let other = admit(
            Sent(method: .options, target: "/notes", fields: asked),
            policy: ContractPolicy(cors: cors)
        ).refusal
        #expect(values("Access-Control-Allow-Methods", of: other) == ["GET, HEAD, OPTIONS, POST"])
        let lines: [(String, String)] = ["x-key", "x-other"].map { ("Access-Control-Request-Headers", $0) }
        let unknown = admit(
            Sent(method: .options, fields: asked + lines),
            policy: ContractPolicy(cors: cors)
        ).refusal
        #expect(values("Access-Control-Allow-Methods", of: unknown).isEmpty, "every line of a list counts")
        let refused = admit(Sent(target: "/none"), policy: ContractPolicy(cors: cors)).refusal
        #expect(values("Vary", of: refused) == ["Origin"])
    }

    @Test("the handler gets the principal; what an answer varies by stays one field")
    func handler() async {
        let cors = CORSPolicy(allowedOrigins: .listed(["https://a.example"]), allowedHeaders: [])
        let responder = ContractResponder(
            TinyContract(),
            policy: ContractPolicy(cors: cors)
        )
        let request = HTTPRequest()
        request.path = Bytes("/notes/")
        request.fields = [HTTPField(name: Bytes("X-Key"), value: Bytes("good"))]
        guard case .accept = responder.admit(request) else {
            Issue.record("refused")
            return
        }
        let response = await responder.respond(to: request)
        #expect(response.status == 200 && response.body == Array("\"me\"".utf8))
        #expect(values("Vary", of: response) == ["Accept, Origin"])
    }

    @Test("what a handler throws becomes a problem with the request's id")
    func failure() async {
        let request = HTTPRequest()
        request.path = Bytes("/open")
        request.id = "r-9"
        let responder = ContractResponder(TinyContract())
        guard case .accept = responder.admit(request) else {
            Issue.record("refused")
            return
        }
        let response = await responder.respond(to: request)
        #expect(response.status == 500)
        #expect(String(decoding: response.body, as: UTF8.self).contains("\"request_id\":\"r-9\""))
    }

    @Test("every answer is told with its operation, one without any as such")
    func answered() async {
        await confirmation(expectedCount: 2) { told in
            let policy = ContractPolicy(answered: { _, operation, status, microseconds in
                #expect(microseconds == 5 && (operation == nil) == (status == 404))
                told()
            })
            let responder = ContractResponder(TinyContract(), policy: policy)
            for (path, status) in [("/open" as StaticString, 200), ("/none", 404)] {
                let request = HTTPRequest()
                request.path = Bytes(path)
                _ = responder.admit(request)
                responder.answered(request, status: status, microseconds: 5)
            }
        }
    }
}

import ContractRuntime
import HTTPTypes
import Testing

@Suite struct CORSPolicyTests {
    private let policy = CORSPolicy(
        allowedOrigins: .listed(["https://app.example"]),
        allowedHeaders: ["Content-Type", "X-Telegram-Init-Data"],
        exposedHeaders: ["X-Request-ID", "Retry-After"],
        maxAge: 60
    )

    private func fields(_ policy: CORSPolicy, _ origin: String?) -> [String: String] {
        guard let origin else { return dictionary(policy.fields(origin: nil)) }
        return withBytes(origin) { dictionary(policy.fields(origin: $0)) }
    }

    private func preflight(_ origin: String, _ method: String, _ headers: String?) -> [String: String] {
        withBytes(origin) { origin in
            withBytes(method) { method in
                guard let headers else { return answer(origin, method, nil) }
                return withBytes(headers) { answer(origin, method, $0) }
            }
        }
    }

    private func answer(_ origin: Bytes, _ method: Bytes, _ headers: Bytes?) -> [String: String] {
        dictionary(
            policy.preflight(
                origin: origin,
                method: method,
                headers: headers.map { Array($0.buffer) },
                allowedMethods: "GET, POST"
            )
        )
    }

    private func dictionary(_ fields: [HTTPResponseField]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: fields.map { ("\($0.name)", $0.value) })
    }

    @Test("a listed origin is answered with itself, and every answer varies by origin")
    func listed() {
        #expect(
            fields(policy, "https://app.example") == [
                "Vary": "Origin", "Access-Control-Allow-Origin": "https://app.example",
                "Access-Control-Expose-Headers": "X-Request-ID, Retry-After",
            ]
        )
        for origin in [nil, "null", "", "https://app.example.evil", "http://app.example", "https://APP.example", "*"] {
            #expect(fields(policy, origin) == ["Vary": "Origin"], "\(origin ?? "none")")
        }
    }

    @Test("null is an origin only where it is listed")
    func null() {
        let listed = CORSPolicy(allowedOrigins: .listed(["null"]), allowedHeaders: [])
        #expect(fields(listed, "null")["Access-Control-Allow-Origin"] == "null")
        let any = CORSPolicy(allowedOrigins: .any, allowedHeaders: [])
        #expect(fields(any, "null").isEmpty)
        #expect(fields(any, "https://anything") == ["Access-Control-Allow-Origin": "*"])
        #expect(fields(CORSPolicy(allowedOrigins: .listed([]), allowedHeaders: []), "https://a").isEmpty)
    }

    @Test("where the origin could not be read, the one answer that there is for origins is given")
    func unknown() {
        func allowed(_ origins: CORSPolicy.Origins) -> [String: String] {
            dictionary(CORSPolicy(allowedOrigins: origins, allowedHeaders: []).fieldsForUnknownOrigin)
        }
        #expect(allowed(.any) == ["Access-Control-Allow-Origin": "*"])
        #expect(allowed(.listed(["https://a"])) == ["Vary": "Origin", "Access-Control-Allow-Origin": "https://a"])
        #expect(allowed(.listed(["https://a", "https://b"])) == ["Vary": "Origin"])
        #expect(allowed(.listed([])).isEmpty)
    }

    @Test("a preflight for what is allowed says so")
    func allowed() {
        for headers in [nil, "", "content-type", "x-telegram-init-data, Content-Type", "content-type,"] {
            let fields = preflight("https://app.example", "POST", headers)
            #expect(fields["Access-Control-Allow-Methods"] == "GET, POST")
            #expect(fields["Access-Control-Allow-Headers"] == "Content-Type, X-Telegram-Init-Data")
            #expect(fields["Access-Control-Max-Age"] == "60")
            #expect(fields["Access-Control-Allow-Origin"] == nil, "fields(origin:) carries it, once")
        }
    }

    @Test("a preflight for anything else is refused")
    func refused() {
        #expect(preflight("https://evil.example", "GET", nil).isEmpty)
        #expect(preflight("null", "GET", nil).isEmpty)
        for method in ["DELETE", "get", "", "GET, POST", "GE"] {
            #expect(preflight("https://app.example", method, nil).isEmpty, "\(method)")
        }
        for headers in [
            "authorization", "content-type, x-other", "content-type x", "content type", "\u{1}", "content-typ",
        ] {
            #expect(preflight("https://app.example", "GET", headers).isEmpty, "\(headers)")
        }
    }
}

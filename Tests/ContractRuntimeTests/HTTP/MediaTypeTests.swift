import ContractRuntime
import HTTPTypes
import Testing

@Suite struct MediaTypeTests {
    @Test(
        "JSON in UTF-8 is recognised",
        arguments: [
            "application/json", "Application/JSON", "application/json;charset=utf-8",
            "application/json ; charset=\"UTF-8\"",
            "application/json; v=\"a\\\"b;c\"", "application/json;", "application/json;;charset=utf-8 ",
            "application/json; charset=utf-8; charset=UTF-8", "application/json; charset=utf8",
            "application/json;charset=UTF8", "application/json; charset=\"Utf8\"",
            "application/json; charset=\"u\\tf-8\"", "application/json; charset=utf8; charset=UTF-8",
        ]
    )
    func recognised(value: String) {
        #expect(withBytes(value) { MediaType.matches($0, "application/json") })
    }

    @Test(
        "anything else is not",
        arguments: [
            "", "application", "application/", "/json", "application/jso", "application/json5", "text/json", "*/*",
            "application/json; charset=latin1", "application/json; charset", "application/json; charset=",
            "application/json; charset=\"utf-8", "application/json charset=utf-8", "application/json, text/plain",
            "application /json", "application/json; charset = utf-8", "application/json;charset=utf-8;charset=utf-16",
            "application/json; charset=utf_8", "application/json; charset=utf-80", "application/json; charset=\"\"",
            "application/json; charset=utf8; charset=utf-16", "application/json; charset=utf-7",
            "application/json; a=\"\u{1}\"", "application/json; a=\"\\",
        ]
    )
    func refused(value: String) {
        #expect(!withBytes(value) { MediaType.matches($0, "application/json") })
    }

    private func admits(_ values: String...) -> Bool {
        withRequest(values.map { ("Accept", $0) }) { Accept.admits($0, "application/json") }
    }

    @Test("an Accept that covers JSON admits it")
    func admitted() {
        #expect(admits())
        #expect(withRequest([("Accept-Language", "de")]) { Accept.admits($0, "application/json") })
        for value in [
            "", "*/*", "application/*", "APPLICATION/json", "text/html, */*;q=0.1", "application/json;q=0.001",
            "text/html,,application/json", "application/json;charset=utf-8", "application/json;charset=UTF8",
            "*/*;q=0, application/json",
            "application/*;q=0, application/json;q=0.5", "application/json;q=0, application/json;charset=utf-8",
            "application/json ; q=1.000 ; ext=1", "text/html\t, application/json",
        ] {
            #expect(admits(value), "\(value)")
        }
        #expect(admits("text/html", "application/json"))
    }

    @Test("an Accept that leaves JSON out refuses it")
    func refusedAccept() {
        for value in [
            "text/html", "text/*", "application/xml", "*/*;q=0", "application/json;q=0",
            "application/json;q=0.000, */*",
            "application/*;q=0, */*", "application/problem+json", "application/json;v=1", "application/jso",
        ] {
            #expect(!admits(value), "\(value)")
        }
        #expect(!admits("text/html", "text/plain"))
        #expect(!admits("*/*", "application/json;q=0"))
    }

    @Test("a malformed Accept counts as absent")
    func malformedAccept() {
        for value in [
            "text", "text/", "*/json", "text/html;q=2", "text/html;q=0.1234", "text/html;q=", "text/html;q=a",
            "text/html application/xml", "text/html;a", "text/html;q=1.001", "\"", "text/html;q=0,5",
        ] {
            #expect(admits(value), "\(value)")
        }
        #expect(admits("text/html", "nonsense"))
    }
}

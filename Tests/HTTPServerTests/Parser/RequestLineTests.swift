import HTTPTypes
import Testing

@testable import HTTPServer

@Suite struct RequestLineTests {
    private func outcome(of line: String) -> MessageReader.Outcome {
        MessageReader.read("\(line)\r\nHost: example.org\r\n\r\n")
    }

    @Test(
        arguments: [
            ("GET / HTTP/1.1", HTTPMethod.get, "/", nil),
            ("HEAD /a?b=c?d HTTP/1.1", .head, "/a", "b=c?d"),
            ("POST /? HTTP/1.1", .post, "/", ""),
            ("DELETE /x%2Fy HTTP/1.0", .delete, "/x%2Fy", nil),
            ("OPTIONS * HTTP/1.1", .options, "*", nil),
            ("OPTIONS http://example.org HTTP/1.1", .options, "*", nil),
            ("GET http://example.org HTTP/1.1", .get, "/", nil),
            ("GET http://example.org:80?q=1 HTTP/1.1", .get, "/", "q=1"),
            ("GET HTTPS://user:pw@example.org/p?q HTTP/1.1", .get, "/p", "q"),
            ("GET http://[::1]:8080/p HTTP/1.1", .get, "/p", nil),
            ("get / HTTP/1.1", .other, "/", nil),
            ("M-SEARCH * HTTP/1.1", .other, "*", nil),
            ("PATCH //double HTTP/1.1", .patch, "//double", nil),
            ("GET / HTTP/1.2", .get, "/", nil), ("GET / HTTP/1.9", .get, "/", nil),
            ("GET /%6cive HTTP/1.1", .get, "/live", nil),
            ("GET /%7e%2D%2e%5F%41%7A%30 HTTP/1.1", .get, "/~-._Az0", nil),
            ("GET /a%2fb%c3%a9%3a%25 HTTP/1.1", .get, "/a%2Fb%C3%A9%3A%25", nil),
            ("GET /%256c HTTP/1.1", .get, "/%256c", nil), ("GET /%2e%2e/%2Fx HTTP/1.1", .get, "/../%2Fx", nil),
            ("GET http://a/%6C?q=%6c%2f HTTP/1.1", .get, "/l", "q=%6c%2f"),
            (
                "GET /:@!$&'()*+,;=-._~?/?:@!$&'()*+,;=-._~[] HTTP/1.1", .get, "/:@!$&'()*+,;=-._~",
                "/?:@!$&'()*+,;=-._~[]"
            ),
        ] as [(String, HTTPMethod, String, String?)]
    )
    func isRead(_ line: String, _ method: HTTPMethod, _ path: String, _ query: String?) throws {
        let outcome = outcome(of: line)
        #expect(outcome.end == .clean)
        let message: MessageReader.Message = try #require(outcome.messages.first)
        #expect(message.method == method)
        #expect(message.path == path)
        #expect(message.query == query)
    }

    @Test(arguments: [
        ("GET  / HTTP/1.1", 400), (" GET / HTTP/1.1", 400), ("GET\t/ HTTP/1.1", 400), ("GET / HTTP/1.1 ", 400),
        ("GET /\tHTTP/1.1", 400), ("GET HTTP/1.1", 400), ("GET /", 400), ("GET", 400), ("/ HTTP/1.1", 400),
        ("G(T / HTTP/1.1", 400), ("GET /a b HTTP/1.1", 400), ("GET /#f HTTP/1.1", 400), ("GET /\u{e9} HTTP/1.1", 400),
        ("GET /\u{0} HTTP/1.1", 400), ("GET /\u{7f} HTTP/1.1", 400), ("GET * HTTP/1.1", 400), ("GET a HTTP/1.1", 400),
        ("GET ftp://x/ HTTP/1.1", 400), ("GET http:/// HTTP/1.1", 400), ("GET http://a b/ HTTP/1.1", 400),
        ("GET http://exa,mple/ HTTP/1.1", 400), ("GET http://x:99999/ HTTP/1.1", 400),
        ("CONNECT example.org HTTP/1.1", 400), ("CONNECT example.org: HTTP/1.1", 400), ("CONNECT / HTTP/1.1", 400),
        ("CONNECT example.org:443 HTTP/1.1", 501),
        ("GET / HTTP/1", 400), ("GET / HTTP/01.1", 400), ("GET / HTTP /1.1", 400), ("GET / http/1.1", 400),
        ("GET / HTTP/1.10", 400), ("GET / HTTP/1,1", 400), ("GET / 1.1", 400),
        ("GET / HTTP/2.0", 505), ("GET / HTTP/3.1", 505), ("GET / HTTPS/1.2", 505), ("GET / HTTP/0.9", 505),
        ("GET / RTSP/1.0", 505),
        ("PRI * HTTP/2.0", 505), ("PRI * HTTP/1.1", 505),
    ])
    func isRefused(_ line: String, _ status: Int) {
        #expect(outcome(of: line).end == .refused(status))
    }

    @Test("what no URI holds is refused, in path and query alike", arguments: Array("\"<>\\^`{|}\u{e9}"))
    func foreignCharacter(_ character: Character) {
        for target in ["/\(character)", "/?\(character)", "http://a/\(character)"] {
            #expect(outcome(of: "GET \(target) HTTP/1.1").end == .refused(400))
        }
    }

    @Test("a % needs two hexadecimal digits", arguments: ["%", "%6", "%zz", "%6g", "%g6", "%%41", "% 41"])
    func brokenEscape(_ text: String) {
        for target in ["/\(text)", "/?a=\(text)", "http://a/\(text)"] {
            #expect(outcome(of: "GET \(target) HTTP/1.1").end == .refused(400))
        }
    }

    @Test func fewEmptyLinesBeforeAreSkipped() {
        for count in 0...RequestLimits.emptyLines {
            let lines = String(repeating: "\r\n", count: count)
            #expect(MessageReader.read("\(lines)GET / HTTP/1.1\r\nHost: a\r\n\r\n").messages.count == 1)
            #expect(MessageReader.read(lines).end == .clean)
            #expect(MessageReader.read("\(lines)\n").end == .refused(400))
        }
        let lines = String(repeating: "\r\n", count: RequestLimits.emptyLines + 1)
        #expect(MessageReader.read(lines).end == .refused(400))
    }

    @Test func longMethodIsRefusedBeforeItEnds() {
        let method = String(repeating: "A", count: RequestLimits.methodBytes)
        #expect(outcome(of: "\(method) / HTTP/1.1").end == .clean)
        #expect(MessageReader.read("\(method)A").end == .refused(501))
    }

    @Test func longTargetIs414AtItsLimit() {
        let limit = RequestLimits().requestLineBytes
        let fitting = "GET /" + String(repeating: "a", count: limit - 14) + " HTTP/1.1"
        #expect(fitting.utf8.count == limit)
        #expect(outcome(of: fitting).end == .clean)
        #expect(outcome(of: fitting.replacing("GET /", with: "GET /a")).end == .refused(414))
        #expect(MessageReader.read(String(repeating: "GET /aaa", count: 5000)).end == .refused(414))
    }
}

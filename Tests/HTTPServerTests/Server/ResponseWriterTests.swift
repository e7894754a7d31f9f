import HTTPTypes
import Testing

@testable import HTTPServer

@Suite struct ResponseWriterTests {
    private func write(
        _ response: HTTPResponse,
        isHead: Bool = false,
        closes: Bool = false,
        standing: StandingFieldSets = StandingFieldSets(),
        to request: HTTPRequest = HTTPRequest()
    ) -> String {
        let output = OutputBuffer(capacity: 16)
        _ = ResponseWriter.write(
            response,
            id: "id",
            context: ResponseWriter.Context(isHead: isHead, closes: closes, saysKeepAlive: false),
            date: Array("Date: now\r\n".utf8),
            standing: standing,
            request: request,
            to: output
        )
        return String(decoding: UnsafeBufferPointer(start: output.base, count: output.count), as: UTF8.self)
    }

    @Test func answerIsWrittenWhole() {
        let response = HTTPResponse(
            status: 201,
            contentType: "a/b",
            fields: [HTTPResponseField("Location", "/é")],
            body: Array("hi".utf8)
        )
        let head = """
            HTTP/1.1 201 Created\r\nDate: now\r\nX-Request-ID: id\r\nContent-Type: a/b\r\nContent-Length: 2\r\n\
            Connection: close\r\nLocation: /é\r\n\r\n
            """
        #expect(write(response, closes: true) == head + "hi")
        #expect(write(response, isHead: true, closes: true) == head)
    }

    @Test func standingFieldsAreWrittenUnlessTheAnswerHasThemItself() {
        let standing = StandingFieldSets(
            standard: StandingFields([HTTPResponseField("X-One", "1"), HTTPResponseField("X-Two", "2")]),
            below: ("/app/", StandingFields([HTTPResponseField("X-App", "3")])),
            secure: StandingFields([HTTPResponseField("X-Secure", "4")])
        )
        func fields(_ path: StaticString, _ scheme: HTTPScheme?, _ own: [HTTPResponseField] = []) -> [Substring] {
            let request = HTTPRequest()
            (request.path, request.scheme) = (Bytes(path), scheme)
            let text = write(HTTPResponse(status: 200, fields: own), standing: standing, to: request)
            return text.split(separator: "\r\n").filter { $0.hasPrefix("X-") && !$0.hasPrefix("X-Request-ID") }
        }
        #expect(fields("/", .http) == ["X-One: 1", "X-Two: 2"])
        #expect(fields("/apps", nil) == ["X-One: 1", "X-Two: 2"])
        #expect(fields("/", .https) == ["X-One: 1", "X-Two: 2", "X-Secure: 4"])
        #expect(fields("/app/a", .https) == ["X-App: 3", "X-Secure: 4"])
        let own = [HTTPResponseField("x-two", "mine"), HTTPResponseField("Vary", "a")]
        #expect(fields("/", .http, own) == ["X-One: 1"])
        #expect(write(HTTPResponse(status: 200, fields: own), standing: standing).contains("x-two: mine\r\n"))
    }

    @Test(arguments: ["a\r\nSet-Cookie: x", "a\rb", "a\nb", "\r\n\r\nbody", "a\u{0}b"])
    func valueThatWouldSplitTheAnswerIsLeftOut(_ value: String) {
        let written = write(
            HTTPResponse(
                status: 200,
                fields: [
                    HTTPResponseField("X-Before", "1"), HTTPResponseField("X-Evil", value),
                    HTTPResponseField("X-After", "2"),
                ]
            )
        )
        #expect(written.contains("X-Before: 1\r\nX-After: 2\r\n\r\n"))
        #expect(!written.contains("X-Evil"))
    }

    @Test func fieldsOfTheServerAreNotRepeated() {
        let names: [StaticString] = ["Content-Length", "content-length", "Transfer-Encoding", "Connection", "Date"]
        let written = write(
            HTTPResponse(status: 200, fields: names.map { HTTPResponseField($0, "7") }, body: [0x61])
        )
        #expect(!written.contains(": 7"))
    }

    @Test(arguments: [0, 9, 10, 99, 100, 12_345, Int.max])
    func numbersAreDecimal(_ number: Int) {
        let output = OutputBuffer(capacity: 1)
        output.append(decimal: number)
        #expect(
            String(decoding: UnsafeBufferPointer(start: output.base, count: output.count), as: UTF8.self) == "\(number)"
        )
    }
}

import HTTPTypes
import Testing

@testable import HTTPServer

@Suite struct ResponseWriterTests {
    private func write(_ response: HTTPResponse, isHead: Bool = false, closes: Bool = false) -> String {
        let output = OutputBuffer(capacity: 16)
        _ = ResponseWriter.write(
            response,
            id: "id",
            context: ResponseWriter.Context(isHead: isHead, closes: closes, saysKeepAlive: false),
            date: Array("Date: now\r\n".utf8),
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

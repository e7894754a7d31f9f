import HTTPTypes
import Testing

@testable import HTTPServer

/// Anything that two recipients could frame differently is refused, so nothing can be hidden in a body.
@Suite struct SmugglingTests {
    @Test(arguments: [
        ("Content-Length: 5\r\nTransfer-Encoding: chunked", 400),
        ("Transfer-Encoding: chunked\r\nContent-Length: 5", 400),
        ("Content-Length: 5\r\nContent-Length: 5", 400), ("Content-Length: 5\r\nContent-Length: 6", 400),
        ("Content-Length: 5, 5", 400), ("Content-Length: 5,6", 400), ("Content-Length: +5", 400),
        ("Content-Length: -5", 400), ("Content-Length: -0", 400), ("Content-Length: 0x5", 400),
        ("Content-Length: 0o5", 400), ("Content-Length: 5_0", 400), ("Content-Length: 5 0", 400),
        ("Content-Length: 5.0", 400), ("Content-Length: \"5\"", 400), ("Content-Length:", 400),
        ("Content-Length: \u{665}", 400), ("Content-Length: 9223372036854775808", 400),
        ("Content-Length: 99999999999999999999999", 400), ("Content-Length : 5", 400), ("Content-Length: 5\u{b}", 400),
        ("Content-Length:\r\n 5", 400),
        ("Transfer-Encoding: xchunked", 400), ("Transfer-Encoding: chunkedx", 400),
        ("Transfer-Encoding: identity", 400),
        ("Transfer-Encoding: gzip", 400), ("Transfer-Encoding:", 400), ("Transfer-Encoding: chunked, identity", 400),
        ("Transfer-Encoding: chunked, chunked", 400), ("Transfer-Encoding: chunked,", 400),
        ("Transfer-Encoding: , chunked", 400), ("Transfer-Encoding: \"chunked\"", 400),
        ("Transfer-Encoding: chunked;q=1", 400), ("Transfer-Encoding: chun ked", 400),
        ("Transfer-Encoding: \u{b}chunked", 400), ("Transfer-Encoding: \u{c}chunked", 400),
        ("Transfer-Encoding: chunked\u{0}", 400), ("Transfer-Encoding : chunked", 400),
        ("Transfer-Encoding:\r\n chunked", 400), ("Transfer-Encoding\t: chunked", 400),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", 400),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\nContent-Length: 5", 400),
        ("Transfer-Encoding: \u{ff}chunked", 400), ("X: y\nTransfer-Encoding: chunked", 400),
        ("X: y\rTransfer-Encoding: chunked", 400), ("Content-Length: 5\r\nX:\n Transfer-Encoding: chunked", 400),
        ("Transfer-Encoding: gzip, chunked", 501), ("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", 501),
    ])
    func framingIsRefused(_ lines: String, _ status: Int) {
        let text: String =
            "POST / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
        let outcome = MessageReader.read(text)
        #expect(outcome == MessageReader.Outcome(messages: [], end: .refused(status)))
        #expect(MessageReader.read(text, step: 1) == outcome)
    }

    @Test func chunkedIsRefusedInHTTP10() {
        let text = "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        #expect(MessageReader.read(text).end == .refused(400))
    }

    @Test(arguments: [
        "Transfer-Encoding: chunked", "transfer-encoding:CHUNKED", "TRANSFER-ENCODING:\tChunked \t",
    ])
    func chunkedIsRecognised(_ line: String) throws {
        let text: String =
            "POST / HTTP/1.1\r\nHost: a\r\n\(line)\r\n\r\n3\r\nabc\r\n0\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n"
        let outcome = MessageReader.read(text)
        #expect(outcome.end == .clean)
        #expect(outcome.messages.map(\.path) == ["/", "/2"])
        #expect(outcome.messages.first?.body == Array("abc".utf8))
    }

    @Test func lengthIsTakenAsDecimal() {
        let text: String =
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \t010 \r\n\r\n0123456789GET /2 HTTP/1.1\r\nHost: a\r\n\r\n"
        let outcome = MessageReader.read(text)
        #expect(outcome.messages.map(\.path) == ["/", "/2"])
        #expect(outcome.messages.first?.body.count == 10)
    }

    @Test func otherNamesDoNotFrame() {
        let text = "POST / HTTP/1.1\r\nHost: a\r\nContent_Length: 5\r\nTransfer_Encoding: chunked\r\n\r\n"
        #expect(MessageReader.read(text + "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n").messages.map(\.path) == ["/", "/2"])
    }
}

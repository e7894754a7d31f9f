import HTTPTypes
import Testing

@testable import HTTPServer

@Suite struct ChunkedParserTests {
    private func read(_ body: String, step: Int = .max, maxBodyBytes: Int = 1 << 20) -> MessageReader.Outcome {
        let text = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(body)"
        return MessageReader.read(Array(text.utf8), step: step, maxBodyBytes: maxBodyBytes)
    }

    @Test(arguments: [
        ("0\r\n\r\n", ""), ("000\r\n\r\n", ""), ("a\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
        ("0A\r\n0123456789\r\n0\r\n\r\n", "0123456789"), ("1\r\na\r\n1\r\nb\r\n0\r\n\r\n", "ab"),
        ("1;x\r\na\r\n0;y=z\r\n\r\n", "a"), ("1;x=\"q;\\\"\t\"\r\na\r\n0\r\n\r\n", "a"),
        ("1 ;\tx \t= y ; z\r\na\r\n0\t; x = \"q\" ;y\r\n\r\n", "a"),
        ("1;x=\"\";y\r\na\r\n0\r\n\r\n", "a"),
        ("1\r\n\r\r\n0\r\n\r\n", "\r"), ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"), ("0\r\nT: v\r\nU:\r\n\r\n", ""),
    ])
    func isDecoded(_ body: String, _ data: String) throws {
        let outcome = read(body)
        #expect(outcome.end == .clean)
        #expect(try #require(outcome.messages.first).body == Array(data.utf8))
        #expect(read(body, step: 1) == outcome)
    }

    @Test(arguments: [
        " 1\r\na\r\n0\r\n\r\n", "1 \r\na\r\n0\r\n\r\n", "\t1\r\na\r\n0\r\n\r\n", "+1\r\na\r\n0\r\n\r\n",
        "-1\r\na\r\n0\r\n\r\n",
        "0x1\r\na\r\n0\r\n\r\n", "1_0\r\na\r\n0\r\n\r\n", "g\r\na\r\n0\r\n\r\n", "\r\n0\r\n\r\n",
        ";x\r\na\r\n0\r\n\r\n",
        "1;\r\na\r\n0\r\n\r\n", "1; \r\na\r\n0\r\n\r\n", "1;x \r\na\r\n0\r\n\r\n", "1;x= \r\na\r\n0\r\n\r\n",
        "1;x=y \r\na\r\n0\r\n\r\n", "1;x=\"y\"\t\r\na\r\n0\r\n\r\n", "1;x y\r\na\r\n0\r\n\r\n",
        "1 x\r\na\r\n0\r\n\r\n", "1 1\r\na\r\n0\r\n\r\n", "1 =x\r\na\r\n0\r\n\r\n", "1 \n;x\r\na\r\n0\r\n\r\n",
        "1;x=\r\na\r\n0\r\n\r\n", "1;x=\"a\r\na\r\n0\r\n\r\n",
        "1;x=\"a\"b\r\na\r\n0\r\n\r\n", "1;x\u{0}\r\na\r\n0\r\n\r\n", "1;x\ry\r\na\r\n0\r\n\r\n", "1;x\n0\r\n\r\n",
        "1\na\r\n0\r\n\r\n", "1\ra\r\n0\r\n\r\n", "1\r\na\n0\r\n\r\n", "1\r\na\r0\r\n\r\n", "1\r\na0\r\n\r\n",
        "5\r\nhelloXX\r\n0\r\n\r\n", "1\r\na\r\n0\n\r\n", "1\r\na\r\n0\r\n\n", "1\r\na\r\n0\r\n\rX", "1\r\na\r\n\r\n",
        "ffffffffffffffff\r\n", "10000000000000000\r\n", "8000000000000000\r\n",
        "000000000000000000000000000000000\r\n\r\n",
        "0\r\nbad trailer\r\n\r\n", "0\r\n: v\r\n\r\n", "0\r\nT : v\r\n\r\n", "0\r\n T: v\r\n\r\n",
        "0\r\nT: \u{0}\r\n\r\n",
        "0\r\nT: v\n\r\n", "0\r\nT: v\r\n folded\r\n\r\n",
    ])
    func isRefused(_ body: String) {
        #expect(read(body).end == .refused(400))
        #expect(read(body, step: 1).end == .refused(400))
    }

    @Test func extensionsAreBounded() {
        let long = String(repeating: "x", count: ChunkedParser.extensionBytes - 1)
        #expect(read("1;\(long)\r\na\r\n0\r\n\r\n").end == .clean)
        #expect(read("1;\(long)xxx\r\na\r\n0\r\n\r\n").end == .refused(400))
        #expect(read("1" + String(repeating: " ", count: ChunkedParser.extensionBytes + 2)).end == .refused(400))
        let chunk = "1;" + String(repeating: "x", count: 900) + "\r\na\r\n"
        #expect(read(String(repeating: chunk, count: 20) + "0\r\n\r\n").end == .refused(400))
    }

    @Test func trailersAreBounded() {
        let lines = String(repeating: "T: v\r\n", count: 100)
        #expect(read("0\r\n\(lines)\r\n").end == .clean)
        #expect(read("0\r\n\(lines)T: v\r\n\r\n").end == .refused(431))
        #expect(read("0\r\nT: " + String(repeating: "v", count: 1 << 20)).end == .refused(431))
    }

    @Test func bodyOverItsLimitIsRefusedWhenDeclared() {
        #expect(read("5\r\nhello\r\n0\r\n\r\n", maxBodyBytes: 5).end == .clean)
        #expect(read("6\r\n", maxBodyBytes: 5).end == .refused(413))
        #expect(read("5\r\nhello\r\n1\r\n", maxBodyBytes: 5).end == .refused(413))
        #expect(read("7fffffffffffffff\r\n").end == .refused(413))
    }

    @Test func trailersDoNotBecomeFields() throws {
        let outcome = read("0\r\nAuthorization: x\r\nContent-Length: 9\r\n\r\n")
        #expect(try #require(outcome.messages.first).fields == ["Host: a", "Transfer-Encoding: chunked"])
    }
}

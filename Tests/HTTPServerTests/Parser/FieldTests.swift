import HTTPTypes
import Testing

@testable import HTTPServer

@Suite struct FieldTests {
    private func outcome(of lines: String, version: String = "HTTP/1.1") -> MessageReader.Outcome {
        MessageReader.read("GET / \(version)\r\n\(lines)\r\n\r\n")
    }

    @Test func valuesAreTrimmedAndKept() throws {
        let outcome = outcome(of: "Host: a\r\nX:\t a\tb \t\r\nEmpty:\r\nText: \u{fc}")
        #expect(try #require(outcome.messages.first).fields == ["Host: a", "X: a\tb", "Empty: ", "Text: \u{fc}"])
    }

    @Test(arguments: [
        "Host: a\r\nX : b", "Host: a\r\nX\t: b", "Host: a\r\n: b", "Host: a\r\nNoColon", "Host: a\r\nB[d: c",
        "Host: a\r\n\u{e9}: c", "Host: a\r\nX: a\u{0}b", "Host: a\r\nX: a\u{1}b", "Host: a\r\nX: a\u{7f}b",
        "Host: a\r\nX: a\u{b}b", "Host: a\r\nX: a\rb", "Host: a\r\nX: a\nb: c", "Host: a\nX: b", "Host: a\r\n folded",
        " Host: a", "\tHost: a", " \r\nHost: a", "Host: a\r\nX: b\r\n\tfolded", "Host: a\r\nX: b\r\r\n",
        "Host: a\r\n\rX: b",
    ])
    func isRefused(_ lines: String) {
        #expect(outcome(of: lines).end == .refused(400))
    }

    @Test(arguments: [
        "a", "a.b-c_d~e", "a:80", "a:", "127.0.0.1:65535", "[::1]", "[fe80::1]:443", "[1:2:3:4:5:6:7:8]:1", "[::]",
        "[::ffff:192.0.2.1]",
        "0.0.0.0=5000", "a%20b", "A",
    ])
    func hostIsValid(_ host: String) {
        #expect(outcome(of: "Host: \(host)").end == .clean)
    }

    @Test(arguments: [
        "", "a b", "a,b", "a, b", "a/b", "a/", "u@a", "a:b", "a:80:80", "a:65536", "a:999999", "a:+1", "[::1", "[]",
        "[x]", "[:]", "[:::]", "[::1::2]", "[1:2:3:4:5:6:7:8:9]", "[::12345]", "[::1.2.3.400]", "[1.2.3.4]",
        "[fe80::1%25a]",
        "[::1]a", "a[", "a?b", "a#b", "\u{e9}", "%", "%2", "%zz", ":80", "http://a", "a\\b", "<a>", "\"a\"",
    ])
    func hostIsInvalid(_ host: String) {
        #expect(outcome(of: "Host: \(host)").end == .refused(400))
        #expect(outcome(of: "Host: \(host)", version: "HTTP/1.0").end == .refused(400))
    }

    @Test func hostStandsOnce() {
        #expect(outcome(of: "X: y").end == .refused(400))
        #expect(outcome(of: "Host: a\r\nhost: a").end == .refused(400))
        #expect(outcome(of: "Host: a\r\nHOST: b", version: "HTTP/1.0").end == .refused(400))
        #expect(outcome(of: "X: y", version: "HTTP/1.0").end == .clean)
        #expect(MessageReader.read("GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n").end == .clean)
        #expect(MessageReader.read("GET http://b/ HTTP/1.1\r\n\r\n").end == .refused(400))
        #expect(MessageReader.read("GET http://b/ HTTP/1.1\r\nHost: a b\r\n\r\n").end == .refused(400))
    }

    @Test func hundredFieldsAreTheLimit() {
        let lines = "Host: a" + String(repeating: "\r\nX: y", count: 99)
        #expect(outcome(of: lines).end == .clean)
        #expect(outcome(of: lines + "\r\nX: y").end == .refused(431))
    }

    @Test func headerBytesAreTheLimit() {
        let limit = RequestLimits().headerBytes
        let frame = "GET / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n"
        let fitting = frame.replacing(
            "X: ",
            with: "X: " + String(repeating: "b", count: limit - frame.utf8.count)
        )
        #expect(MessageReader.read(fitting).end == .clean)
        #expect(MessageReader.read(fitting.replacing("X: ", with: "X: b")).end == .refused(431))
        #expect(MessageReader.read(frame.dropLast(4) + String(repeating: "b", count: 1 << 20)).end == .refused(431))
    }

    @Test(arguments: [
        ("HTTP/1.1", "X: y", true), ("HTTP/1.1", "Connection: close", false), ("HTTP/1.1", "Connection: CLOSE", false),
        ("HTTP/1.1", "Connection: a, close ,b", false), ("HTTP/1.1", "Connection: a\r\nConnection: close", false),
        ("HTTP/1.1", "Connection: closed", true), ("HTTP/1.0", "X: y", false),
        ("HTTP/1.0", "Connection: Keep-Alive", true), ("HTTP/1.0", "Connection: keep-alive, close", false),
    ])
    func connectionDecidesAboutStaying(_ version: String, _ line: String, _ stays: Bool) throws {
        var parser = RequestParser()
        let bytes = Array("GET / \(version)\r\nHost: a\r\n\(line)\r\n\r\n".utf8)
        guard case .complete = bytes.withUnsafeBufferPointer({ parser.parse($0) }) else {
            Issue.record("the head is not complete")
            return
        }
        #expect(parser.head.keepsAlive == stays)
    }
}

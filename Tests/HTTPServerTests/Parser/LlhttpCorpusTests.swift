import Foundation
import HTTPTypes
import Testing

@testable import HTTPServer

/// llhttp's request corpus, whole and byte by byte. Where we differ from llhttp, the case is listed with the reason.
@Suite(.enabled(if: LlhttpCorpus.isThere, "needs ../shared/data/http/llhttp-requests.json"))
struct LlhttpCorpusTests {
    struct Corpus: Decodable {
        let cases: [Case]
    }

    struct Case: Decodable {
        struct Failure: Decodable {
            let code: Int
        }
        let id: String
        let strict: Bool
        let payloadB64: String
        let error: Failure?

        var payload: [UInt8] { Array(Data(base64Encoded: payloadB64) ?? Data()) }
    }

    /// Refused by llhttp, read by us.
    static let read: [String: String] = [
        "connection/No-restart-when-keep-alive-is-off-1-0-": "data after the last request is ignored",
        "connection/CRLF-between-requests-explicit-close-": "data after the last request is ignored",
        "connection/CRLF-between-requests-explicit-close-followed-by-tab": "data after the last request is ignored",
        "invalid/HTTP-protocol-and-ANNOUNCE-method": "unknown methods are the responder's to refuse",
        "invalid/Invalid-method": "unknown methods are the responder's to refuse",
        "connection/Setting-a-flag-and-pausing": "Upgrade is ignored, what follows it would be refused",
    ]

    /// Read by llhttp, refused by us.
    static let refused: [String: String] = [
        "sample/No-HTTP-version": "HTTP/0.9 is not spoken",
        "uri/Fragment-in-URI": "RFC 9112 § 3.2 has no fragment in a target",
        "uri/Quotes-in-URI": "no URI holds quotes (RFC 3986 § 2)",
        "uri/Query-URL-with-vertical-bar-character": "no URI holds a vertical bar (RFC 3986 § 2)",
        "method/SOURCE-request-with-ICE": "not HTTP: 505",
        "method/OPTIONS-request-with-RTSP": "not HTTP: 505",
        "method/ANNOUNCE-request-with-RTSP": "not HTTP: 505",
        "transfer-encoding/POST-with-chunked-as-last-transfer-encoding": "only chunked is decoded: 501",
        "transfer-encoding/POST-with-chunked-as-last-transfer-encoding-multiple-headers-": "only chunked: 501",
    ]

    static func load() throws -> [Case] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Corpus.self, from: Data(contentsOf: LlhttpCorpus.file)).cases
    }

    /// The corpus mostly leaves Host out; with it, what else is wrong decides.
    private func withHost(_ payload: [UInt8]) -> [UInt8] {
        let text = String(decoding: payload, as: UTF8.self)
        guard !text.lowercased().contains("host:"), Array(text.utf8) == payload else { return payload }
        return Array(text.replacing(" HTTP/1.1\r\n", with: " HTTP/1.1\r\nHost: a\r\n").utf8)
    }

    @Test func everyStrictCaseEndsAsItShould() throws {
        let cases = try LlhttpCorpusTests.load().filter(\.strict)
        #expect(cases.count > 100)
        for item in cases {
            let name = String(item.id.drop { $0 != "/" }.dropFirst())
            let outcome = MessageReader.read(withHost(item.payload), step: .max)
            var isRefused = false
            if case .refused = outcome.end { isRefused = true }
            // Cases that break off: the connection answers 400 when the client stops sending.
            if item.error != nil, outcome.end == .incomplete { isRefused = true }
            let expected: Bool =
                item.error == nil
                ? LlhttpCorpusTests.refused[name] != nil : LlhttpCorpusTests.read[name] == nil
            #expect(isRefused == expected, "\(name): \(outcome.end)")
        }
    }

    @Test func everyCaseEndsTheSameByteByByte() throws {
        for item in try LlhttpCorpusTests.load() {
            for payload in [item.payload, withHost(item.payload)] {
                #expect(MessageReader.read(payload, step: 1) == MessageReader.read(payload, step: .max), "\(item.id)")
            }
        }
    }
}

private enum LlhttpCorpus {
    static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../../shared/data/http/llhttp-requests.json").standardized

    static var isThere: Bool { FileManager.default.fileExists(atPath: file.path()) }
}

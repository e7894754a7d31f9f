import HTTPTypes
import TestSupport
import Testing

@testable import HTTPServer

/// The outcome must not depend on how the bytes arrive.
@Suite struct SplitTests {
    static let inputs: [String] = [
        "GET /a?b HTTP/1.1\r\nHost: example.org\r\nX-Request-ID: 1\r\n\r\n\r\nHEAD / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhelloPOST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nok",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=\"y\"\r\nabc\r\n0\r\nT: v\r\n\r\nGET / HTTP/1.1",
        "GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n folded\u{1}\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\r\n\r\n",
    ]

    @Test(arguments: inputs)
    func everyCutGivesTheSame(_ text: String) {
        let input = Array(text.utf8)
        let whole = MessageReader.read(input, cuts: [])
        for cut in 1..<input.count {
            #expect(MessageReader.read(input, cuts: [cut]) == whole)
            for second in stride(from: cut + 1, to: input.count, by: 7) {
                #expect(MessageReader.read(input, cuts: [cut, second]) == whole)
            }
        }
        for step in 1...9 { #expect(MessageReader.read(input, step: step) == whole) }
    }

    @Test func randomMutationsGiveTheSameWholeAndByByte() {
        var random = SeededRandom(seed: 7)
        for round in 0..<4000 {
            var input = Array(SplitTests.inputs[round % SplitTests.inputs.count].utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<input.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: input[index] = UInt8.random(in: 0...255, using: &random)
                case 1: input.insert([0x0D, 0x0A, 0x20, 0x3A, 0x00].randomElement(using: &random) ?? 0, at: index)
                default: input.remove(at: index)
                }
            }
            #expect(MessageReader.read(input, step: .max) == MessageReader.read(input, step: 1))
        }
    }
}

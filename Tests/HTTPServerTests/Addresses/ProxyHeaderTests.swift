import HTTPTypes
import Platform
import Testing

@testable import HTTPServer

@Suite struct ProxyHeaderTests {
    static let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]

    static func header(command: UInt8 = 0x21, family: UInt8, _ rest: [UInt8]) -> [UInt8] {
        signature + [command, family, UInt8(rest.count >> 8), UInt8(rest.count & 0xFF)] + rest
    }

    static let v4 = header(family: 0x11, [203, 0, 113, 7, 10, 0, 0, 1, 0x11, 0x22, 0, 80])
    private static let v6Addresses: [UInt8] =
        [0x20, 0x01, 0x0D, 0xB8] + Array(repeating: 0, count: 11) + [7] + Array(repeating: 9, count: 20)

    /// Feeds a header in pieces of so many bytes, with HTTP behind it.
    private func read(_ bytes: [UInt8], pieces: Int) -> (outcome: ProxyHeader.Outcome, left: Int) {
        var input = (bytes + Array("GET".utf8))[...]
        var header = ProxyHeader()
        while true {
            var mayRead = true
            let outcome = header.read { space in
                guard mayRead else { return .blocked(on: .readable) }
                if input.isEmpty { return .ended }
                mayRead = false
                let count = min(pieces, space.count, input.count)
                space.copyBytes(from: input.prefix(count))
                input.removeFirst(count)
                return .bytes(count)
            }
            if case .blocked = outcome { continue }
            return (outcome, input.count)
        }
    }

    @Test("the client is read from the header, and not a byte behind it", arguments: [1, 5, 16, 4_096])
    func clients(pieces: Int) {
        let address = IPAddress(v4: 0xCB00_7107)
        let v6 = IPAddress(high: 0x2001_0DB8_0000_0000, low: 7)
        let cases: [([UInt8], IPAddress?)] = [
            (Self.v4, address),
            (Self.header(family: 0x11, Array(Self.v4.dropFirst(16)) + [0x20, 0, 3, 1, 2, 3]), address),
            (Self.header(family: 0x11, Array(Self.v4.dropFirst(16)) + Array(repeating: 4, count: 4_000)), address),
            (Self.header(family: 0x21, Self.v6Addresses), v6), (Self.header(command: 0x20, family: 0, []), nil),
            (Self.header(command: 0x20, family: 0x11, Array(Self.v4.dropFirst(16))), nil),
            (Self.header(family: 0, []), nil), (Self.header(family: 0, [1, 2, 3]), nil),
            (Self.header(family: 0x31, Array(repeating: 65, count: 216)), nil),
        ]
        for (bytes, client) in cases {
            let read = read(bytes, pieces: pieces)
            #expect(read.outcome == .client(client) && read.left == 3)
        }
    }

    @Test("what is no header of version 2 is refused", arguments: [1, 4_096])
    func refusals(pieces: Int) {
        let short = Array(Self.v4.dropFirst(16).dropLast())
        let cases: [[UInt8]] = [
            Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8), Array("PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n".utf8),
            Self.header(command: 0x11, family: 0x11, short + [0]),
            Self.header(command: 0x22, family: 0x11, short + [0]),
            Self.header(family: 0x11, short), Self.header(family: 0x12, short + [0]), Self.header(family: 0x41, []),
            Self.header(family: 0x21, Array(Self.v6Addresses.dropLast())), Self.header(family: 0x31, [65]),
            Self.header(family: 0x11, Array(repeating: 0, count: 4_097)), Array(Self.v4.prefix(20)),
        ]
        for bytes in cases.dropLast() { #expect(read(bytes, pieces: pieces).outcome == .refused, "\(bytes)") }
        // The connection ends within the header.
        var header = ProxyHeader()
        #expect(header.read { _ in .ended } == .refused)
        #expect(header.read { _ in .failed } == .refused)
    }
}

import HTTPTypes
import Platform

@testable import HTTPServer

extension FuzzTarget {
    /// The header of the PROXY protocol takes exactly its own bytes, however they arrive; what a client writes to the
    /// left of a list of proxies changes nothing.
    @Sendable static func proxies(_ input: [UInt8]) throws {
        let (choice, bytes) = input.choice
        if choice & 1 == 0 {
            try proxyHeader(bytes, choice)
        } else {
            try forwarded(bytes, choice & 2 == 0 ? "X-Forwarded-For" : "Forwarded")
        }
    }

    private static func proxyHeader(_ bytes: [UInt8], _ choice: UInt8) throws {
        let whole = readHeader([bytes[...]])
        let pieces = readHeader(bytes.pieces(choice))
        try require(whole.outcome == pieces.outcome, "\(whole) at once, \(pieces) in pieces")
        guard case .client(let address) = whole.outcome else { return }
        let expected = 16 + Int(bytes[14]) << 8 + Int(bytes[15])
        try require(whole.count == expected && pieces.count == expected, "\(whole.count) bytes for \(expected)")
        if bytes[12] == 0x21, bytes[13] == 0x11 {
            let text = bytes[16..<20].map(String.init).joined(separator: ".")
            try require(address?.description == text, "\(String(describing: address)) is not \(text)")
        }
    }

    private static func readHeader(_ pieces: [ArraySlice<UInt8>]) -> (outcome: ProxyHeader.Outcome, count: Int) {
        var header = ProxyHeader()
        var count = 0
        var outcome = ProxyHeader.Outcome.blocked(on: .readable)
        for piece in pieces {
            var rest = piece
            outcome = header.read { space in
                let taken = rest.prefix(space.count)
                guard !taken.isEmpty else { return .blocked(on: .readable) }
                space.copyBytes(from: taken)
                rest = rest.dropFirst(taken.count)
                count += taken.count
                return .bytes(taken.count)
            }
            guard case .blocked = outcome else { break }
        }
        return (outcome, count)
    }

    private static func forwarded(_ value: [UInt8], _ name: StaticString) throws {
        let trusted = TrustedProxies(networks: ["10.0.0.0/8", "fd00::/8"].compactMap(IPNetwork.init))
        let told = client(of: value, name, trusted)
        if let address = told.address, !trusted.contains(address) {
            let prefix = name.description == "Forwarded" ? "for=203.0.113.9;proto=http, " : "203.0.113.9, "
            let longer = client(of: Array(prefix.utf8) + value, name, trusted)
            try require(longer.address == address, "a client's own word makes \(address) \(String(describing: longer))")
        }
    }

    private static func client(of value: [UInt8], _ name: StaticString, _ trusted: TrustedProxies) -> ForwardedClient {
        let request = HTTPRequest()
        return value.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return ForwardedClient(request, trusted: trusted) }
            request.fields = [HTTPField(name: Bytes(name), value: Bytes(start: start, count: buffer.count))]
            return ForwardedClient(request, trusted: trusted)
        }
    }
}

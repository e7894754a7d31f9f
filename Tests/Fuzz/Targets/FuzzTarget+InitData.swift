import Crypto
import HTTPTypes

@testable import Telegram

extension FuzzTarget {
    private static let token = Secret("1:fuzz")

    /// The fields are those that a plain reader finds; signed by another implementation they are taken, and with any
    /// bit changed they are not.
    @Sendable static func initData(_ input: [UInt8]) throws {
        let (choice, raw) = input.choice
        let fields: InitDataFields
        do {
            fields = try raw.withUnsafeBufferPointer { try InitDataFields(decoding: $0) }
        } catch {
            return
        }
        let lines = plainLines(raw)
        try require(fields.checkString().elementsEqual(lines.joined(separator: [0x0A])), "the fields differ")
        guard fields.value("hash") == nil else { return }

        let key = HMACSHA256(key: HMACSHA256(key: Array("WebAppData".utf8)).authenticate(Array("1:fuzz".utf8)).bytes)
        let hash = key.authenticate(Array(lines.joined(separator: [0x0A])))
        let verifier = InitDataVerifier(botToken: token)
        var signed = raw + Array("&hash=\(hash.hex)".utf8)
        guard signed.count <= InitData.maximumSize else { return }
        let now: Int64 = 1_700_000_000
        do {
            let data = try verifier.verify(signed, now: now, maximumAge: 86_400)
            try require((1..<(1 << 52)).contains(data.user.id), "a user without an id: \(data.user.id)")
            try require(data.authDate <= now + InitData.maximumSkew, "from the future: \(data.authDate)")
        } catch let failure as InitDataFailure {
            try require(failure != .hashMismatch, "what is signed is refused")
        }
        let place = Int(choice) % signed.count
        signed[place] ^= 0x04
        if (try? verifier.verify(signed, now: now, maximumAge: 86_400)) != nil {
            // Other spellings of the same bytes, such as %2b for %2B, are no change.
            let other = plainLines(signed).filter { !$0.starts(with: "hash=".utf8) }
            try require(other == lines, "a change at \(place) passes")
        }
    }

    /// The decoded lines `name=value` in the order of their names.
    private static func plainLines(_ raw: [UInt8]) -> [[UInt8]] {
        let pairs = raw.split(separator: 0x26, omittingEmptySubsequences: false).map { pair in
            pair.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false).map { decoded($0) }
        }
        return pairs.sorted { left, right in (left.first ?? []).lexicographicallyPrecedes(right.first ?? []) }
            .map { Array($0.joined(separator: [0x3D])) }
    }

    private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            if byte == 0x25, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == 0x2B ? 0x20 : byte)
            }
        }
        return bytes
    }
}

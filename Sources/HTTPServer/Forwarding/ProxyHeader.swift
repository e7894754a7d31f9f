import HTTPTypes
import Platform

/// The header of the PROXY protocol, version 2 (HAProxy's `proxy-protocol.txt`, § 2.2), which a proxy sends before the
/// first byte of its client.
///
/// Exactly its bytes are read, so that what follows is the connection's, whatever it speaks.
struct ProxyHeader {
    enum Outcome: Equatable {
        /// The header is read: the client's address; nil where the connection is the proxy's own (LOCAL), or its client
        /// has no IP address.
        case client(IPAddress?)
        /// The rest is still to come.
        case blocked(on: Readiness)
        case refused
    }

    private static let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]
    /// Signature, version and command, family, and the length of what follows.
    private static let fixedCount = 16
    /// The longest that may follow: addresses, and vectors (TLVs) such as a certificate's names, which are skipped.
    private static let maxRest = 4_096
    /// The fixed part and two IPv6 addresses: what is looked at.
    private static let keptCount = fixedCount + 32

    private var kept: [UInt8] = []
    private var received: Int = 0

    /// Reads on, at most to the header's end.
    mutating func read(_ receive: (UnsafeMutableRawBufferPointer) -> SocketResult) -> Outcome {
        while received < total {
            let result = withUnsafeTemporaryAllocation(byteCount: min(total - received, 512), alignment: 1) { space in
                let result = receive(space)
                if case .bytes(let count, _) = result { note(UnsafeRawBufferPointer(rebasing: space[..<count])) }
                return result
            }
            switch result {
            case .bytes: if !isPlausible { return .refused }
            case .blocked(let readiness): return .blocked(on: readiness)
            case .ended, .failed: return .refused
            }
        }
        return decided
    }

    private mutating func note(_ bytes: UnsafeRawBufferPointer) {
        received += bytes.count
        kept.append(contentsOf: bytes.prefix(Self.keptCount - kept.count))
    }

    /// The bytes of the header, as far as that is known.
    private var total: Int { received < Self.fixedCount ? Self.fixedCount : Self.fixedCount + rest }

    private var rest: Int { Int(kept[14]) << 8 | Int(kept[15]) }

    /// False as soon as it can be no header of this version: whoever speaks something else is not waited for.
    private var isPlausible: Bool {
        guard kept.starts(with: Self.signature.prefix(kept.count)) else { return false }
        guard received >= Self.fixedCount else { return true }
        return kept[12] >> 4 == 2 && kept[12] & 0xF <= 1 && rest <= Self.maxRest && rest >= addressBytes
    }

    /// The bytes of addresses that the family has behind the fixed part.
    private var addressBytes: Int {
        switch (kept[12] & 0xF, kept[13]) {
        case (1, 0x11): 12
        case (1, 0x21): 36
        case (1, 0x31): 216
        default: 0
        }
    }

    private var decided: Outcome {
        guard kept[12] & 0xF == 1 else { return .client(nil) }
        switch kept[13] {
        case 0x11: return .client(IPAddress(v4: kept[16..<20].reduce(0) { $0 << 8 | UInt32($1) }))
        case 0x21:
            let (high, low) = (kept[16..<24], kept[24..<32])
            return .client(
                IPAddress(high: high.reduce(0) { $0 << 8 | UInt64($1) }, low: low.reduce(0) { $0 << 8 | UInt64($1) })
            )
        // Not told, or a local socket of the proxy's host.
        case 0x00, 0x31: return .client(nil)
        // Datagrams do not come in a stream, and no other family is defined.
        default: return .refused
        }
    }
}

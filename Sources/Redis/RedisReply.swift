/// A value that Redis answers with (RESP2).
package enum RedisReply: Sendable, Equatable {
    case status(String)
    case error(RedisRefusal)
    case integer(Int64)
    case bytes([UInt8])
    case null
    case array([RedisReply])

    /// The text of a status or of bytes; invalid UTF-8 is repaired.
    package var text: String? {
        switch self {
        case .status(let text): text
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .error, .integer, .null, .array: nil
        }
    }

    package var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    var elements: [RedisReply]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }
}

/// An error that Redis answers with.
///
/// Shown is its code alone: what follows may repeat what was sent.
package struct RedisRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// The first word, such as `NOSCRIPT`.
    package let code: String
    /// What follows the first word.
    let rest: String

    init(_ line: String) {
        let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let word = parts.first.map(String.init) ?? ""
        let isCode = !word.isEmpty && word.utf8.count <= 32 && word.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        code = isCode ? word : "ERR"
        rest = parts.count > 1 ? String(parts[1]) : ""
    }

    package var description: String { code }

    /// True where the node cannot work now, and may later: it loads its data, follows a primary, runs a script that
    /// does not end, or its cluster has lost slots.
    var isPassing: Bool {
        switch code {
        case "LOADING", "READONLY", "CLUSTERDOWN", "BUSY", "MASTERDOWN", "TRYAGAIN", "MISCONF", "OOM", "NOREPLICAS":
            true
        default: false
        }
    }

    /// Where the key is or, while its slot moves, may be; nil for another error.
    var redirection: (kind: RedirectionKind, node: RedisAddress?)? {
        guard let kind = RedirectionKind(rawValue: code) else { return nil }
        let parts = rest.split(separator: " ")
        return (kind, parts.count >= 2 ? RedisAddress(redirection: parts[1]) : nil)
    }

    enum RedirectionKind: String {
        case moved = "MOVED"
        case ask = "ASK"
    }
}

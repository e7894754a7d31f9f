internal import Crypto

/// A strong entity tag made from the bytes it stands for (RFC 9110 § 8.8.3).
package struct EntityTag: Sendable, Equatable {
    /// As it stands in `ETag`, quotes included.
    package let text: String

    package init(of body: [UInt8]) {
        text = "\"\(Base64URL.encode(Array(SHA256.hash(body).bytes.prefix(16))))\""
    }

    /// True where a request with these `If-None-Match` field lines has this representation already (RFC 9110 § 13.1.2).
    ///
    /// Several lines are one list. The comparison is weak: `W/` is ignored. A malformed list matches nothing: the whole
    /// answer is sent, which is always right.
    package func satisfies(ifNoneMatch lines: [String]) -> Bool {
        guard !lines.isEmpty else { return false }
        var reader: EntityTagList = EntityTagList(lines.joined(separator: ","))
        switch reader.read() {
        case .any: return true
        case .tags(let tags): return tags.contains { $0.elementsEqual(text.utf8) }
        case .malformed: return false
        }
    }
}

/// Reads `"*" / #entity-tag`; list elements may be empty (RFC 9110 § 5.6.1.2).
private struct EntityTagList {
    enum Outcome {
        case any
        /// The opaque tags, quotes included, without `W/`.
        case tags([ArraySlice<UInt8>])
        case malformed
    }

    private var rest: ArraySlice<UInt8>

    init(_ text: String) {
        rest = Array(text.utf8)[...]
    }

    mutating func read() -> Outcome {
        skipBlanks()
        if rest.first == UInt8(ascii: "*") {
            rest.removeFirst()
            skipBlanks()
            return rest.isEmpty ? .any : .malformed
        }
        var tags: [ArraySlice<UInt8>] = []
        while true {
            skipBlanks()
            guard let first = rest.first else { return .tags(tags) }
            if first != UInt8(ascii: ",") {
                guard let tag = takeTag() else { return .malformed }
                tags.append(tag)
                skipBlanks()
            }
            guard rest.isEmpty || rest.removeFirst() == UInt8(ascii: ",") else { return .malformed }
        }
    }

    private mutating func takeTag() -> ArraySlice<UInt8>? {
        if rest.starts(with: "W/".utf8) { rest = rest.dropFirst(2) }
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        guard let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        let tag: ArraySlice<UInt8> = rest[rest.startIndex...end]
        rest = rest[(end + 1)...]
        let isValid: Bool = tag.allSatisfy { $0 >= 0x21 && $0 != 0x7F }
        return isValid ? tag : nil
    }

    private mutating func skipBlanks() {
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
    }
}

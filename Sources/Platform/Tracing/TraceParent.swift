extension TraceContext {
    /// The bytes of a `traceparent` of version 00.
    private static let length: Int = 55

    /// Reads a `traceparent` (§ 3.2): version 00 exactly, later ones as far as 00 goes; nil for anything else.
    ///
    /// - Parameter state: the lines of `tracestate`, joined by commas; what is no list of its kind is left out.
    package init?(parent: UnsafeBufferPointer<UInt8>, state: [UInt8]? = nil) {
        guard parent.count >= TraceContext.length, parent[2] == 0x2D, parent[35] == 0x2D, parent[52] == 0x2D,
            let version = HexText.number(parent, from: 0, count: 2), version != 0xFF,
            let high = HexText.number(parent, from: 3, count: 16),
            let low = HexText.number(parent, from: 19, count: 16),
            let span = HexText.number(parent, from: 36, count: 16),
            let flags = HexText.number(parent, from: 53, count: 2),
            let traceID = TraceID(high: high, low: low), let spanID = SpanID(span)
        else { return nil }
        // What a later version adds stands behind a dash.
        guard parent.count == TraceContext.length || version > 0 && parent[TraceContext.length] == 0x2D else {
            return nil
        }
        self.init(
            traceID: traceID,
            spanID: spanID,
            isSampled: flags & 1 == 1,
            state: state.flatMap(TraceState.text) ?? ""
        )
    }

    /// Reads a `traceparent` that was kept.
    package init?(parent: String) {
        var text = parent
        let context = text.withUTF8 { TraceContext(parent: $0) }
        guard let context else { return nil }
        self = context
    }

    /// What `traceparent` says of the span that is at work.
    package var parent: String { "00-\(traceID.text)-\(spanID.text)-\(isSampled ? "01" : "00")" }
}

/// The list in `tracestate` (§ 3.3).
enum TraceState {
    /// What must be passed on at least; more is left out as a whole.
    private static let maxBytes: Int = 512
    private static let maxMembers: Int = 32

    /// The list as it is passed on; nil where it is none.
    static func text(_ bytes: [UInt8]) -> String? {
        guard bytes.count <= maxBytes else { return nil }
        var keys: Set<[UInt8]> = []
        var members: [String] = []
        for part in bytes.split(separator: 0x2C) {
            let member = trimmed(part)
            if member.isEmpty { continue }
            guard let equals = member.firstIndex(of: 0x3D), isKey(member[..<equals]),
                isValue(member[member.index(after: equals)...]), keys.insert(Array(member[..<equals])).inserted
            else { return nil }
            members.append(String(decoding: member, as: UTF8.self))
        }
        guard !members.isEmpty, members.count <= maxMembers else { return nil }
        return members.joined(separator: ",")
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let start = bytes.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.endIndex
        let end = bytes.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? start
        return bytes[start..<end]
    }

    private static func isKey(_ key: ArraySlice<UInt8>) -> Bool {
        guard let first = key.first, key.count <= 256, isLowerOrDigit(first) else { return false }
        return key.allSatisfy { isLowerOrDigit($0) || [0x5F, 0x2D, 0x2A, 0x2F, 0x40].contains($0) }
    }

    /// Printable ASCII without comma and `=`; the last byte is no space, as what stands around it is trimmed.
    private static func isValue(_ value: ArraySlice<UInt8>) -> Bool {
        !value.isEmpty && value.count <= 256 && value.allSatisfy { $0 >= 0x20 && $0 <= 0x7E && $0 != 0x3D }
    }

    private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
        byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39
    }
}

import HTTPTypes

extension Format {
    /// True for a URI with its scheme (RFC 3986 § 3).
    package static func isURI(_ text: Bytes) -> Bool {
        guard let end = schemeEnd(text) else { return false }
        return isRelativePart(text.slice(end + 1, text.count))
    }

    /// True for a URI or a relative reference (RFC 3986 § 4.1).
    package static func isURIReference(_ text: Bytes) -> Bool {
        if let end = schemeEnd(text) { return isRelativePart(text.slice(end + 1, text.count)) }
        // A colon in the first segment would make what stands before it a scheme.
        var index = 0
        scan: while index < text.count {
            switch text[index] {
            case UInt8(ascii: ":"): return false
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): break scan
            default: index += 1
            }
        }
        return isRelativePart(text)
    }

    /// The position of the colon that ends the scheme; nil where the text has no valid one.
    private static func schemeEnd(_ text: Bytes) -> Int? {
        guard !text.isEmpty, isAlpha(text[0]) else { return nil }
        var index = 1
        while index < text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: ":"): return index
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): break
            default: if !isAlpha(byte) && !isDigit(byte) { return nil }
            }
            index += 1
        }
        return nil
    }

    /// The part that may follow the scheme: `["//" authority] path ["?" query] ["#" fragment]`.
    private static func isRelativePart(_ text: Bytes) -> Bool {
        let fragment = text.firstIndex(of: UInt8(ascii: "#")) ?? text.count
        if fragment < text.count, !isRun(text.slice(fragment + 1, text.count), also: "/?:@") { return false }
        let head = text.slice(0, fragment)
        let query = head.firstIndex(of: UInt8(ascii: "?")) ?? head.count
        if query < head.count, !isRun(head.slice(query + 1, head.count), also: "/?:@") { return false }
        var path = head.slice(0, query)
        let slash = UInt8(ascii: "/")
        if path.count >= 2, path[0] == slash, path[1] == slash {
            let end = path.firstIndex(of: slash, from: 2) ?? path.count
            guard isAuthority(path.slice(2, end)) else { return false }
            path = path.slice(end, path.count)
        }
        return isRun(path, also: "/:@")
    }

    /// `[userinfo "@"] host [":" port]` (RFC 3986 § 3.2).
    private static func isAuthority(_ text: Bytes) -> Bool {
        var rest = text
        if let at = text.firstIndex(of: UInt8(ascii: "@")) {
            guard isRun(text.slice(0, at), also: ":") else { return false }
            rest = text.slice(at + 1, text.count)
        }
        var end: Int
        if !rest.isEmpty, rest[0] == UInt8(ascii: "[") {
            guard let close = rest.firstIndex(of: UInt8(ascii: "]")) else { return false }
            let literal = rest.slice(1, close)
            guard isIPv6(literal) || isIPvFuture(literal) else { return false }
            end = close + 1
        } else {
            end = rest.firstIndex(of: UInt8(ascii: ":")) ?? rest.count
            guard isRun(rest.slice(0, end), also: "") else { return false }
        }
        if end == rest.count { return true }
        guard rest[end] == UInt8(ascii: ":") else { return false }
        end += 1
        while end < rest.count {
            guard isDigit(rest[end]) else { return false }
            end += 1
        }
        return true
    }

    private static func isIPvFuture(_ text: Bytes) -> Bool {
        guard text.count >= 4, text[0] | 0x20 == UInt8(ascii: "v"),
            let dot = text.firstIndex(of: UInt8(ascii: ".")), dot >= 2, dot + 1 < text.count
        else { return false }
        var index = 1
        while index < dot {
            guard isHex(text[index]) else { return false }
            index += 1
        }
        let tail = text.slice(dot + 1, text.count)
        return tail.firstIndex(of: UInt8(ascii: "%")) == nil && isRun(tail, also: ":")
    }

    /// True where every byte is unreserved, a sub-delimiter, part of a complete `%XX`, or one of `also`.
    private static func isRun(_ text: Bytes, also: StaticString) -> Bool {
        let others = Bytes(also)
        var index = 0
        while index < text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "%"):
                guard index + 2 < text.count, isHex(text[index + 1]), isHex(text[index + 2]) else { return false }
                index += 2
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "!"),
                UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"),
                UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="):
                break
            default:
                guard isAlpha(byte) || isDigit(byte) || others.firstIndex(of: byte) != nil else { return false }
            }
            index += 1
        }
        return true
    }
}

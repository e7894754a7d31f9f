import HTTPTypes

/// The request target in its four forms (RFC 9112 § 3.2).
struct RequestTarget {
    /// Reads the target into `head`; its characters have been checked. `method` is the token as sent.
    static func read(
        _ base: UnsafePointer<UInt8>,
        _ target: Span,
        method: Bytes,
        into head: inout RequestHead
    ) -> HTTPFault? {
        let bytes = target.bytes(in: base)
        let start = Int(target.start)
        if head.method == .connect {
            // authority-form: nothing but a tunnel's end, and this is no proxy.
            guard let port = bytes.firstIndex(of: 0x3A), port + 1 < bytes.count, Authority.isValid(bytes) else {
                return .malformed("CONNECT needs host and port")
            }
            return .notImplemented("CONNECT is for proxies")
        }
        if bytes[0] == 0x2F {
            split(bytes, from: 0, start: start, into: &head)
            return nil
        }
        if bytes == "*" {
            // HTTP/2's preface begins so. Only OPTIONS has the asterisk-form; an unknown method may, and is not routed.
            if method == "PRI" { return .versionNotSupported }
            guard head.method == .options || head.method == .other else {
                return .malformed("only OPTIONS takes the target *")
            }
            head.path = .asterisk
            return nil
        }
        return readAbsolute(bytes, start: start, into: &head)
    }

    /// absolute-form: scheme, authority, path and query. The authority is checked; every host leads here.
    private static func readAbsolute(_ bytes: Bytes, start: Int, into head: inout RequestHead) -> HTTPFault? {
        let fault: HTTPFault = .malformed("the target is neither a path nor an http or https URI")
        let schemeLength: Int
        if bytes.count > 7, bytes.slice(0, 7).equalsIgnoringCase("http://") {
            schemeLength = 7
        } else if bytes.count > 8, bytes.slice(0, 8).equalsIgnoringCase("https://") {
            schemeLength = 8
        } else {
            return fault
        }
        var end = schemeLength
        while end < bytes.count, bytes[end] != 0x2F, bytes[end] != 0x3F { end &+= 1 }
        var authority = bytes.slice(schemeLength, end)
        if let at = authority.firstIndex(of: 0x40) {
            guard authority.slice(0, at).isMade(of: .userInformation) else { return fault }
            authority = authority.slice(at + 1, authority.count)
        }
        guard Authority.isValid(authority) else { return .malformed("the target's authority is not a host and port") }
        if end == bytes.count {
            head.path = head.method == .options ? .asterisk : .root
        } else if bytes[end] == 0x2F {
            split(bytes, from: end, start: start, into: &head)
        } else {
            head.path = .root
            head.query = Span(start + end + 1, start + bytes.count)
        }
        return nil
    }

    /// Path and query of `bytes[from...]`, which begins with "/".
    @inline(__always)
    private static func split(_ bytes: Bytes, from: Int, start: Int, into head: inout RequestHead) {
        if let mark = bytes.firstIndex(of: 0x3F, from: from) {
            head.path = .span(Span(start &+ from, start &+ mark))
            head.query = Span(start &+ mark &+ 1, start &+ bytes.count)
        } else {
            head.path = .span(Span(start &+ from, start &+ bytes.count))
        }
    }
}

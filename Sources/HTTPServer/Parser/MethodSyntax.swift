import HTTPTypes

/// The method of a request line (RFC 9110 § 9.1): a token, case-sensitive.
struct MethodSyntax {
    /// Judges the beginning of a request line, complete or not; nil where nothing is wrong so far.
    static func check(_ line: UnsafePointer<UInt8>, _ count: Int) -> HTTPFault? {
        var index = 0
        let limit = min(count, RequestLimits.methodBytes)
        while index < limit, ByteSet.token.contains(line[index]) { index &+= 1 }
        guard index < count else { return nil }
        if index == RequestLimits.methodBytes, ByteSet.token.contains(line[index]) {
            return .notImplemented("no method is so long")
        }
        if line[index] == 0x20, index > 0 { return nil }
        return .malformed("the method is not a token followed by one space")
    }

    @inline(__always)
    static func method(_ token: Bytes) -> HTTPMethod {
        switch token.count {
        case 3:
            if token == "GET" { return .get }
            if token == "PUT" { return .put }
        case 4:
            if token == "POST" { return .post }
            if token == "HEAD" { return .head }
        case 5:
            if token == "PATCH" { return .patch }
            if token == "TRACE" { return .trace }
        case 6:
            if token == "DELETE" { return .delete }
        case 7:
            if token == "OPTIONS" { return .options }
            if token == "CONNECT" { return .connect }
        default:
            break
        }
        return .other
    }
}

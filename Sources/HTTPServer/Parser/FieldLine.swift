import HTTPTypes

/// One field line (RFC 9112 § 5): a token, ":" and a value.
struct FieldLine {
    enum Outcome {
        case success(RequestParser.FieldSpan)
        case failure(HTTPFault)
    }

    /// Reads `base[start..<end]`, which holds no control characters but HTAB, is not empty and not folded.
    @inline(__always)
    static func read(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Outcome {
        var colon = start
        while colon < end, ByteSet.token.contains(base[colon]) { colon &+= 1 }
        guard colon < end, base[colon] == 0x3A, colon > start else { return .failure(fault(base, start, colon, end)) }
        var lower = colon &+ 1
        var upper = end
        while lower < upper, base[lower] == 0x20 || base[lower] == 0x09 { lower &+= 1 }
        while upper > lower, base[upper &- 1] == 0x20 || base[upper &- 1] == 0x09 { upper &-= 1 }
        return .success(RequestParser.FieldSpan(name: Span(start, colon), value: Span(lower, upper)))
    }

    private static func fault(_ base: UnsafePointer<UInt8>, _ start: Int, _ stop: Int, _ end: Int) -> HTTPFault {
        if stop == end { return .malformed("a header line has no colon") }
        if stop == start { return .malformed("a header name is empty or not a token") }
        if base[stop] == 0x20 || base[stop] == 0x09 { return .malformed("white space before a header's colon") }
        return .malformed("a header name holds a character that it must not")
    }
}

import HTTPTypes

/// The fields that decide about framing, routing and the connection, noted line by line and judged at the end.
struct HeadCheck {
    /// Notes one field; the fault where it is refused by itself.
    @inline(__always)
    static func note(
        _ field: RequestParser.FieldSpan,
        _ base: UnsafePointer<UInt8>,
        in head: inout RequestHead
    ) -> HTTPFault? {
        let name = field.name.bytes(in: base)
        switch name.count {
        case 4 where name.equalsIgnoringCase("host"):
            head.hostCount &+= 1
            guard head.hostCount == 1 else { return .malformed("Host stands more than once") }
            guard Authority.isValid(field.value.bytes(in: base)) else {
                return .malformed("Host is not a host and port")
            }
        case 6 where name.equalsIgnoringCase("expect"):
            noteExpectation(field.value.bytes(in: base), in: &head)
        case 10 where name.equalsIgnoringCase("connection"):
            noteConnection(field.value.bytes(in: base), in: &head)
        case 12 where name.equalsIgnoringCase("x-request-id"):
            head.requestIDCount &+= 1
            head.requestID = field.value
        case 14 where name.equalsIgnoringCase("content-length"):
            guard head.contentLength == nil else { return .malformed("Content-Length stands more than once") }
            guard let length = decimal(field.value.bytes(in: base)) else {
                return .malformed("Content-Length is not a number")
            }
            head.contentLength = length
        case 17 where name.equalsIgnoringCase("transfer-encoding"):
            noteTransferEncoding(field.value.bytes(in: base), in: &head)
        default:
            break
        }
        return nil
    }

    /// Judges the complete head (RFC 9112 § 3.2, 6.1 and 6.3).
    static func check(_ head: inout RequestHead) -> HTTPFault? {
        if head.hostCount == 0, head.minorVersion == 1 { return .malformed("Host is missing") }
        if head.transferEncoding == .absent { return nil }
        if head.contentLength != nil { return .malformed("Content-Length beside Transfer-Encoding") }
        if head.minorVersion == 0 { return .malformed("Transfer-Encoding in HTTP/1.0") }
        switch head.transferEncoding {
        case .absent, .chunked: return nil
        case .otherThenChunked: return .notImplemented("the only transfer coding here is chunked")
        case .unknown, .invalid: return .malformed("Transfer-Encoding does not end in one chunked")
        }
    }

    /// One run of digits, at most 2^63 - 1.
    private static func decimal(_ bytes: Bytes) -> Int? {
        guard !bytes.isEmpty else { return nil }
        var value = 0
        for byte in bytes.buffer {
            let digit = byte &- 0x30
            guard digit < 10 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(digit))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        return value
    }

    private static func noteConnection(_ value: Bytes, in head: inout RequestHead) {
        forEachElement(value) { option in
            if option.equalsIgnoringCase("close") { head.closeRequested = true }
            if option.equalsIgnoringCase("keep-alive") { head.keepAliveRequested = true }
        }
    }

    private static func noteExpectation(_ value: Bytes, in head: inout RequestHead) {
        forEachElement(value) { expectation in
            if expectation.equalsIgnoringCase("100-continue") {
                head.expectsContinue = head.minorVersion == 1
            } else if !expectation.isEmpty {
                head.expectsUnknown = true
            }
        }
    }

    private static func noteTransferEncoding(_ value: Bytes, in head: inout RequestHead) {
        forEachElement(value) { coding in
            switch head.transferEncoding {
            case .absent, .unknown:
                if coding.equalsIgnoringCase("chunked") {
                    head.transferEncoding = head.transferEncoding == .absent ? .chunked : .otherThenChunked
                } else {
                    let isToken = !coding.isEmpty && coding.isMade(of: .token)
                    head.transferEncoding = isToken ? .unknown : .invalid
                }
            case .chunked, .otherThenChunked, .invalid:
                // Whatever follows chunked cannot be read, an empty element included.
                head.transferEncoding = .invalid
            }
        }
    }

    /// Calls `body` with each element of a comma-separated list, trimmed, empty ones too.
    @inline(__always)
    private static func forEachElement(_ list: Bytes, _ body: (Bytes) -> Void) {
        var start = 0
        while true {
            let end = list.firstIndex(of: 0x2C, from: start) ?? list.count
            body(list.slice(start, end).trimmed())
            if end == list.count { return }
            start = end + 1
        }
    }
}

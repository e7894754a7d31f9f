import HTTPTypes

/// Reads the head of an HTTP/1.1 request (RFC 9112): bytes in, an action out, no socket.
///
/// `parse` is called with all bytes of the message so far, from its first; it goes on where it stopped, so the outcome
/// does not depend on how the bytes arrive. It is strict where RFC 9112 lets a recipient choose, because what two
/// recipients read differently is how requests are smuggled: CRLF alone ends a line, nothing is folded, trimmed or
/// repaired, framing fields stand once.
package struct RequestParser: Sendable {
    package enum Action: Sendable {
        /// The head is not complete.
        case needMore
        /// `head` is complete; the body, if any, starts at `head.length`.
        case complete
        /// The message is refused; nothing after it can be trusted.
        case refused(HTTPFault)
    }

    private enum Phase: Sendable {
        case start, requestLine, fields, complete
    }

    struct FieldSpan: Sendable {
        var name: Span
        var value: Span
    }

    package private(set) var head: RequestHead = RequestHead()
    var fields: [FieldSpan] = []
    private var phase: Phase = .start
    /// Offset of the line that is being read.
    private(set) var lineStart: Int = 0
    /// Offset up to which that line is known to hold no end.
    private var scanned: Int = 0
    private let limits: RequestLimits

    package init(limits: RequestLimits = RequestLimits()) {
        self.limits = limits
    }

    /// Forgets the message; the next call of `parse` starts a new one.
    package mutating func reset() {
        head = RequestHead()
        fields.removeAll(keepingCapacity: true)
        phase = .start
        lineStart = 0
        scanned = 0
    }

    /// True while the lines of the header section are read.
    var isReadingFields: Bool { phase == .fields }

    /// True while nothing of a request line was seen: a connection in this state is idle.
    package var isPristine: Bool { phase == .start }

    package mutating func parse(_ input: UnsafeBufferPointer<UInt8>) -> Action {
        guard let base = input.baseAddress else { return .needMore }
        if phase == .start {
            if let action = skipEmptyLines(base, input.count) { return action }
        }
        if phase == .requestLine {
            if let action = readRequestLine(base, input.count) { return action }
        }
        while phase == .fields {
            if let action = readField(base, input.count) { return action }
        }
        return .complete
    }

    /// A few empty lines before the request line are skipped (RFC 9112 § 2.2 asks for one at least).
    private mutating func skipEmptyLines(_ base: UnsafePointer<UInt8>, _ count: Int) -> Action? {
        while true {
            guard count > lineStart else { return .needMore }
            guard base[lineStart] == 0x0D, lineStart < 2 * RequestLimits.emptyLines else { break }
            guard count > lineStart &+ 1 else { return .needMore }
            guard base[lineStart &+ 1] == 0x0A else { return .refused(.malformed("a CR stands without LF")) }
            startLine(at: lineStart &+ 2)
        }
        phase = .requestLine
        return nil
    }

    private mutating func readRequestLine(_ base: UnsafePointer<UInt8>, _ count: Int) -> Action? {
        if scanned &- lineStart <= RequestLimits.methodBytes {
            if let fault = MethodSyntax.check(base + lineStart, count &- lineStart) {
                return .refused(fault)
            }
        }
        let limit = min(lineStart &+ limits.requestLineBytes &+ 2, limits.headerBytes)
        switch LineScanner.scan(base, from: scanned, limit: min(count, limit)) {
        case .open(let resumeAt):
            scanned = resumeAt
            return count >= limit ? .refused(.targetTooLong) : .needMore
        case .line(let end):
            if let fault = RequestLine.read(base, lineStart, end, into: &head) { return .refused(fault) }
            startLine(at: end &+ 2)
            phase = .fields
            return nil
        case let broken:
            return .refused(RequestParser.fault(of: broken))
        }
    }

    private mutating func readField(_ base: UnsafePointer<UInt8>, _ count: Int) -> Action? {
        let limit = min(count, limits.headerBytes)
        // The first byte tells a folded line, before the line is complete.
        if lineStart < limit, base[lineStart] == 0x20 || base[lineStart] == 0x09 {
            return .refused(.malformed("a header line starts with white space"))
        }
        switch LineScanner.scan(base, from: scanned, limit: limit) {
        case .open(let resumeAt):
            scanned = resumeAt
            return count >= limits.headerBytes ? .refused(.fieldsTooLarge) : .needMore
        case .line(let end):
            if end == lineStart {
                head.length = end &+ 2
                if let fault = HeadCheck.check(&head) { return .refused(fault) }
                phase = .complete
                return .complete
            }
            guard fields.count < limits.fields else { return .refused(.fieldsTooLarge) }
            let field: FieldSpan
            switch FieldLine.read(base, lineStart, end) {
            case .success(let read): field = read
            case .failure(let fault): return .refused(fault)
            }
            fields.append(field)
            if let fault = HeadCheck.note(field, base, in: &head) { return .refused(fault) }
            startLine(at: end &+ 2)
            return nil
        case let broken:
            return .refused(RequestParser.fault(of: broken))
        }
    }

    private mutating func startLine(at offset: Int) {
        lineStart = offset
        scanned = offset
    }

    private static func fault(of result: LineScanner.Result) -> HTTPFault {
        switch result {
        case .bareCarriageReturn: .malformed("a CR stands without LF")
        case .bareLineFeed: .malformed("a line ends in LF without CR")
        default: .malformed("a control character in the header section")
        }
    }
}

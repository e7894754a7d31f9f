import HTTPTypes

extension ConnectionState {
    /// Space for what arrives of a chunked body.
    private static let codingBytes: Int = 8 * 1024
    /// A body up to this size stays behind its head; a longer one has memory of its own, which grows as it arrives.
    private static let inlineBytes: Int = 4 * 1024
    /// Answers of so many bytes are sent before the next message is looked at.
    private static let queuedBytes: Int = 64 * 1024

    mutating func readHead() -> Action? {
        guard let buffer, end > start, messagesLeft > 0 else { return nil }
        if context.output.count > Self.queuedBytes { return .send }
        switch parser.parse(UnsafeBufferPointer(start: buffer.base + start, count: end &- start)) {
        case .needMore: return nil
        case .refused(let fault):
            messagesLeft &-= 1
            return refuse(fault)
        case .complete:
            messagesLeft &-= 1
            return begin(buffer)
        }
    }

    /// The head is complete.
    private mutating func begin(_ buffer: ReadBuffer) -> Action {
        let length = parser.head.length
        let buffer = place(in: buffer)
        let base = buffer.base + start
        parser.fill(request, base: base)
        request.id = parser.echoedID(base: base)?.string ?? context.ids.next()
        requestCount += 1
        keepsAlive = parser.head.keepsAlive && requestCount < context.configuration.maxRequestsPerConnection
        bodyStart = start + length
        messageEnd = bodyStart
        phase = .admitting
        return parser.head.expectsUnknown ? .refuse(.expectationFailed, begins: true) : .admit
    }

    /// Puts the message where it can stay until it is answered, before anything points into it.
    ///
    /// A request whose body is still to come may wait long: it leaves the full-size buffer for one that fits.
    private mutating func place(in buffer: ReadBuffer) -> ReadBuffer {
        let length = parser.head.length
        let arrived = end - start - length
        let declared = parser.head.contentLength ?? 0
        if parser.head.isChunked {
            move(to: ReadBuffer(capacity: length + max(arrived, Self.codingBytes)))
        } else if declared > arrived {
            move(to: ReadBuffer(capacity: length + (declared <= Self.inlineBytes ? declared : arrived)))
        }
        return self.buffer ?? buffer
    }

    /// The responder wants the request, and of its body at most so many bytes.
    mutating func accept(maxBodyBytes limit: Int) {
        guard request.hasBody, let buffer else {
            phase = .ready
            return
        }
        if let declared = request.contentLength, declared > limit {
            dueFault = .bodyTooLarge(limit: limit)
            return
        }
        bodyBegan = context.now
        bodyArrived = end - bodyStart
        if parser.head.expectsContinue, end == bodyStart {
            context.output.append("HTTP/1.1 100 Continue\r\n\r\n")
        }
        maxBodyBytes = limit
        bodyCount = 0
        if let declared = request.contentLength {
            phase = .body
            if declared > buffer.capacity - bodyStart {
                // Memory follows what arrives, not what is promised.
                let own = ReadBuffer(capacity: min(declared, max(32 * 1024, 2 * (end - bodyStart))))
                body = own
                append(buffer.base + bodyStart, end - bodyStart, to: own)
                end = bodyStart
            }
        } else {
            phase = .chunked
            chunks = ChunkedParser(maxBodyBytes: limit, limits: context.configuration.request)
        }
    }

    /// A fault: what follows on the connection cannot be trusted, unless it is about a request that was understood.
    mutating func refuse(_ fault: HTTPFault) -> Action {
        if phase == .admitting { return .refuse(fault, begins: false) }
        keepsAlive = false
        guard phase == .head else { return .refuse(fault, begins: false) }
        // Only the beginning of a head was understood, and nothing of the request before may show.
        let arrived = buffer.map { UnsafePointer($0.base + start) }
        parser.fillRefused(request, input: UnsafeBufferPointer(start: arrived, count: end - start))
        request.id = buffer.flatMap { parser.echoedID(base: $0.base + start)?.string } ?? context.ids.next()
        return .refuse(fault, begins: true)
    }

    /// Makes the connection ready for the next message, or for the rest of a body that nobody wants.
    mutating func finishMessage() {
        start = messageEnd
        if start == end { (start, end) = (0, 0) }
        parser.reset()
        body = nil
        bodyCount = 0
        chunks = nil
        isHeadTimed = false
        phase = discardLeft > 0 ? .discarding : .head
    }
}

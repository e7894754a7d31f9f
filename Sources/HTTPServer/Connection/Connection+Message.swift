internal import HTTPTypes

extension Connection {
    /// Space for what arrives of a chunked body.
    private static let codingBytes: Int = 8 * 1024
    /// A body up to this size stays behind its head; a longer one has memory of its own, which grows as it arrives.
    private static let inlineBytes: Int = 4 * 1024

    /// Steps of one connection in a turn; what is left waits for the next, so that others get theirs in between.
    private static let stepsPerTurn: Int = 64

    /// Goes through what was read, message by message, as far as it can; then writes the answers in one go.
    func advance() {
        guard !isAdvancing else { return }
        isAdvancing = true
        // What waits goes first: here and nowhere else sending ends, because only what follows looks at what was read in
        // the meantime.
        if isSending { flush() }
        var left: Int = Connection.stepsPerTurn
        while left > 0, step() { left -= 1 }
        isAdvancing = false
        if left == 0, !isWaitingForTurn {
            isWaitingForTurn = true
            loop.waiting.append(self)
        }
        settle()
    }

    /// The loop's call in the turn after the one that was used up.
    func takeTurn() {
        isWaitingForTurn = false
        advance()
    }

    /// True where there may be more to do.
    private func step() -> Bool {
        if isClosing { return false }
        // Large content goes out before the next message is looked at, which may have come already.
        if isSending, !isHeldBack { flush() }
        if isSending { return false }
        switch phase {
        case .head: return stepHead()
        case .body: return stepBody()
        case .chunked: return stepChunked()
        case .discarding: return stepDiscarding()
        case .responding, .lingering, .closed: return false
        }
    }

    private func stepHead() -> Bool {
        guard let buffer, end > start else { return false }
        if loop.output.count > 64 * 1024 {
            flush()
            if phase == .closed || isSending { return false }
        }
        switch parser.parse(UnsafeBufferPointer(start: buffer.base + start, count: end &- start)) {
        case .needMore:
            return false
        case .refused(let refusal):
            fault(refusal)
            return false
        case .complete:
            return begin(buffer)
        }
    }

    /// The head is complete: asks the responder whether to go on.
    private func begin(_ buffer: ReadBuffer) -> Bool {
        let length: Int = parser.head.length
        let buffer: ReadBuffer = place(in: buffer)
        let base: UnsafeMutablePointer<UInt8> = buffer.base + start
        parser.fill(request, base: base)
        request.id = parser.echoedID(base: base)?.string ?? loop.ids.next()
        request.isOneTooMany = loop.congestion.isTooMuch(beside: loop.waitingCount, now: loop.now)
        began = Clock.nanoseconds()
        requestCount += 1
        keepsAlive = parser.head.keepsAlive && requestCount < loop.configuration.maxRequestsPerConnection
        bodyStart = start + length
        messageEnd = bodyStart

        if parser.head.expectsUnknown {
            return answerEarly(loop.responder.response(to: .expectationFailed, request: request))
        }
        switch loop.responder.admit(request) {
        case .reject(let response):
            return answerEarly(response)
        case .accept(let limit):
            if !request.hasBody { return respond() }
            if let declared: Int = request.contentLength, declared > limit {
                return answerEarly(loop.responder.response(to: .bodyTooLarge(limit: limit), request: request))
            }
            return beginBody(buffer, limit: limit)
        }
    }

    /// Puts the message where it can stay until it is answered, before anything points into it.
    ///
    /// A request whose body is still to come may wait long: it leaves the full-size buffer for one that fits.
    private func place(in buffer: ReadBuffer) -> ReadBuffer {
        let length: Int = parser.head.length
        let arrived: Int = end - start - length
        let declared: Int = parser.head.contentLength ?? 0
        if parser.head.isChunked {
            move(to: ReadBuffer(capacity: length + max(arrived, Connection.codingBytes)))
        } else if declared > arrived {
            move(to: ReadBuffer(capacity: length + (declared <= Connection.inlineBytes ? declared : arrived)))
        }
        return self.buffer ?? buffer
    }

    private func beginBody(_ buffer: ReadBuffer, limit: Int) -> Bool {
        bodyBegan = loop.now
        bodyArrived = end - bodyStart
        if parser.head.expectsContinue, end == bodyStart {
            loop.output.append("HTTP/1.1 100 Continue\r\n\r\n")
        }
        maxBodyBytes = limit
        bodyCount = 0
        if let declared: Int = request.contentLength {
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
            chunks = ChunkedParser(maxBodyBytes: limit, limits: loop.configuration.request)
        }
        return true
    }

    private func stepBody() -> Bool {
        guard let buffer, let declared: Int = request.contentLength else { return false }
        if let body {
            guard bodyCount == declared else { return false }
            request.body = Bytes(start: body.base, count: declared)
        } else {
            guard end - bodyStart >= declared else { return false }
            request.body = Bytes(start: buffer.base + bodyStart, count: declared)
            messageEnd = bodyStart + declared
        }
        return respond()
    }

    private func stepChunked() -> Bool {
        guard let buffer else { return false }
        var index: Int = bodyStart
        while true {
            switch chunks?.parse(UnsafeBufferPointer(start: buffer.base, count: end), from: index) {
            case .data(let offset, let count):
                let own: ReadBuffer = body ?? ReadBuffer(capacity: min(maxBodyBytes, 4096))
                body = own
                if bodyCount + count > own.capacity {
                    own.grow(to: max(bodyCount + count, min(own.capacity * 2, maxBodyBytes)), keeping: bodyCount)
                }
                append(buffer.base + offset, count, to: own)
                index = offset + count
            case .complete(let next):
                messageEnd = next
                request.body = Bytes(start: body?.base ?? buffer.base + bodyStart, count: bodyCount)
                // Content of no length is no content, however it is framed.
                request.hasBody = bodyCount > 0
                return respond()
            case .refused(let refusal):
                fault(refusal)
                return false
            case .needMore, nil:
                // Everything was used up: the space behind the head is free again.
                end = bodyStart
                return false
            }
        }
    }

    private func append(_ bytes: UnsafePointer<UInt8>, _ count: Int, to own: ReadBuffer) {
        (own.base + bodyCount).update(from: bytes, count: count)
        bodyCount += count
    }

    private func stepDiscarding() -> Bool {
        let count: Int = min(end - start, discardLeft)
        start += count
        discardLeft -= count
        if start == end {
            start = 0
            end = 0
        }
        guard discardLeft == 0 else { return false }
        phase = .head
        return true
    }

    /// The answer is known before the body is there: the body is skipped where it is short, else the connection closes.
    private func answerEarly(_ response: HTTPResponse) -> Bool {
        let arrived: Int = end - bodyStart
        let declared: Int = request.contentLength ?? 0
        let left: Int = declared - arrived
        let chunksEnd: Int? = request.isChunked ? endOfArrivedChunks() : nil
        // After Expect: 100-continue nobody knows whether the body will be sent.
        let isWaiting = parser.head.expectsContinue && arrived == 0 && request.hasBody
        let isShort = request.isChunked ? chunksEnd != nil : left <= loop.configuration.discardBytes
        let isSkippable = isShort && !isWaiting
        if !isSkippable { keepsAlive = false }
        queue(response)
        guard isSkippable, !isClosing else { return false }
        messageEnd = chunksEnd ?? bodyStart + min(arrived, declared)
        finishMessage()
        if left > 0 {
            discardLeft = left
            bodyBegan = loop.now
            bodyArrived = 0
            phase = .discarding
        }
        return true
    }

    /// Where a chunked body that nobody wants ends; nil where not all of it is there.
    private func endOfArrivedChunks() -> Int? {
        guard let buffer else { return nil }
        let input: UnsafeBufferPointer<UInt8> = UnsafeBufferPointer(start: buffer.base, count: end)
        var chunks = ChunkedParser(
            maxBodyBytes: loop.configuration.discardBytes,
            limits: loop.configuration.request
        )
        var index: Int = bodyStart
        while true {
            switch chunks.parse(input, from: index) {
            case .data(let offset, let count): index = offset + count
            case .complete(let next): return next
            case .needMore, .refused: return nil
            }
        }
    }

    /// Makes the connection ready for the next message.
    func finishMessage() {
        start = messageEnd
        if start == end {
            start = 0
            end = 0
        }
        parser.reset()
        body = nil
        bodyCount = 0
        chunks = nil
        isHeadTimed = false
        phase = .head
    }
}

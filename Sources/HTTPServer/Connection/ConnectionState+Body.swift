import HTTPTypes

extension ConnectionState {
    /// True where the body of known length is there; the request is ready with it.
    mutating func finishBody() -> Bool {
        guard let buffer, let declared = request.contentLength else { return false }
        if let body {
            guard bodyCount == declared else { return false }
            request.body = Bytes(start: body.base, count: declared)
        } else {
            guard end - bodyStart >= declared else { return false }
            request.body = Bytes(start: buffer.base + bodyStart, count: declared)
            messageEnd = bodyStart + declared
        }
        phase = .ready
        return true
    }

    /// Reads the chunks that are there; the request is ready when the last one is.
    mutating func readChunks() -> Action? {
        guard let buffer else { return nil }
        var index = bodyStart
        while true {
            switch chunks?.parse(UnsafeBufferPointer(start: buffer.base, count: end), from: index) {
            case .data(let offset, let count):
                let own = body ?? ReadBuffer(capacity: min(maxBodyBytes, 4096))
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
                phase = .ready
                return nil
            case .refused(let fault):
                return refuse(fault)
            case .needMore, nil:
                // Everything was used up: the space behind the head is free again.
                end = bodyStart
                return nil
            }
        }
    }

    mutating func append(_ bytes: UnsafePointer<UInt8>, _ count: Int, to own: ReadBuffer) {
        (own.base + bodyCount).update(from: bytes, count: count)
        bodyCount += count
    }

    /// True where the body that nobody wants has been passed over.
    mutating func finishDiscarding() -> Bool {
        let count = min(end - start, discardLeft)
        start += count
        discardLeft -= count
        if start == end { (start, end) = (0, 0) }
        guard discardLeft == 0 else { return false }
        phase = .head
        return true
    }

    /// The end of a chunked body that nobody wants; nil where not all of it is there.
    func endOfArrivedChunks() -> Int? {
        guard let buffer else { return nil }
        let input = UnsafeBufferPointer(start: UnsafePointer(buffer.base), count: end)
        var chunks = ChunkedParser(
            maxBodyBytes: context.configuration.discardBytes,
            limits: context.configuration.request
        )
        var index = bodyStart
        while true {
            switch chunks.parse(input, from: index) {
            case .data(let offset, let count): index = offset + count
            case .complete(let next): return next
            case .needMore, .refused: return nil
            }
        }
    }
}

import HTTPTypes
import Platform

extension ConnectionState {
    /// Bytes of large content that one connection sends in a turn, so that others get theirs in between.
    static let contentPerTurn: Int = 1 << 20

    /// True while the client has not taken all of an answer: until then, nothing more is read or begun.
    var isSending: Bool { pending != nil || !content.isEmpty }

    /// True while there is something to send that the socket may take in this turn.
    var maySend: Bool {
        if pending == nil, context.output.count > 0 { return true }
        return !isBlocked && contentLeft > 0
    }

    /// Writes an answer behind those that wait, and notes whether it is the last.
    ///
    /// - Returns: the status that was written.
    mutating func queue(_ response: HTTPResponse) -> Int {
        let closes = !keepsAlive || context.isDraining
        let outcome = ResponseWriter.write(
            response,
            id: request.id,
            context: ResponseWriter.Context(
                isHead: request.method == .head,
                closes: closes,
                saysKeepAlive: parser.head.minorVersion == 0
            ),
            date: context.date.bytes,
            standing: context.configuration.fields,
            request: request,
            to: pending ?? context.output
        )
        if outcome.leavesContent { content.append(response) }
        request.sentContentBytes = outcome.contentBytes
        if closes { isClosing = true }
        return outcome.status
    }

    /// The answer is known before the body is there: the body is skipped where it is short, else the connection closes.
    mutating func answerEarly(_ response: HTTPResponse) -> Int {
        let arrived = end - bodyStart
        let declared = request.contentLength ?? 0
        let left = declared - arrived
        let chunksEnd = request.isChunked ? endOfArrivedChunks() : nil
        // After Expect: 100-continue nobody knows whether the body will be sent.
        let isWaiting = parser.head.expectsContinue && arrived == 0 && request.hasBody
        let isShort = request.isChunked ? chunksEnd != nil : left <= context.configuration.discardBytes
        let isSkippable = isShort && !isWaiting
        if !isSkippable { keepsAlive = false }
        let status = queue(response)
        guard isSkippable, !isClosing else { return status }
        messageEnd = chunksEnd ?? bodyStart + min(arrived, declared)
        if !request.isChunked, left > 0 {
            discardLeft = left
            bodyBegan = context.now
            bodyArrived = 0
        }
        phase = .answered
        return status
    }

    /// Has the socket take what is queued: the answers of the turn or what waits of them, or a piece of large content.
    mutating func send(_ write: (UnsafeRawBufferPointer) -> SocketResult) {
        if let pending {
            pendingSent += taken(by: write, pending.base + pendingSent, pending.count - pendingSent)
            if pendingSent == pending.count { self.pending = nil }
        } else if context.output.count > 0 {
            let output = context.output
            let sent = taken(by: write, output.base, output.count)
            if sent < output.count, !mustClose {
                let rest = OutputBuffer(capacity: output.count - sent)
                rest.append(output.base + sent, count: output.count - sent)
                pending = rest
                pendingSent = 0
            }
            output.removeAll()
        } else if !content.isEmpty {
            let (piece, before) = content.next
            let sent = piece.withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { taken(by: write, $0 + before, buffer.count - before) } ?? 0
            }
            content.advance(by: sent)
            contentLeft -= sent
        }
    }

    /// How many bytes the socket took.
    private mutating func taken(
        by write: (UnsafeRawBufferPointer) -> SocketResult,
        _ start: UnsafePointer<UInt8>,
        _ count: Int
    ) -> Int {
        var sent = 0
        switch write(UnsafeRawBufferPointer(start: start, count: count)) {
        case .bytes(let count, _):
            sent = count
            sendsWhen = .writable
        case .blocked(let readiness): sendsWhen = readiness
        case .ended, .failed:
            mustClose = true
            return 0
        }
        if sent < count { isBlocked = true }
        if isHeldBack {
            sentSince += sent
        } else if sent < count {
            // What fits into the kernel's buffer at once says nothing of the client.
            isHeldBack = true
            sendBegan = context.now
            sentSince = 0
        }
        return sent
    }

    /// Waits until the client takes more, as fast as it must.
    mutating func waitToSend() -> Action {
        let timing = context.timing
        if !isHeldBack { sendBegan = context.now }
        deadline = sendBegan + timing.writeGrace + 1000 * sentSince / timing.writeRate
        return .wait(for: sendsWhen)
    }
}

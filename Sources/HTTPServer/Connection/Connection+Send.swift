internal import Glibc

extension Connection {
    /// Bytes of large content that one connection sends in a turn, so that others get theirs in between.
    private static let contentPerTurn: Int = 1 << 20

    /// Ends a turn: sends what was queued, then waits for what the state asks for.
    func settle() {
        if phase == .closed { return }
        if pending == nil, loop.output.count > 0 { flush() }
        if phase == .closed { return }
        if isSending {
            watch(.output)
            if !isHeldBack { sendBegan = loop.now }
            setDeadline(sendBegan + loop.timing.writeGrace + 1000 * sentSince / loop.timing.writeRate)
            return
        }
        isHeldBack = false
        sentSince = 0
        if isClosing {
            startLingering()
            return
        }
        watch(.input)
        releaseIdleMemory()
        setDeadlineOfPhase()
    }

    /// Sends what is queued, the loop's output or what waits, then large content; the rest waits for the kernel.
    func flush() {
        if let pending {
            guard let sent: Int = sendBytes(pending.base + pendingSent, pending.count - pendingSent) else { return }
            pendingSent += sent
            if pendingSent < pending.count { return }
            self.pending = nil
        } else if loop.output.count > 0 {
            let output: OutputBuffer = loop.output
            let sent: Int? = sendBytes(output.base, output.count)
            if let sent, sent < output.count {
                let rest = OutputBuffer(capacity: output.count - sent)
                rest.append(output.base + sent, count: output.count - sent)
                pending = rest
                pendingSent = 0
            }
            output.removeAll()
            if pending != nil { return }
        }
        if !content.isEmpty { flushContent() }
    }

    private func flushContent() {
        var left: Int = Connection.contentPerTurn
        while left > 0, phase != .closed, !content.isEmpty {
            let (piece, taken): ([UInt8], Int) = content.next
            let sent: Int? = piece.withUnsafeBufferPointer { buffer in
                buffer.baseAddress.flatMap { sendBytes($0 + taken, buffer.count - taken) }
            }
            guard let sent else { return }
            content.advance(by: sent)
            left -= sent
            if taken + sent < piece.count { return }
        }
    }

    /// Bytes that the kernel took, 0 where it takes none at present; nil where the connection is closed with that.
    private func sendBytes(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        let result: Int = send(descriptor, start, count, Int32(MSG_NOSIGNAL))
        if result < 0, errno != EAGAIN, errno != EINTR {
            close()
            return nil
        }
        let sent: Int = max(result, 0)
        if isHeldBack {
            sentSince += sent
        } else if sent < count {
            // What fits into the kernel's buffer at once says nothing of the client.
            isHeldBack = true
            sendBegan = loop.now
            sentSince = 0
        }
        return sent
    }

    /// Says goodbye (RFC 9112 § 9.6): no more output, but input is read on for a while, because closing with unread
    /// input would reset the connection and the client could lose the answer.
    private func startLingering() {
        guard phase != .lingering else { return }
        if isEndOfInput {
            close()
            return
        }
        shutdown(descriptor, Int32(SHUT_WR))
        phase = .lingering
        releaseMemory()
        watch(.input)
        setDeadline(loop.now + loop.timing.linger)
    }

    /// Closes the socket. The memory of a request whose handler is suspended stays until it returns.
    func close() {
        guard phase != .closed else { return }
        loseRequest()
        phase = .closed
        Glibc.close(descriptor)
        loop.remove(self)
        pending = nil
        content.removeAll()
        if !isSuspended { releaseMemory() }
    }

    func releaseMemory() {
        if let buffer { loop.giveBack(buffer) }
        buffer = nil
        body = nil
        start = 0
        end = 0
    }
}

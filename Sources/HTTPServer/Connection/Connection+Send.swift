internal import Glibc

extension Connection {
    /// Ends a turn: sends what was queued, then waits for what the state asks for.
    func settle() {
        if phase == .closed { return }
        if pending == nil { flush() }
        if phase == .closed { return }
        if pending != nil {
            watch(.output)
            setDeadline(pendingBegan + loop.timing.writeGrace + 1000 * pendingSent / loop.timing.writeRate)
            return
        }
        if isClosing {
            startLingering()
            return
        }
        watch(.input)
        releaseIdleMemory()
        setDeadlineOfPhase()
    }

    /// Sends what is queued; what the kernel does not take waits in `pending`.
    func flush() {
        if let pending {
            let sent: Int = send(
                descriptor,
                pending.base + pendingSent,
                pending.count - pendingSent,
                Int32(MSG_NOSIGNAL)
            )
            if sent < 0 {
                if errno != EAGAIN, errno != EINTR { close() }
                return
            }
            pendingSent += sent
            if pendingSent == pending.count { self.pending = nil }
            return
        }
        let output: OutputBuffer = loop.output
        guard output.count > 0 else { return }
        let sent: Int = send(descriptor, output.base, output.count, Int32(MSG_NOSIGNAL))
        if sent == output.count {
            output.removeAll()
        } else if sent >= 0 || errno == EAGAIN || errno == EINTR {
            let rest: OutputBuffer = OutputBuffer(capacity: output.count - max(sent, 0))
            rest.append(output.base + max(sent, 0), count: output.count - max(sent, 0))
            output.removeAll()
            pending = rest
            pendingSent = 0
            pendingBegan = loop.now
        } else {
            output.removeAll()
            close()
        }
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

import HTTPTypes

extension ConnectionState {
    /// Sets the deadline of what the connection waits for.
    mutating func setDeadlineOfPhase() {
        let (now, timing) = (context.now, context.timing)
        switch phase {
        case .head where end == start || parser.isPristine:
            deadline = now + (context.isDraining ? min(timing.idle, timing.drainIdle) : timing.idle)
        case .head:
            // From the first byte: each further one must not buy more time.
            if !isHeadTimed {
                isHeadTimed = true
                deadline = now + timing.header
            }
        case .body, .chunked, .discarding:
            deadline = bodyBegan + timing.bodyGrace + 1000 * bodyArrived / timing.bodyRate
        case .responding:
            deadline = .max
        case .opening, .admitting, .ready, .answered, .lingering, .closed:
            break
        }
    }

    /// The deadline has come.
    mutating func expire() {
        if isSending {
            mustClose = true
            return
        }
        switch phase {
        case .head where !isHeadTimed: mustClose = true
        case .head, .body, .chunked: dueFault = .timeout
        case .opening, .discarding, .lingering: mustClose = true
        case .admitting, .ready, .responding, .answered, .closed: break
        }
    }

    /// An idle connection has a moment left for a request that is on its way, and one that opens for its handshake; all
    /// others close with their answer.
    mutating func drainingBegan() {
        let end = context.now + context.timing.drainIdle
        if phase == .opening { deadline = min(deadline, end) }
        if phase == .head, !isHeadTimed, !isSending { deadline = end }
    }

    /// The connection is about to close: what its request is left with is known from here on.
    ///
    /// - Returns: the status to tell of a request whose body broke off; a handler that is suspended ends by itself.
    mutating func lose() -> Int? {
        request.loss = context.isEnding ? .cutOff : .clientGone
        guard !isClosing, phase == .body || phase == .chunked else { return nil }
        return context.isEnding ? 503 : 400
    }

    /// The socket is gone. The memory of a request whose handler is suspended stays until `forget`.
    mutating func close() {
        phase = .closed
        pending = nil
        content.removeAll()
        if !isSuspended { releaseMemory() }
    }

    /// The suspended handler has answered to nobody; may be called on another thread, after the loop's end.
    mutating func forget() {
        buffer = nil
        body = nil
    }
}

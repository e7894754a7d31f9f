internal import HTTPTypes

extension Connection {
    /// Sets when `expire` is due; moving it later costs nothing (see `TimerWheel`).
    @inline(__always)
    func setDeadline(_ time: Int) {
        deadline = time
        loop.timers.add(slot: descriptor, due: time)
    }

    /// The deadline of what the connection waits for.
    func setDeadlineOfPhase() {
        switch phase {
        case .head where end == start || parser.isPristine:
            let idle: Int = loop.isDraining ? min(loop.timing.idle, loop.timing.drainIdle) : loop.timing.idle
            setDeadline(loop.now + idle)
        case .head:
            // From the first byte: each further one must not buy more time.
            if !isHeadTimed {
                isHeadTimed = true
                setDeadline(loop.now + loop.timing.header)
            }
        case .body, .chunked, .discarding:
            setDeadline(bodyBegan + loop.timing.bodyGrace + 1000 * bodyArrived / loop.timing.bodyRate)
        case .responding:
            deadline = .max
        case .lingering, .closed:
            break
        }
    }

    /// The wheel's call: the deadline has come, has moved later since, or was an earlier connection's.
    func timerFired() {
        if deadline > loop.now {
            if deadline != .max { setDeadline(deadline) }
            return
        }
        expire()
    }

    private func expire() {
        if isSending {
            close()
            return
        }
        switch phase {
        case .head where !isHeadTimed: close()
        case .head, .body, .chunked:
            fault(.timeout)
            settle()
        case .discarding, .lingering: close()
        case .responding, .closed: break
        }
    }

    /// An idle connection has a moment left for a request that is on its way; all others close with their answer.
    func drainingBegan() {
        if phase == .head, !isHeadTimed, !isSending { setDeadline(loop.now + loop.timing.drainIdle) }
    }
}

import HTTPTypes

extension TelegramStandIn {
    /// Waits with a getUpdates until there is something, its time is over, or another ends it.
    func finishPoll(_ number: Int, token: String) async -> (Outcome, Fault.Delivery?) {
        var alarm: Task<Void, Never>?
        defer { alarm?.cancel() }
        while true {
            let version = signal.version
            guard !isStopped else { return (.success([]), nil) }
            let step = look { world, now in
                world.bots[token, default: .none(token, world.options)].step(poll: number, now: now)
            }
            switch step {
            case .done(let outcome, let fault): return (outcome, fault)
            case .wait(let until):
                if alarm == nil { alarm = self.alarm(in: clock.duration(until: until)) }
                await signal.wait(after: version)
            }
        }
    }

    /// Waits so long, or until the client or the stand-in goes away.
    func pause(for duration: Duration, while request: HTTPRequest) async {
        let end = ContinuousClock.now + duration
        while !isStopped, request.loss == nil, ContinuousClock.now < end {
            // A client that goes away wakes nobody, so look now and then.
            let left = min(end - ContinuousClock.now, .milliseconds(100))
            try? await Task.sleep(for: left)
        }
    }
}

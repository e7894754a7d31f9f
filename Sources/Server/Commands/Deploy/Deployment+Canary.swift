import HTTPClient
import Platform

extension Deployment {
    /// Gives the new version its shares of the requests, one after another, and watches each.
    mutating func shift() async throws(CommandFailure) {
        if let old {
            var baseline: SlotFigures?
            for percent in options.steps {
                record.percent = percent
                try await send(.canary(newAddress.port, percent: percent, beside: old.address.port))
                try await watch(percent, old.address, &baseline)
            }
        }
        record.percent = 100
        try await send(.only(newAddress.port))
    }

    /// Compares the two versions for the time of a step, or twice of it where few requests come.
    ///
    /// - Parameter baseline: the old one's figures of the last step in which it had enough requests.
    private func watch(
        _ percent: Int,
        _ oldAddress: SlotAddress,
        _ baseline: inout SlotFigures?
    ) async throws(CommandFailure) {
        let clock = ContinuousClock()
        let window = Duration.seconds(options.window)
        let begin = clock.now
        let first = try await figuresOfNew(nil)
        let oldFirst = try? await client.figures(of: oldAddress)
        while true {
            try? await Task.sleep(for: min(.seconds(1), window / 10))
            try checkCancelled()
            let figures = try await figuresOfNew(first).since(first)
            let oldFigures = try? await client.figures(of: oldAddress)
            baseline = options.limits.baseline(baseline, from: oldFirst, to: oldFigures)
            let elapsed = clock.now - begin
            let isEnough = figures.requests >= Double(options.limits.requests)
            let isOver = elapsed >= window && (isEnough || elapsed >= window * 2)
            if let fault = options.limits.fault(of: figures, beside: baseline, isOver: isOver) {
                throw .refused("at \(percent) %: \(fault)")
            }
            guard isOver else { continue }
            return say("\(percent) %: well, \(Int(figures.requests)) requests" + (isEnough ? "" : ", which is few"))
        }
    }

    /// The new process's figures; throws where it is not the one that was there before, or not there at all.
    private func figuresOfNew(_ earlier: SlotFigures?) async throws(CommandFailure) -> SlotFigures {
        var fault = ""
        // One answer may be late on a busy machine; a process that is gone is gone.
        for _ in 0..<2 {
            let figures: SlotFigures
            do throws(HTTPClientError) {
                figures = try await client.figures(of: newAddress)
            } catch {
                fault = error.words
                continue
            }
            guard earlier == nil || earlier?.processStart == figures.processStart else {
                throw .refused("at \(record.percent) %: the new process died and was started again")
            }
            return figures
        }
        try checkCancelled()
        throw .refused("at \(record.percent) %: the new process is not there any more: \(fault)")
    }
}

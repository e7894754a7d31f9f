internal import CCurl
import Synchronization

/// The transfers under way: a libcurl multi handle and the loop around it.
///
/// `@unchecked Sendable`: `running` is touched by the thread in `run()` alone, and so is `multi`, but for
/// `curl_multi_wakeup`, which libcurl allows from any thread while the handle lives; it is called under `state`'s lock
/// with `hasEnded` false, and the handle is freed after `hasEnded` was set under that lock. The rest is in `state`.
final class Transfers: @unchecked Sendable {
    private struct State {
        /// Handed over, not seen by the thread.
        var submitted: [Transfer] = []
        var cancelled: [Transfer] = []
        /// Submitted and not answered.
        var count: Int = 0
        /// When the client closes; nil while it is open.
        var closesAt: ContinuousClock.Instant?
        var hasStarted: Bool = false
        var hasEnded: Bool = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// Once in a process, before libcurl's first use.
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private let multi: OpaquePointer
    private let options: HTTPClient.Options
    private let state: Mutex<State> = Mutex(State())
    /// By libcurl's handle.
    private var running: [UnsafeMutableRawPointer: Transfer] = [:]

    init(_ options: HTTPClient.Options) throws(HTTPClientError) {
        guard Transfers.isReady, let multi = curl_multi_init() else {
            throw .unreachable("libcurl cannot be initialised")
        }
        self.multi = OpaquePointer(multi)
        self.options = options
        ccurl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, options.connectionsPerHost)
    }

    deinit { curl_multi_cleanup(UnsafeMutableRawPointer(multi)) }

    // MARK: - From any thread

    func submit(_ transfer: Transfer) {
        let refusal: HTTPClientError? = state.withLock { state in
            guard state.closesAt == nil else { return .closed }
            guard state.count < options.capacity else { return .overloaded }
            state.count += 1
            state.submitted.append(transfer)
            wake(state)
            return nil
        }
        if let refusal { transfer.answer(.failure(refusal)) }
    }

    func cancel(_ transfer: Transfer) {
        let isEarly = transfer.answer(.failure(.cancelled))
        guard isEarly else { return }
        state.withLock { state in
            state.cancelled.append(transfer)
            wake(state)
        }
    }

    func close(at deadline: ContinuousClock.Instant) {
        let isIdle = state.withLock { state in
            state.closesAt = min(state.closesAt ?? deadline, deadline)
            wake(state)
            return !state.hasStarted && !state.hasEnded
        }
        // Nobody else would answer what waits for a thread that never was.
        if isIdle { end() }
    }

    /// True for whoever shall start the thread.
    func begin() -> Bool {
        state.withLock { state in
            guard !state.hasStarted, !state.hasEnded else { return false }
            state.hasStarted = true
            return true
        }
    }

    /// Returns when the thread has ended.
    func ended() async {
        await withCheckedContinuation { waiter in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waiters.append(waiter) }
                return state.hasEnded
            }
            if hasEnded { waiter.resume() }
        }
    }

    private func wake(_ state: borrowing State) {
        if !state.hasEnded { curl_multi_wakeup(UnsafeMutableRawPointer(multi)) }
    }

    // MARK: - The thread

    /// Works until the client is closed.
    func run() {
        while turn() {}
        end()
    }

    /// The thread's end, or that there will be none: takes no more, and answers what no thread has seen.
    func end() {
        let (submitted, waiters) = state.withLock { state in
            if state.closesAt == nil { state.closesAt = .now }
            state.hasEnded = true
            defer { (state.submitted, state.waiters) = ([], []) }
            return (state.submitted, state.waiters)
        }
        for transfer in submitted { transfer.answer(.failure(.closed)) }
        for waiter in waiters { waiter.resume() }
    }

    /// Takes what was handed over, moves what can move, and waits for more.
    ///
    /// - Returns: false where nothing is left to do for ever.
    private func turn() -> Bool {
        let (submitted, cancelled, closesAt) = state.withLock { state in
            defer { (state.submitted, state.cancelled) = ([], []) }
            return (state.submitted, state.cancelled, state.closesAt)
        }
        for transfer in submitted { start(transfer) }
        for transfer in cancelled { end(transfer, .failure(.cancelled)) }
        // libcurl keeps no time for those that wait for a connection.
        for transfer in running.values where transfer.deadline <= .now { end(transfer, .failure(.timedOut)) }
        var left: Int32 = 0
        curl_multi_perform(UnsafeMutableRawPointer(multi), &left)
        var result = CURLE_OK
        while let handle = ccurl_multi_next_ended(UnsafeMutableRawPointer(multi), &result) {
            guard let transfer = running[handle] else { continue }
            end(transfer, transfer.outcome(result))
        }
        if let closesAt {
            if closesAt <= .now { for transfer in running.values { end(transfer, .failure(.closed)) } }
            // Nothing was handed over since: the client is closed.
            if running.isEmpty { return false }
        }
        let deadline = running.values.reduce(closesAt) { min($0 ?? $1.deadline, $1.deadline) }
        curl_multi_poll(UnsafeMutableRawPointer(multi), nil, 0, milliseconds(until: deadline), nil)
        return true
    }

    /// How long to wait for something to happen, a minute at most.
    private func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return 60_000 }
        let rest = min(max(deadline - .now, .zero), .seconds(60))
        return Int32(rest / .milliseconds(1)) + 1
    }

    private func start(_ transfer: Transfer) {
        // It may have been cancelled on its way here.
        guard transfer.isAwaited else { return forget() }
        do throws(HTTPClientError) {
            let handle = try transfer.prepare(options)
            guard curl_multi_add_handle(UnsafeMutableRawPointer(multi), handle) == CURLM_OK else {
                throw .unreachable("libcurl takes no more transfers")
            }
            running[handle] = transfer
        } catch {
            transfer.release()
            transfer.answer(.failure(error))
            forget()
        }
    }

    private func end(_ transfer: Transfer, _ outcome: Result<HTTPClientResponse, HTTPClientError>) {
        guard let handle = transfer.handle, running.removeValue(forKey: handle) != nil else { return }
        curl_multi_remove_handle(UnsafeMutableRawPointer(multi), handle)
        transfer.release()
        transfer.answer(outcome)
        forget()
    }

    private func forget() { state.withLock { $0.count -= 1 } }
}

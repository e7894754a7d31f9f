import Glibc
import Platform
import Synchronization

/// SIGTERM and SIGINT as something to wait for.
package struct TerminationSignal {
    /// The descriptor the handler writes to; -1 before `hold`. Initialised by `hold`, so the handler only reads it.
    private static let pipeInput: Atomic<Int32> = Atomic(-1)
    private static let pipeOutput: Atomic<Int32> = Atomic(-1)

    /// From here on the signals do not end the process, but wait for `wait`; SIGPIPE is ignored.
    ///
    /// A handler and a pipe, not a signal mask: an asynchronous main function runs on a thread of Dispatch, which
    /// unblocks all signals.
    package static func hold() {
        guard pipeInput.load(ordering: .relaxed) < 0, let (output, input) = try? Descriptor.pipe() else { return }
        pipeOutput.store(output.release(), ordering: .relaxed)
        pipeInput.store(input.release(), ordering: .relaxed)
        signal(SIGPIPE, SIG_IGN)
        // A parent that blocks them hands that down.
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGTERM, SIGINT] { sigaddset(&signals, number) }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        for number in [SIGTERM, SIGINT] {
            signal(number) { number in
                let saved = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(TerminationSignal.pipeInput.load(ordering: .relaxed), &byte, 1)
                errno = saved
            }
        }
    }

    /// Returns the number of the signal that arrived since `hold`; blocks a thread made for it, not the caller's.
    package static func wait() async -> Int32 {
        await withCheckedContinuation { continuation in
            do {
                try startThread(name: "signals") { continuation.resume(returning: next()) }
            } catch {
                continuation.resume(returning: SIGTERM)
            }
        }
    }

    private static func next() -> Int32 {
        var byte: UInt8 = 0
        while true {
            let count = read(pipeOutput.load(ordering: .relaxed), &byte, 1)
            if count == 1 { return Int32(byte) }
            if count == 0 || errno != EINTR { return SIGTERM }
        }
    }
}

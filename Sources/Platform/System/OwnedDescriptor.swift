import Glibc
import Synchronization

/// A file descriptor that is closed when nobody has it any more, or earlier by `close`.
package final class OwnedDescriptor: Sendable {
    private let value: Atomic<Int32>

    /// - Parameter number: nobody else closes it.
    package init(_ number: Int32) { value = Atomic(number) }

    deinit { close() }

    /// What system calls take; −1 once it is closed. Whoever passes it on keeps the owner meanwhile.
    package var number: Int32 { value.load(ordering: .relaxed) }

    /// May be called more than once.
    package func close() {
        let number = release()
        if number >= 0 { Glibc.close(number) }
    }

    /// Hands the descriptor over to somebody who closes it, or needs it as long as the process lives.
    package func release() -> Int32 { value.exchange(-1, ordering: .relaxed) }
}

import Glibc

/// A thread of its own for work that waits for descriptors (`poll`), until one more of them tells it to end.
package final class StoppableThread: Sendable {
    private let stopper: OwnedDescriptor
    private let thread: WorkerThread<Void>

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - name: as of `Thread`.
    ///   - run: works until the descriptor becomes readable.
    /// - Throws: where the system refuses a descriptor or the thread; what `run` captured is let go then.
    package init(name: String, _ run: @escaping @Sendable (Int32) -> Void) throws(SystemError) {
        let (end, stopper) = try Descriptor.pipe()
        self.stopper = stopper
        thread = try WorkerThread(name: name, capacity: 1, batch: 1) { _ in
            run(end.number)
        } end: {
            end.close()
        }
        _ = thread.submit(())
    }

    /// Starts the thread, which works at once and then again and again.
    ///
    /// - Parameter milliseconds: the pause before the next time.
    package convenience init(
        name: String,
        every milliseconds: Int,
        _ work: @escaping @Sendable () -> Void
    ) throws(SystemError) {
        try self.init(name: name) { end in
            var entry = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
            repeat { work() } while poll(&entry, 1, Int32(clamping: milliseconds)) == 0
        }
    }

    /// Returns when the thread has ended.
    package func stop() async {
        stopper.close()
        await thread.finish()
    }
}

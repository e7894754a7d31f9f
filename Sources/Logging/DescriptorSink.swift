internal import Glibc
internal import Synchronization

/// Writes lines to a file descriptor with `write(2)`, many of them at a time.
///
/// Lines that are not urgent gather in one buffer; it is written when it is full, before an urgent line, on `flush()`
/// and at the latest after the interval. Lines leave in the order they came and are never torn: appending takes one
/// short lock, writing takes another that is held from taking the buffer to its last byte.
package final class DescriptorSink: LogSink {
    private let descriptor: CInt
    private let capacity: Int
    private let buffer: Mutex<[UInt8]> = Mutex([])
    private let writing: Mutex<Void> = Mutex(())
    private let timer: FlushTimer?

    /// - Parameters:
    ///   - descriptor: stays the caller's to close.
    ///   - capacity: bytes that may wait.
    ///   - intervalMilliseconds: how long they may wait; 0 leaves it to `flush()`.
    package init(descriptor: Int32 = 2, capacity: Int = 8_192, intervalMilliseconds: UInt32 = 100) {
        self.descriptor = descriptor
        self.capacity = capacity
        timer = intervalMilliseconds > 0 ? FlushTimer(milliseconds: intervalMilliseconds) : nil
        timer?.start { [weak self] in self?.flush() }
    }

    deinit {
        timer?.stop()
        flush()
    }

    package func write(_ line: [UInt8], urgent: Bool) {
        let (waiting, wasEmpty): (Int, Bool) = buffer.withLock { buffer in
            let wasEmpty: Bool = buffer.isEmpty
            buffer.append(contentsOf: line)
            return (buffer.count, wasEmpty)
        }
        if urgent || waiting >= capacity {
            flush()
        } else if wasEmpty {
            timer?.arm()
        }
    }

    package func flush() {
        writing.withLock { _ in
            let chunk: [UInt8] = buffer.withLock { buffer in
                let chunk: [UInt8] = buffer
                buffer = []
                buffer.reserveCapacity(capacity)
                return chunk
            }
            writeAll(chunk)
        }
    }

    /// Gives up on the chunk where the descriptor is gone (closed, disk full): a log must not stop the server.
    private func writeAll(_ chunk: [UInt8]) {
        chunk.withUnsafeBytes { bytes in
            var written: Int = 0
            while written < bytes.count {
                let count: Int = Glibc.write(
                    descriptor,
                    bytes.baseAddress?.advanced(by: written),
                    bytes.count - written
                )
                if count >= 0 {
                    written += count
                    continue
                }
                switch errno {
                case EINTR: continue
                case EAGAIN: waitUntilWritable()
                default: return
                }
            }
        }
    }

    /// A terminal or pipe shared with a program that made it non-blocking.
    private func waitUntilWritable() {
        var entry: pollfd = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&entry, 1, 1_000)
    }
}

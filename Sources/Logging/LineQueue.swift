import Glibc
import Platform

/// Lines on their way to a descriptor: whoever logs appends and goes on, one thread takes what has gathered.
///
/// It holds a bounded number of bytes. What does not fit is dropped and counted; from the first line that is dropped
/// on all are, until the thread has taken what is there, so that the gap is in one place and its size is known.
///
/// `@unchecked Sendable`: every access to the variables happens under `mutex`; the three pthread objects are allocated
/// once, so their addresses are stable, and freed in `deinit`, when nobody holds them.
final class LineQueue: @unchecked Sendable {
    /// The lines that the thread has taken.
    struct Batch {
        var lines: [UInt8] = []
        /// Lines that came after these and were dropped.
        var dropped: Int = 0
        /// Before they are written, the output is opened anew.
        var isReopening: Bool = false
    }

    /// Memory of a batch that is used again; more was needed only while the descriptor took nothing.
    private static let keptBytes: Int = 64 * 1_024

    private let mutex: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
    /// There is something to take.
    private let filled: UnsafeMutablePointer<pthread_cond_t> = .allocate(capacity: 1)
    /// A batch is done with.
    private let settled: UnsafeMutablePointer<pthread_cond_t> = .allocate(capacity: 1)
    private let capacity: Int
    private let limit: Int
    private let intervalMilliseconds: Int
    private var batch = Batch()
    /// Whatever is there is taken at once.
    private var isHurried: Bool = false
    private var isClosed: Bool = false
    /// Bytes that were ever appended, and those of them that are done with.
    private var appendedBytes: Int = 0
    private var settledBytes: Int = 0
    /// How often the output was to be opened anew, and was; and whether the last time failed.
    private var wantedReopenings: Int = 0
    private var reopenings: Int = 0
    private var hasReopened: Bool = true
    private var lostLines: Int = 0

    /// - Parameters:
    ///   - capacity: bytes that are taken without waiting for more.
    ///   - limit: bytes that may wait.
    ///   - intervalMilliseconds: how long lines may gather; 0 leaves it to `flush`.
    init(capacity: Int, limit: Int, intervalMilliseconds: Int) {
        self.capacity = capacity
        self.limit = limit
        self.intervalMilliseconds = intervalMilliseconds
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        for condition in [filled, settled] { pthread_cond_init(condition, &attributes) }
        pthread_condattr_destroy(&attributes)
        batch.lines.reserveCapacity(capacity)
    }

    deinit {
        for condition in [filled, settled] {
            pthread_cond_destroy(condition)
            condition.deallocate()
        }
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Takes a whole line, or drops it; an urgent one is taken out at once.
    func append(_ line: RawSpan, urgent: Bool) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard batch.dropped == 0, batch.lines.count + line.byteCount <= limit else {
            batch.dropped += 1
            lostLines += 1
            // Whoever takes this gap makes room for the next line.
            isHurried = true
            pthread_cond_signal(filled)
            return
        }
        let wasEmpty = batch.lines.isEmpty
        line.withUnsafeBytes { batch.lines.append(contentsOf: $0) }
        appendedBytes += line.byteCount
        if !isHurried, urgent || batch.lines.count >= capacity {
            isHurried = true
            pthread_cond_signal(filled)
        } else if wasEmpty {
            pthread_cond_signal(filled)
        }
    }

    /// Waits for lines and exchanges them for the memory of those that were taken last; false after the last.
    func take(_ taken: inout Batch) -> Bool {
        if taken.lines.capacity > LineQueue.keptBytes { taken.lines = [] }
        taken.lines.removeAll(keepingCapacity: true)
        taken.lines.reserveCapacity(capacity)
        taken.dropped = 0
        taken.isReopening = false
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while !isHurried, !isClosed {
            guard !batch.lines.isEmpty, intervalMilliseconds > 0 else {
                pthread_cond_wait(filled, mutex)
                continue
            }
            var time = SystemClock.monotonicTime(inMilliseconds: intervalMilliseconds)
            while !isHurried, !isClosed, pthread_cond_timedwait(filled, mutex, &time) == 0 {}
            break
        }
        if isClosed, batch.lines.isEmpty, batch.dropped == 0, !batch.isReopening { return false }
        isHurried = false
        swap(&batch, &taken)
        return true
    }

    /// The thread is done with so many bytes: they are written, or will never be, which so many lines were.
    func settle(bytes: Int, lostLines lost: Int) {
        pthread_mutex_lock(mutex)
        settledBytes += bytes
        lostLines += lost
        pthread_cond_broadcast(settled)
        pthread_mutex_unlock(mutex)
    }

    /// The thread has opened the output anew, or failed to.
    func noteReopened(_ isOpen: Bool) {
        pthread_mutex_lock(mutex)
        reopenings = wantedReopenings
        hasReopened = isOpen
        pthread_cond_broadcast(settled)
        pthread_mutex_unlock(mutex)
    }

    /// The lines that will never be written.
    var dropped: Int {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return lostLines
    }

    /// Has the output opened anew before the lines that wait are written; false where that failed, or takes longer.
    func reopen(withinMilliseconds milliseconds: Int) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        wantedReopenings += 1
        let wanted = wantedReopenings
        batch.isReopening = true
        isHurried = true
        pthread_cond_signal(filled)
        var time = SystemClock.monotonicTime(inMilliseconds: milliseconds)
        while reopenings < wanted, pthread_cond_timedwait(settled, mutex, &time) == 0 {}
        return reopenings >= wanted && hasReopened
    }

    /// Has what is there taken at once, and waits until that is done with, at most so long.
    func flush(withinMilliseconds milliseconds: Int) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        let wanted = appendedBytes
        guard settledBytes < wanted else { return }
        isHurried = true
        pthread_cond_signal(filled)
        var time = SystemClock.monotonicTime(inMilliseconds: milliseconds)
        while settledBytes < wanted, pthread_cond_timedwait(settled, mutex, &time) == 0 {}
    }

    /// No more lines come.
    func close() {
        pthread_mutex_lock(mutex)
        isClosed = true
        pthread_cond_signal(filled)
        pthread_mutex_unlock(mutex)
    }
}

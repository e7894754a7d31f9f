/// So many events in each stretch of time, wherever the stretch begins: unlike a bucket that refills while it is
/// emptied.
struct SlidingWindow {
    let count: Int
    /// Microseconds.
    let length: Int64
    private var times: [Int64] = []

    init(_ count: Int, in length: Int64) {
        self.count = count
        self.length = length
    }

    /// When the next event may be.
    var next: Int64 { times.count < count ? .min : times[times.count - count] + length }

    mutating func add(_ time: Int64) {
        times.append(time)
        if times.count >= 2 * count { times.removeFirst(times.count - count) }
    }
}

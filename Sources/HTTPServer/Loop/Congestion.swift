/// Tells from how fast the database answers a loop's handlers how long one more request would wait, so that it is
/// refused while that helps.
///
/// The database does not get faster by more handlers that wait for it: their number divided by how many waits end in a
/// second is the wait of the next. The speed is measured only while many wait: what ends in quiet times says nothing
/// about what could. Only waits that whoever asks the database has said to be such are counted (`Loop.beginWait`): a
/// handler that waits for anything else, or a client that is slow, says nothing about the database.
struct Congestion {
    /// So many at once are never too many.
    static let ignored: Int = 64
    /// The speed is taken over at least so many milliseconds and ends, since a commit ends many at once and a disk may
    /// stand still for a moment …
    private static let shortest: Int = 200
    private static let fewest: Int = 8
    /// … and at most over so many, for what stands still.
    private static let longest: Int = 500
    /// Milliseconds of quiet after which the speed is not known any more.
    private static let memory: Int = 10_000

    /// Milliseconds that a request may have to wait.
    let maxWait: Int
    /// Ends in a second; nil where it is not known yet.
    private var speed: Int?
    /// Since when many wait; nil while few do.
    private var busySince: Int?
    /// When many waited last.
    private var busyUntil: Int = 0
    /// Milliseconds before `busySince` in which many waited, and how many ended in all of them.
    private var busyTime: Int = 0
    private var ended: Int = 0

    init(maxWait: Int) { self.maxWait = maxWait }

    /// A wait has ended.
    ///
    /// - Parameter count: waits that are left.
    @inline(__always)
    mutating func noteEnd(leaving count: Int, now: Int) {
        guard let since = busySince else { return }
        ended &+= 1
        guard count < Congestion.ignored else { return }
        busyTime += now - since
        (busySince, busyUntil) = (nil, now)
    }

    /// True where one more beside `count` waits would wait too long.
    @inline(__always)
    mutating func isTooMuch(beside count: Int, now: Int) -> Bool {
        count >= Congestion.ignored && isTooMuchForSpeed(count, now)
    }

    private mutating func isTooMuchForSpeed(_ count: Int, _ now: Int) -> Bool {
        if busySince == nil, now - busyUntil > Congestion.memory { (speed, busyTime, ended) = (nil, 0, 0) }
        let since = busySince ?? now
        busySince = since
        let passed = busyTime + now - since
        if passed >= Congestion.longest || passed >= Congestion.shortest && ended >= Congestion.fewest {
            speed = ended * 1000 / passed
            (busySince, busyTime, ended) = (now, 0, 0)
        }
        guard let speed else { return false }
        return count * 1000 > speed * maxWait
    }
}

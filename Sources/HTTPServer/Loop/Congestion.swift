/// Tells from how fast a loop's handlers end how long one more request would wait, so that it is refused while that helps.
///
/// Handlers that are suspended wait for something with a speed of its own: the database. It does not get faster by more
/// of them: their number divided by how many end in a second is the wait of the next.
struct Congestion {
    /// So many at once are never too many.
    static let ignored: Int = 64
    /// Milliseconds of fewer after which the speed is not known any more: it may just be quiet. A commit that ends all at
    /// once leaves fewer for a moment only.
    private static let quiet: Int = 1_000
    /// Milliseconds without any request after which it is not known either.
    private static let silent: Int = 10_000
    /// The speed is taken over at least so many milliseconds and ends, since a commit ends many at once and a disk may
    /// stand still for a moment …
    private static let shortest: Int = 200
    private static let fewest: Int = 8
    /// … and at most over so many, for what stands still.
    private static let longest: Int = 500

    /// Milliseconds that a request may have to wait.
    let maxWait: Int
    /// Ends in a second; nil where it is not known yet.
    private var speed: Int?
    private var began: Int = .min
    private var ended: Int = 0
    /// Since when there are so few that they are ignored; `.max` where there are more.
    private var quietSince: Int = .max

    init(maxWait: Int) { self.maxWait = maxWait }

    /// A handler that was suspended has ended.
    @inline(__always)
    mutating func noteEnd() { ended &+= 1 }

    /// True where one more beside `count` suspended handlers would wait too long.
    @inline(__always)
    mutating func isTooMuch(beside count: Int, now: Int) -> Bool {
        if count < Congestion.ignored {
            if began != .min { noteQuiet(now) }
            return false
        }
        quietSince = .max
        return isTooMuchForSpeed(count, now)
    }

    private mutating func noteQuiet(_ now: Int) {
        quietSince = min(quietSince, now)
        if now - quietSince >= Congestion.quiet { (speed, began) = (nil, .min) }
    }

    private mutating func isTooMuchForSpeed(_ count: Int, _ now: Int) -> Bool {
        if began == .min || now - began >= Congestion.silent { (speed, began, ended) = (nil, now, 0) }
        let passed: Int = now - began
        if passed >= Congestion.longest || passed >= Congestion.shortest && ended >= Congestion.fewest {
            speed = ended * 1000 / passed
            (began, ended) = (now, 0)
        }
        guard let speed else { return false }
        return count * 1000 > speed * maxWait
    }
}

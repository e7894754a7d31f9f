import ContractRuntime

/// The limits of what people write to the bot: of each of them, and of all together.
package struct MessageLimits: Sendable {
    /// Whose limit was passed.
    package enum Excess: String, Sendable, CaseIterable {
        case user, all
    }

    /// What becomes of a message.
    enum Verdict: Equatable {
        case answered
        /// It is not answered, and its writer is told so: once a minute.
        case told(Excess)
        case ignored
    }

    private let limits: RateLimits
    private let refuses: Bool
    private let now: @Sendable () -> UInt64
    private let noted: @Sendable (Excess) -> Void
    private let notices = RateLimiter(RateLimit(burst: 1, interval: 60_000_000_000), capacity: 1 << 14)

    /// - Parameters:
    ///   - refuses: false where what is too much is told (`noted`) and answered all the same.
    ///   - now: a monotonic time in nanoseconds.
    package init(
        _ limits: RateLimits,
        refuses: Bool = true,
        now: @escaping @Sendable () -> UInt64,
        noted: @escaping @Sendable (Excess) -> Void = { _ in }
    ) {
        self.limits = limits
        self.refuses = refuses
        self.now = now
        self.noted = noted
    }

    /// Counts a message.
    ///
    /// - Parameter mayTell: false in a group, where a notice would be one more message for everybody.
    func verdict(on user: Int64, mayTell: Bool) -> Verdict {
        let user = UInt64(bitPattern: user)
        let now = now()
        let excess: Excess
        if limits[.userMessages]?.take(user, now: now) != nil {
            excess = .user
        } else if limits[.allMessages]?.take(0, now: now) != nil {
            excess = .all
        } else {
            return .answered
        }
        noted(excess)
        guard refuses else { return .answered }
        return mayTell && notices.take(user, now: now) == nil ? .told(excess) : .ignored
    }
}

/// Telegram's limits on what a bot sends; each can be switched off.
package struct RateLimits: Sendable {
    package struct Options: Sendable, Equatable {
        /// Messages a second in all; nil: any number.
        package var perSecond: Int?
        /// Messages a second in all with `allow_paid_broadcast`; nil: any number.
        package var paidPerSecond: Int?
        /// Messages to one chat at once, of which one a second comes back; nil: any number.
        package var chatBurst: Int?
        /// Messages a minute to one group, edits included; nil: any number.
        package var groupPerMinute: Int?

        package init(perSecond: Int?, paidPerSecond: Int?, chatBurst: Int?, groupPerMinute: Int?) {
            self.perSecond = perSecond
            self.paidPerSecond = paidPerSecond
            self.chatBurst = chatBurst
            self.groupPerMinute = groupPerMinute
        }

        package static let none = Options(perSecond: nil, paidPerSecond: nil, chatBurst: nil, groupPerMinute: nil)
        /// What Telegram documents, with the short bursts to one chat that it lets pass.
        package static let documented = Options(perSecond: 30, paidPerSecond: 1000, chatBurst: 5, groupPerMinute: 20)
    }

    package var options: Options
    private var all = Window()
    private var paid = Window()
    private var groups: [Int64: Window] = [:]
    private var chats: [Int64: Bucket] = [:]

    init(_ options: Options) { self.options = options }

    var isOff: Bool { options == .none }

    /// Counts a message, or says how many seconds to wait, which counts nothing.
    mutating func admit(chat: Int64, isGroup: Bool, isEdit: Bool, isPaid: Bool, now: Moment) -> Int? {
        let isMessage = !isEdit || isGroup
        guard isMessage else { return nil }
        var wait = 0.0
        let (allLimit, paidLimit) = isPaid ? (nil, options.paidPerSecond) : (options.perSecond, nil)
        wait = max(wait, all.wait(limit: allLimit, seconds: 1, now: now))
        wait = max(wait, paid.wait(limit: paidLimit, seconds: 1, now: now))
        if isGroup {
            wait = max(wait, groups[chat, default: Window()].wait(limit: options.groupPerMinute, seconds: 60, now: now))
        }
        if !isEdit { wait = max(wait, chats[chat]?.wait(burst: options.chatBurst, now: now) ?? 0) }
        guard wait <= 0 else { return max(1, Int(wait.rounded(.up))) }
        if allLimit != nil { all.add(now) }
        if paidLimit != nil { paid.add(now) }
        if isGroup, options.groupPerMinute != nil { groups[chat, default: Window()].add(now) }
        if !isEdit, let burst = options.chatBurst { chats[chat, default: Bucket(burst, now)].take(burst, now) }
        return nil
    }

    /// Moments of the last seconds or minute, oldest first.
    private struct Window {
        private var moments: [Moment] = []
        private var head: Int = 0

        /// Seconds until one more is within `limit`.
        mutating func wait(limit: Int?, seconds: Double, now: Moment) -> Double {
            guard let limit else { return 0 }
            while head < moments.count, now - moments[head] >= seconds { head += 1 }
            if head > 1024 {
                moments.removeFirst(head)
                head = 0
            }
            guard moments.count - head >= limit else { return 0 }
            return seconds - (now - moments[moments.count - limit])
        }

        mutating func add(_ moment: Moment) { moments.append(moment) }
    }

    /// Messages that may come at once, filled again by one a second.
    private struct Bucket {
        private var tokens: Double
        private var filled: Moment

        init(_ burst: Int, _ now: Moment) {
            tokens = Double(burst)
            filled = now
        }

        private func tokens(_ burst: Int, _ now: Moment) -> Double { min(Double(burst), tokens + (now - filled)) }

        func wait(burst: Int?, now: Moment) -> Double {
            guard let burst else { return 0 }
            return max(0, 1 - tokens(burst, now))
        }

        mutating func take(_ burst: Int, _ now: Moment) {
            tokens = tokens(burst, now) - 1
            filled = now
        }
    }
}

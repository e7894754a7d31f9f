/// A point of the stand-in's time: seconds since 1970 by its own clock.
package struct Moment: Sendable, Comparable {
    package var seconds: Double

    package init(_ seconds: Double) { self.seconds = seconds }

    /// Telegram's dates are whole seconds.
    var date: Int64 { Int64(seconds) }

    package static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
    package static func + (moment: Moment, seconds: Double) -> Moment { Moment(moment.seconds + seconds) }
    package static func - (left: Moment, right: Moment) -> Double { left.seconds - right.seconds }
}

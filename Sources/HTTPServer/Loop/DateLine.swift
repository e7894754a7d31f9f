import Platform

/// The `Date` header line (RFC 9110 § 6.6.1), rendered once a second.
struct DateLine {
    /// "Date: Sun, 06 Nov 1994 08:49:37 GMT" and CRLF.
    private(set) var bytes: [UInt8] = []
    private var validUntil: Int = .min

    /// Renders anew where the second has passed; `now` is the loop's clock in milliseconds.
    @inline(__always)
    mutating func refresh(now: Int) {
        if now >= validUntil { render(now: now) }
    }

    private mutating func render(now: Int) {
        let (seconds, rest) = SystemClock.microseconds().quotientAndRemainder(dividingBy: 1_000_000)
        validUntil = now + 1000 - Int(rest) / 1_000
        bytes = Array("Date: \(DateLine.text(secondsSince1970: Int(seconds)))\r\n".utf8)
    }

    /// The IMF-fixdate of a time from 1970 on (RFC 9110 § 5.6.7).
    static func text(secondsSince1970: Int) -> String {
        let days = secondsSince1970 / 86_400
        let second = secondsSince1970 % 86_400
        // Civil date from days, after Howard Hinnant: years begin in March, eras last 400 years.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra: Int = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch: Int = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let weekdays: [String] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months: [String] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let clock: String = [second / 3600, second / 60 % 60, second % 60].map(padded).joined(separator: ":")
        return "\(weekdays[days % 7]), \(padded(day)) \(months[month - 1]) \(year) \(clock) GMT"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

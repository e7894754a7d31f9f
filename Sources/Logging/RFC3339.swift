/// Date-times as RFC 3339 § 5.6 writes them: UTC, six fractional digits, always 27 bytes.
package enum RFC3339 {
    /// First and last instant that four digits of year can say; what lies outside is clamped to them.
    static let range: ClosedRange<Int64> = -62_167_219_200_000_000...253_402_300_799_999_999

    /// - Parameter microseconds: since 1970-01-01T00:00:00Z, leap seconds not counted.
    package static func string(microseconds: Int64) -> String {
        var text = ""
        LineBuffer.render(
            { append(microseconds, to: &$0) },
            then: { line in line.withUnsafeBytes { text = String(decoding: $0, as: UTF8.self) } }
        )
        return text
    }

    /// Appends the 27 bytes of the date-time.
    static func append(_ microseconds: Int64, to buffer: inout LineBuffer) {
        let instant = min(max(microseconds, range.lowerBound), range.upperBound)
        let (days, inDay) = floorDivide(instant, 86_400_000_000)
        let date = civil(daysSince1970: days)
        let second = inDay / 1_000_000
        buffer.append(date.year, digits: 4)
        buffer.append(UInt8(ascii: "-"))
        buffer.append(date.month, digits: 2)
        buffer.append(UInt8(ascii: "-"))
        buffer.append(date.day, digits: 2)
        buffer.append(UInt8(ascii: "T"))
        buffer.append(second / 3_600, digits: 2)
        buffer.append(UInt8(ascii: ":"))
        buffer.append(second / 60 % 60, digits: 2)
        buffer.append(UInt8(ascii: ":"))
        buffer.append(second % 60, digits: 2)
        buffer.append(UInt8(ascii: "."))
        buffer.append(inDay % 1_000_000, digits: 6)
        buffer.append(UInt8(ascii: "Z"))
    }

    /// The proleptic Gregorian date, counted in years that begin on 1 March, so that the leap day is the last.
    private static func civil(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        // 719,468 days lie between 0000-03-01 and 1970-01-01; an era of 400 years has 146,097.
        let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
        let leapDays = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra: Int64 = (dayOfEra - leapDays) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        // March to January have 153 days in every five months.
        let monthFromMarch: Int64 = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return (year, month, day)
    }

    static func floorDivide(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

import HTTPTypes

extension Format {
    /// True for an RFC 3339 `date-time`; second 60 stands only at 23:59 UTC.
    package static func isDateTime(_ text: Bytes) -> Bool {
        guard text.count > 11, text[10] | 0x20 == UInt8(ascii: "t") else { return false }
        return isDate(text.slice(0, 10)) && isTime(text.slice(11, text.count))
    }

    /// True for an RFC 3339 `full-date` that the Gregorian calendar has.
    package static func isDate(_ text: Bytes) -> Bool {
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let century = twoDigits(text, 0), let year = twoDigits(text, 2),
            let month = twoDigits(text, 5), let day = twoDigits(text, 8)
        else { return false }
        return day >= 1 && day <= daysIn(month: month, year: century * 100 + year)
    }

    /// True for an RFC 3339 `full-time` (with its offset); second 60 stands only at 23:59 UTC.
    package static func isTime(_ text: Bytes) -> Bool {
        guard text.count >= 9, text[2] == UInt8(ascii: ":"), text[5] == UInt8(ascii: ":"),
            let hour = twoDigits(text, 0), hour <= 23,
            let minute = twoDigits(text, 3), minute <= 59,
            let second = twoDigits(text, 6), second <= 60
        else { return false }
        var index = 8
        if text[index] == UInt8(ascii: ".") {
            let start = index + 1
            index = skipDigits(text, from: start)
            guard index > start, index < text.count else { return false }
        }
        var minutesUTC = hour * 60 + minute
        switch text[index] {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"):
            guard index + 1 == text.count else { return false }
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard index + 6 == text.count, text[index + 3] == UInt8(ascii: ":"),
                let hours = twoDigits(text, index + 1), hours <= 23,
                let minutes = twoDigits(text, index + 4), minutes <= 59
            else { return false }
            let offset = hours * 60 + minutes
            minutesUTC += text[index] == UInt8(ascii: "+") ? 1440 - offset : offset
        default:
            return false
        }
        return second < 60 || minutesUTC % 1440 == 1439
    }

    /// True for a duration of RFC 3339 appendix A: no fractions, weeks alone, no unit left out between two others.
    package static func isDuration(_ text: Bytes) -> Bool {
        guard text.count >= 3, text[0] == UInt8(ascii: "P") else { return false }
        var index = 1
        if text[index] != UInt8(ascii: "T") {
            guard let next = skipUnits(text, from: index, order: "YMD") else {
                let end = skipDigits(text, from: 1)
                return end > 1 && end + 1 == text.count && text[end] == UInt8(ascii: "W")
            }
            index = next
        }
        if index == text.count { return true }
        guard text[index] == UInt8(ascii: "T") else { return false }
        return skipUnits(text, from: index + 1, order: "HMS") == text.count
    }

    /// Skips one to three `digits unit` pairs whose units are neighbours in `order`; nil where there is none.
    private static func skipUnits(_ text: Bytes, from: Int, order: StaticString) -> Int? {
        let units = Bytes(order)
        var index = from
        var expected: Int?
        while index < text.count, isDigit(text[index]) {
            let end = skipDigits(text, from: index)
            guard end < text.count, let unit = units.firstIndex(of: text[end]) else { return nil }
            if let expected, unit != expected { return nil }
            expected = unit + 1
            index = end + 1
        }
        return expected == nil ? nil : index
    }

    private static func skipDigits(_ text: Bytes, from: Int) -> Int {
        var index = from
        while index < text.count, isDigit(text[index]) { index += 1 }
        return index
    }

    private static func twoDigits(_ text: Bytes, _ index: Int) -> Int? {
        guard isDigit(text[index]), isDigit(text[index + 1]) else { return nil }
        return Int(text[index] - 0x30) * 10 + Int(text[index + 1] - 0x30)
    }

    private static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 1, 3, 5, 7, 8, 10, 12: 31
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 0
        }
    }
}

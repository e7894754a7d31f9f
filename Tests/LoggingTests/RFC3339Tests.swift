import Logging
import Testing

struct RFC3339Tests {
    /// Expected values from Python's `datetime`.
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"),
            (-1, "1969-12-31T23:59:59.999999Z"),
            (951_782_399_000_001, "2000-02-28T23:59:59.000001Z"),
            (951_825_600_123_456, "2000-02-29T12:00:00.123456Z"),
            (4_107_542_399_999_999, "2100-02-28T23:59:59.999999Z"),
            (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
            (1_732_135_823_000_100, "2024-11-20T20:50:23.000100Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
            (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
        ] as [(Int64, String)]
    )
    func instantsAreRenderedInUTCWithSixDigits(microseconds: Int64, text: String) {
        #expect(RFC3339.string(microseconds: microseconds) == text)
    }

    @Test func instantsBeyondFourDigitYearsAreClamped() {
        #expect(RFC3339.string(microseconds: .max) == "9999-12-31T23:59:59.999999Z")
        #expect(RFC3339.string(microseconds: .min) == "0000-01-01T00:00:00.000000Z")
    }

    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59.999999Z", -1),
            ("2000-02-29T12:00:00.1234569+00:00", 951_825_600_123_456),
            ("2024-11-20t23:50:23.0001+03:00", 1_732_135_823_000_100),
            ("2024-11-20T15:20:23-05:30", 1_732_135_823_000_000), ("2016-12-31T23:59:60Z", 1_483_228_800_000_000),
            ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
        ] as [(String, Int64)]
    )
    func instantsAreRead(text: String, microseconds: Int64) {
        #expect(RFC3339.microseconds(text) == microseconds)
    }

    @Test(arguments: ["", "2024-11-20", "2024-11-20T15:20:23", "2024-13-20T15:20:23Z", "2024-11-20T15:20:23+0300", "a"])
    func whatIsNoInstantIsNone(text: String) { #expect(RFC3339.microseconds(text) == nil) }
}

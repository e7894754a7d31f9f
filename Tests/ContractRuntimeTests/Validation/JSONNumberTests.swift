import ContractRuntime
import HTTPTypes
import Testing

@Suite struct JSONNumberTests {
    @Test(
        "comparison with an integer is exact",
        arguments: [
            ("9007199254740993", 9_007_199_254_740_992, 1), ("9007199254740992", 9_007_199_254_740_993, -1),
            ("9007199254740992.0", 9_007_199_254_740_993, -1), ("9007199254740992.0", 9_007_199_254_740_992, 0),
            ("9223372036854775807", Int64.max, 0), ("9223372036854775808", .max, 1), ("18446744073709551615", .max, 1),
            ("9.223372036854775808e18", .max, 1), ("-9.223372036854775808e18", .min, 0), ("-1e19", .min, -1),
            ("-9223372036854775808", .min, 0), ("0.5", 0, 1), ("-0.5", 0, -1), ("-0.0", 0, 0), ("1e300", .max, 1),
            ("5e-324", 0, 1), ("2.5", 2, 1), ("-2.5", -2, -1), ("-2.5", -3, 1),
        ] as [(String, Int64, Int)]
    )
    func integers(_ text: String, _ bound: Int64, _ expected: Int) throws {
        #expect(try withJSON(text) { $0.compare(to: bound) } == expected)
    }

    @Test(
        "comparison with a double is exact",
        arguments: [
            ("9007199254740993", 9_007_199_254_740_992.0, 1), ("9223372036854775807", 0x1p63, -1),
            ("9223372036854775808", 0x1p63, 0), ("9223372036854775809", 0x1p63, 1),
            ("18446744073709551615", 0x1p64, -1),
            ("18446744073709551615", 0x1p63, 1), ("18446744073709551615", 1e300, -1), ("9223372036854775808", 0.5, 1),
            ("9223372036854775808", -1e300, 1), ("-9223372036854775808", -0x1p63, 0),
            ("-9223372036854775807", -0x1p63, 1),
            ("-1", -1e19, 1), ("1", 1.5, -1), ("2", 1.5, 1), ("1.5", 1.5, 0), ("0", Double.leastNonzeroMagnitude, -1),
            ("-0.0", 0.0, 0),
            ("18446744073709549568", 18_446_744_073_709_549_568.0, 0),
        ] as [(String, Double, Int)]
    )
    func doubles(_ text: String, _ bound: Double, _ expected: Int) throws {
        #expect(try withJSON(text) { $0.compare(to: bound) } == expected)
    }

    @Test(
        "multiples are exact",
        arguments: [
            ("18446744073709551615", 5, true), ("18446744073709551615", 2, false), ("-9223372036854775808", -1, true),
            ("-9223372036854775808", 2, true), ("1.0", 1, true), ("1.5", 1, false), ("1e300", 10, true), ("0", 7, true),
            ("7", 0, false), ("0", 0, true),
        ] as [(String, Int64, Bool)]
    )
    func multiples(_ text: String, _ divisor: Int64, _ expected: Bool) throws {
        #expect(try withJSON(text) { $0.isMultiple(of: divisor) } == expected)
    }
}

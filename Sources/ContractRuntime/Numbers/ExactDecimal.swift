/// A decimal number, `± significand × 10^exponent`, compared and divided exactly.
///
/// A `Double` counts as the shortest decimal that reads back as the same `Double`, which is what its author wrote; so
/// 0.0075 is a multiple of 0.0001. All operations take bounded time and no big integers.
package struct ExactDecimal: Sendable {
    private let isNegative: Bool
    private let significand: UInt64
    private let exponent: Int

    /// Stands for infinity: beyond every finite `Double`.
    private static let infiniteExponent: Int = 100_000

    /// The integer itself.
    package init(_ value: Int64) {
        isNegative = value < 0
        significand = value.magnitude
        exponent = 0
    }

    /// The integer itself.
    package init(_ value: UInt64) {
        isNegative = false
        significand = value
        exponent = 0
    }

    /// The shortest decimal that reads back as `value`.
    ///
    /// Infinity becomes a number beyond all others, NaN becomes zero; JSON has neither.
    package init(_ value: Double) {
        isNegative = value < 0
        let magnitude = value.magnitude
        if magnitude.rounded(.towardZero) == magnitude, magnitude < 9_007_199_254_740_992 {
            significand = UInt64(magnitude)
            exponent = 0
        } else if magnitude.isInfinite {
            significand = 1
            exponent = ExactDecimal.infiniteExponent
        } else {
            (significand, exponent) = ExactDecimal.parse(magnitude.description)
        }
    }

    /// True for a number without a fraction, however it was written.
    package var isInteger: Bool {
        isMultiple(of: ExactDecimal(UInt64(1)))
    }

    /// True where `self` is `divisor` times an integer; zero has only itself as a multiple.
    package func isMultiple(of divisor: ExactDecimal) -> Bool {
        guard divisor.significand != 0 else { return significand == 0 }
        let shift = exponent - divisor.exponent
        if shift == 0 { return significand % divisor.significand == 0 }
        if shift > 0 {
            let modulus = divisor.significand
            let power = ExactDecimal.powerOfTen(shift, modulo: modulus)
            return ExactDecimal.multiply(significand % modulus, power, modulo: modulus) == 0
        }
        if significand == 0 { return true }
        // A divisor larger than the significand leaves a remainder.
        guard shift >= -19 else { return false }
        let (scaled, overflows): (UInt64, Bool) =
            divisor.significand.multipliedReportingOverflow(by: ExactDecimal.powerOfTen(-shift))
        return !overflows && significand % scaled == 0
    }

    /// The digits of a non-negative finite `Double`'s description, such as "0.0075", "1e-08" or "1.5e+300".
    private static func parse(_ text: String) -> (UInt64, Int) {
        var significand: UInt64 = 0
        var exponent = 0
        var written = 0
        var hasPoint = false
        var isExponent = false
        var exponentIsNegative = false
        // Zeros are held back, so that those at the end never reach the significand.
        var zeros = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "."): hasPoint = true
            case UInt8(ascii: "e"): isExponent = true
            case UInt8(ascii: "-"): exponentIsNegative = true
            case 0x30...0x39 where isExponent: written = written * 10 + Int(byte - 0x30)
            case 0x30...0x39:
                if hasPoint { exponent -= 1 }
                zeros += 1
                if byte == 0x30 { break }
                significand = significand &* powerOfTen(min(zeros, 19)) &+ UInt64(byte - 0x30)
                zeros = 0
            default: break
            }
        }
        return (significand, exponent + zeros + (exponentIsNegative ? -written : written))
    }

    /// 10^power for 0…19.
    private static func powerOfTen(_ power: Int) -> UInt64 {
        var result: UInt64 = 1
        for _ in 0..<power { result *= 10 }
        return result
    }

    private static func powerOfTen(_ power: Int, modulo modulus: UInt64) -> UInt64 {
        var result: UInt64 = 1 % modulus
        var base: UInt64 = 10 % modulus
        var rest = power
        while rest > 0 {
            if rest & 1 == 1 { result = multiply(result, base, modulo: modulus) }
            base = multiply(base, base, modulo: modulus)
            rest >>= 1
        }
        return result
    }

    /// Both factors are below `modulus`, so the quotient fits.
    private static func multiply(_ left: UInt64, _ right: UInt64, modulo modulus: UInt64) -> UInt64 {
        modulus.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
    }
}

extension ExactDecimal: Comparable {
    /// True for the same number, whatever it was made of.
    package static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
        left.compare(right) == 0
    }

    /// The order of the numbers.
    package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        left.compare(right) < 0
    }

    /// Negative, zero or positive, as `self` is less than, equal to or greater than `other`.
    private func compare(_ other: ExactDecimal) -> Int {
        let sign = significand == 0 ? 0 : (isNegative ? -1 : 1)
        let otherSign = other.significand == 0 ? 0 : (other.isNegative ? -1 : 1)
        guard sign == otherSign, sign != 0 else { return sign - otherSign }
        return sign * compareMagnitude(other)
    }

    private func compareMagnitude(_ other: ExactDecimal) -> Int {
        let shift = exponent - other.exponent
        // The significands have at most 20 digits: beyond that difference the exponents decide.
        if shift > 20 { return 1 }
        if shift < -20 { return -1 }
        let left = ExactDecimal.scaled(significand, by: max(shift, 0))
        let right = ExactDecimal.scaled(other.significand, by: max(-shift, 0))
        return left < right ? -1 : (left > right ? 1 : 0)
    }

    /// At most 2^64 × 10^20, or what is as good: it is larger than any significand where the product would not fit.
    private static func scaled(_ value: UInt64, by power: Int) -> UInt128 {
        var result = UInt128(value)
        for _ in 0..<power {
            let (product, overflows) = result.multipliedReportingOverflow(by: 10)
            if overflows { return .max }
            result = product
        }
        return result
    }
}

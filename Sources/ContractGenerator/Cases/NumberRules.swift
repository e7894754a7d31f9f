/// Bounds and divisors of numbers.
enum NumberRules {
    static func broken(_ value: SpecValue, _ schema: SpecNode) -> [String] {
        var broken: [String] = []
        let bounds: [(keyword: String, isBroken: (Int) -> Bool)] = [
            ("minimum", { $0 < 0 }), ("exclusiveMinimum", { $0 <= 0 }),
            ("maximum", { $0 > 0 }), ("exclusiveMaximum", { $0 >= 0 }),
        ]
        for bound in bounds {
            if let limit = schema[bound.keyword]?.value, bound.isBroken(compare(value, limit)) {
                broken.append(bound.keyword)
            }
        }
        if let divisor = schema["multipleOf"]?.value, !isMultiple(value, of: divisor) { broken.append("multipleOf") }
        if let bits = bits(of: schema), value.isOfType("integer"), !fits(value, bits: bits) { broken.append("format") }
        return broken
    }

    /// 32 or 64 where `format` says so.
    static func bits(of schema: SpecNode) -> Int? {
        switch schema["format"]?.string {
        case "int32": 32
        case "int64": 64
        default: nil
        }
    }

    /// Negative, zero or positive, like `left - right`.
    static func compare(_ left: SpecValue, _ right: SpecValue) -> Int {
        if let left = integer(left), let right = integer(right) { return left < right ? -1 : left > right ? 1 : 0 }
        let (one, other): (Double, Double) = (double(left), double(right))
        if one != other { return one < other ? -1 : 1 }
        // Rounding made them equal: one of them exceeds 64 bits, or both are the same double.
        if integer(left) != nil { return other > 0 ? -1 : 1 }
        if integer(right) != nil { return one > 0 ? 1 : -1 }
        return 0
    }

    static func integer(_ value: SpecValue) -> Int64? {
        switch value {
        case .integer(let number): number
        case .real(let number): Int64(exactly: number)
        default: nil
        }
    }

    static func double(_ value: SpecValue) -> Double {
        switch value {
        case .integer(let number): Double(number)
        case .real(let number): number
        default: .nan
        }
    }

    private static func isMultiple(_ value: SpecValue, of divisor: SpecValue) -> Bool {
        if let value = integer(value), let divisor = integer(divisor), divisor != 0 {
            return divisor == -1 || value % divisor == 0
        }
        let quotient = double(value) / double(divisor)
        // Decimal fractions are no doubles: a quotient that is whole but for rounding is whole.
        if abs(quotient) < 1e9 { return abs(quotient - quotient.rounded()) < 1e-9 }
        return quotient.rounded() * double(divisor) == double(value)
    }

    private static func fits(_ value: SpecValue, bits: Int) -> Bool {
        guard let number = integer(value) else { return false }
        return bits == 64 || Int32(exactly: number) != nil
    }
}

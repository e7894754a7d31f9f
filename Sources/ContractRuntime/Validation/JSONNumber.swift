extension JSONValue {
    /// Says whether an integer fits into 32 bits. Call it on a number only.
    @inlinable
    package var fitsInt32: Bool { int64.map { Int32(exactly: $0) != nil } ?? false }

    /// Says whether a number is a multiple, exactly. Call it on a number only.
    package func isMultiple(of divisor: Int64) -> Bool {
        if let number = int64, divisor != 0 { return divisor == -1 || number % divisor == 0 }
        return exactDecimal.isMultiple(of: ExactDecimal(divisor))
    }

    /// Says whether a number is a multiple, exactly; both stand for their shortest decimals. Call it on a number only.
    package func isMultiple(of divisor: Double) -> Bool {
        exactDecimal.isMultiple(of: ExactDecimal(divisor))
    }

    private var exactDecimal: ExactDecimal {
        switch tag {
        case Tag.signed: ExactDecimal(Int64(bitPattern: tape[index + 1]))
        case Tag.unsigned: ExactDecimal(tape[index + 1])
        default: ExactDecimal(double)
        }
    }

    /// Compares a number with an integer bound, exactly: −1, 0 or 1. Call it on a number only.
    @inlinable
    package func compare(to bound: Int64) -> Int {
        switch tag {
        case Tag.signed:
            let number = Int64(bitPattern: tape[index + 1])
            return number < bound ? -1 : (number == bound ? 0 : 1)
        case Tag.unsigned: return 1
        default: return JSONValue.compare(double, to: bound)
        }
    }

    /// Compares a number with a fractional bound, exactly: −1, 0 or 1. Call it on a number only.
    @inlinable
    package func compare(to bound: Double) -> Int {
        switch tag {
        case Tag.signed: return -JSONValue.compare(bound, to: Int64(bitPattern: tape[index + 1]))
        case Tag.unsigned:
            let number = tape[index + 1]
            if bound >= 0x1p64 { return -1 }
            // The number is at least 2^63, where every double is an integer.
            guard let exact = UInt64(exactly: bound) else { return 1 }
            return number < exact ? -1 : (number == exact ? 0 : 1)
        default:
            let number = double
            return number < bound ? -1 : (number == bound ? 0 : 1)
        }
    }

    /// A double against an integer without losing a bit of either.
    @inlinable
    static func compare(_ number: Double, to bound: Int64) -> Int {
        if number < -0x1p63 { return -1 }
        if number >= 0x1p63 { return 1 }
        let whole = number.rounded(.towardZero)
        let integer = Int64(whole)
        if integer != bound { return integer < bound ? -1 : 1 }
        return number < whole ? -1 : (number > whole ? 1 : 0)
    }
}

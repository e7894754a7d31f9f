/// A body weight as it is written in decimal: `digits` / `unit`, `unit` a power of ten.
package struct Kilograms {
    private(set) var digits: Int128 = 0
    private(set) var unit: Int128 = 1

    /// Reads the shortest decimal that stands for this double: the number in the request's JSON, wherever that has no
    /// more than 15 significant digits. nil outside 20…300, the contract's range.
    package init?(_ weight: Double) {
        // In this range the shortest decimal has at most 17 digits and no exponent.
        guard weight >= 20, weight <= 300 else { return nil }
        var isFraction = false
        for byte in weight.description.utf8 {
            switch byte {
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits = digits * 10 + Int128(byte - UInt8(ascii: "0"))
                if isFraction { unit *= 10 }
            default: return nil
            }
        }
    }

    /// True where the two differ by 0.1 kg or more.
    package func differsEnough(from other: Kilograms) -> Bool {
        let difference: Int128 = digits * other.unit - other.digits * unit
        return difference.magnitude * 10 >= (unit * other.unit).magnitude
    }
}

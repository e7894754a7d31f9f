/// Decimal text with two places, made from hundredths; no binary float is ever involved.
package enum DecimalText {
    package static func twoPlaces(hundredths: Int64) -> String {
        let magnitude: UInt64 = hundredths.magnitude
        let cents: UInt64 = magnitude % 100
        return "\(hundredths < 0 ? "-" : "")\(magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}

/// One hexadecimal digit.
package struct HexDigit {
    /// The digit of a number from 0 to 15, a letter in upper case.
    @inlinable
    @inline(__always)
    package static func text(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 &+ value : 0x37 &+ value
    }

    /// The number that a digit of either case stands for; nil for another byte.
    @inlinable
    @inline(__always)
    package static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte &- 0x30
        case 0x41...0x46: byte &- 0x37
        case 0x61...0x66: byte &- 0x57
        default: nil
        }
    }
}

import HTTPTypes

/// An internationalised label in its ASCII form, `xn--` and Punycode.
enum ALabel {
    /// Longer decoded labels cannot come out of the 59 bytes that Punycode has in a label.
    private static let capacity: Int = 64

    /// True where the label decodes (RFC 3492) to a U-label that RFC 5891 § 4.2 and RFC 5892 admit.
    static func isValid(_ label: Bytes) -> Bool {
        guard label.count > 4, label.count <= 63 else { return false }
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) {
            (scalars: UnsafeMutableBufferPointer<UInt32>) -> Bool in
            guard let count = decode(label.slice(4, label.count), into: scalars) else { return false }
            return ULabel.isValid(UnsafeBufferPointer(rebasing: scalars[0..<count]))
        }
    }

    /// Decodes Punycode, ASCII letters folded; nil where it is malformed or has nothing beyond ASCII.
    private static func decode(_ text: Bytes, into scalars: UnsafeMutableBufferPointer<UInt32>) -> Int? {
        var count = 0
        var index = 0
        var delimiter = text.count - 1
        while delimiter >= 0, text[delimiter] != UInt8(ascii: "-") { delimiter -= 1 }
        if delimiter > 0 {
            while index < delimiter {
                scalars[count] = UInt32(Bytes.lowercased(text[index]))
                count += 1
                index += 1
            }
            index += 1
        } else if delimiter == 0 {
            return nil
        }
        guard index < text.count else { return nil }

        var code = 128
        var position = 0
        var bias = 72
        while index < text.count {
            let previous = position
            var weight = 1
            var k = 36
            while true {
                guard index < text.count, let digit = value(of: text[index]) else { return nil }
                index += 1
                position += digit * weight
                guard position <= 0x7FFF_FFFF else { return nil }
                let threshold = k <= bias ? 1 : (k >= bias + 26 ? 26 : k - bias)
                if digit < threshold { break }
                weight *= 36 - threshold
                guard weight <= 0x7FFF_FFFF else { return nil }
                k += 36
            }
            guard count < capacity else { return nil }
            bias = adapt(position - previous, points: count + 1, first: previous == 0)
            code += position / (count + 1)
            position %= count + 1
            guard code <= 0x10FFFF else { return nil }
            var tail = count
            while tail > position {
                scalars[tail] = scalars[tail - 1]
                tail -= 1
            }
            scalars[position] = UInt32(code)
            count += 1
            position += 1
        }
        return count
    }

    private static func value(of byte: UInt8) -> Int? {
        if Format.isDigit(byte) { return Int(byte) - 0x30 + 26 }
        return Format.isAlpha(byte) ? Int(byte | 0x20) - 0x61 : nil
    }

    /// The bias adaptation of RFC 3492 § 6.1.
    private static func adapt(_ distance: Int, points: Int, first: Bool) -> Int {
        var delta = first ? distance / 700 : distance / 2
        delta += delta / points
        var k = 0
        while delta > 455 {
            delta /= 35
            k += 36
        }
        return k + 36 * delta / (delta + 38)
    }
}

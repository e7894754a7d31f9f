import Crypto
import Glibc

/// How hard a secret is to guess that the operator made up.
enum SecretStrength {
    /// Different bytes that a secret needs; random ones have more.
    private static let minimumVariety: Int = 6
    /// Bits that each character which must be there stands for at least. Random hexadecimal digits have 4.
    private static let bitsPerCharacter: Double = 2

    /// The weakness of it, to follow "it has"; nil where nothing is weak.
    static func weakness(_ secret: Secret, minimumCount: Int) -> String? {
        secret.withBytes { bytes in
            if bytes.count < minimumCount { return "fewer than \(minimumCount) characters" }
            if let word = Placeholder.word(in: String(decoding: bytes, as: UTF8.self)) {
                return "the \"\(word)\" of an example in it"
            }
            if Set(bytes).count < minimumVariety { return "fewer than \(minimumVariety) different characters" }
            if bits(of: bytes) < bitsPerCharacter * Double(minimumCount) {
                return "too much that repeats itself or counts up"
            }
            return nil
        }
    }

    /// An estimate of the entropy from above: what repeats an earlier part, and runs such as `aaa`, `abc` and `321`,
    /// count as one character; each character is any of the kinds that there are.
    static func bits(of bytes: UnsafeBufferPointer<UInt8>) -> Double {
        var index = 0
        var characters = 0
        while index < bytes.count {
            characters += 1
            index += max(1, repeated(in: bytes, at: index), run(in: bytes, at: index))
        }
        return Double(characters) * log2(Double(alphabet(of: bytes)))
    }

    /// The length of the longest part from `index` on that stands before it, too; 0 for less than three bytes.
    private static func repeated(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        var longest = 0
        for start in 0..<index {
            var count = 0
            while index + count < bytes.count, bytes[start + count] == bytes[index + count] { count += 1 }
            longest = max(longest, count)
        }
        return longest < 3 ? 0 : longest
    }

    /// The length of the run from `index` on, in which each byte is as far from the one before, one at most; 0 for less
    /// than three bytes.
    private static func run(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        func step(_ at: Int) -> Int { Int(bytes[at + 1]) - Int(bytes[at]) }
        guard index + 1 < bytes.count, abs(step(index)) <= 1 else { return 0 }
        var end = index + 1
        while end + 1 < bytes.count, step(end) == step(index) { end += 1 }
        return end - index < 2 ? 0 : end - index + 1
    }

    private static func alphabet(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var (digits, lower, upper, others, isHex) = (0, 0, 0, 0, true)
        for byte in bytes {
            switch byte {
            case 0x30...0x39: digits = 10
            case 0x61...0x7A: lower = 26
            case 0x41...0x5A: upper = 26
            default: others = 32
            }
            if !(0x30...0x39).contains(byte), !(0x61...0x66).contains(byte | 0x20) { isHex = false }
        }
        return isHex && lower + upper > 0 ? 16 : max(2, digits + lower + upper + others)
    }
}

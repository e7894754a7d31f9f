import HTTPTypes

/// Finds the end of a line, and with it everything that may never stand in one.
///
/// CRLF alone ends a line (RFC 9112 § 2.2 allows to refuse a bare LF; a bare CR must be refused). Control characters
/// other than HTAB are refused where they stand, so that an attack does not wait for the rest of its line.
struct LineScanner {
    enum Result: Equatable {
        /// The line ends before the CRLF at this offset.
        case line(end: Int)
        /// No end so far; scanning may go on at this offset.
        case open(resumeAt: Int)
        case bareCarriageReturn
        case bareLineFeed
        case controlCharacter
    }

    /// Looks at `input[from..<limit]`; the caller makes sure that those bytes exist.
    @inline(__always)
    static func scan(_ input: UnsafePointer<UInt8>, from: Int, limit: Int) -> Result {
        var index = from
        while true {
            // Eight bytes a step: a byte below 0x20, or 0x7F, leaves its top bit set. Of several, the lowest is exact.
            while index &+ 8 <= limit {
                let word = UnsafeRawPointer(input + index).loadUnaligned(as: UInt64.self).littleEndian
                let below: UInt64 = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
                let flipped = word ^ 0x7F7F_7F7F_7F7F_7F7F
                let delete: UInt64 = (flipped &- 0x0101_0101_0101_0101) & ~flipped & 0x8080_8080_8080_8080
                let found = below | delete
                if found != 0 {
                    index &+= found.trailingZeroBitCount &>> 3
                    break
                }
                index &+= 8
            }
            while index < limit, input[index] >= 0x20, input[index] != 0x7F { index &+= 1 }
            guard index < limit else { return .open(resumeAt: index) }
            switch input[index] {
            case 0x09:
                index &+= 1
            case 0x0D:
                guard index &+ 1 < limit else { return .open(resumeAt: index) }
                return input[index &+ 1] == 0x0A ? .line(end: index) : .bareCarriageReturn
            case 0x0A:
                return .bareLineFeed
            default:
                return .controlCharacter
            }
        }
    }
}

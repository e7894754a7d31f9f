import HTTPTypes

/// Decodes the chunked transfer coding (RFC 9112 § 7.1): bytes in, an action out, resumable at any byte.
///
/// Strict: a size is hexadecimal digits and nothing else, lines end in CRLF, extensions follow the grammar, and all
/// that is not data is bounded. White space stands only where the grammar has BWS, which a recipient must read (RFC
/// 9110 § 5.6.3): around ";" and "=". Trailers are checked and dropped, so they can overrule nothing.
package struct ChunkedParser: Sendable {
    package enum Action: Sendable {
        /// All input was used up; more is needed.
        case needMore
        /// `count` bytes from `offset` are data; go on at `offset + count`.
        case data(offset: Int, count: Int)
        /// The body is complete; the next message starts at `next`.
        case complete(next: Int)
        case refused(HTTPFault)
    }

    private enum Phase: Sendable {
        case sizeFirst, size, sizeLineFeed
        case sizeEnd, extensionNameFirst, extensionName, extensionNameEnd
        case extensionValueFirst, extensionValue, extensionValueEnd
        case quoted, quotedPair, quotedEnd
        case data, dataReturn, dataLineFeed
        case trailerFirst, trailerName, trailerValue, trailerLineFeed, endLineFeed
    }

    /// Bytes of one size line's extensions, and of all of them in a body.
    static let extensionBytes: Int = 1024
    static let allExtensionBytes: Int = 8 * 1024

    private var phase: Phase = .sizeFirst
    /// The rest of the chunk that is being read, or its size so far.
    private var remaining: Int = 0
    private var total: Int = 0
    /// Digits of the size, or bytes of the extensions behind it.
    private var lineBytes: Int = 0
    private var allExtensions: Int = 0
    private var trailerBytes: Int = 0
    private var trailerFields: Int = 0
    private let limits: RequestLimits
    private let maxBodyBytes: Int

    /// A body over `maxBodyBytes` is refused as soon as a chunk declares it.
    package init(maxBodyBytes: Int, limits: RequestLimits = RequestLimits()) {
        self.maxBodyBytes = maxBodyBytes
        self.limits = limits
    }

    /// Reads `input[from...]`.
    package mutating func parse(_ input: UnsafeBufferPointer<UInt8>, from: Int) -> Action {
        var index = from
        while index < input.count {
            if phase == .data {
                let count = min(remaining, input.count - index)
                remaining -= count
                if remaining == 0 { phase = .dataReturn }
                return .data(offset: index, count: count)
            }
            let byte = input[index]
            index += 1
            if phase == .endLineFeed {
                return byte == 0x0A ? .complete(next: index) : .refused(ChunkedParser.lineEnd)
            }
            if let fault = step(byte) { return .refused(fault) }
        }
        return .needMore
    }

    private static var lineEnd: HTTPFault { .malformed("a line of the chunked body does not end in CRLF") }

    private mutating func step(_ byte: UInt8) -> HTTPFault? {
        switch phase {
        case .sizeFirst, .size: return readSize(byte)
        case .sizeLineFeed:
            guard byte == 0x0A else { return ChunkedParser.lineEnd }
            phase = remaining == 0 ? .trailerFirst : .data
        case .dataReturn:
            guard byte == 0x0D else { return .malformed("a chunk is longer than its size says") }
            phase = .dataLineFeed
        case .dataLineFeed:
            guard byte == 0x0A else { return ChunkedParser.lineEnd }
            phase = .sizeFirst
            remaining = 0
        case .trailerFirst, .trailerName, .trailerValue, .trailerLineFeed: return readTrailer(byte)
        case .data, .endLineFeed: break
        default: return readExtension(byte)
        }
        return nil
    }

    private mutating func readSize(_ byte: UInt8) -> HTTPFault? {
        if let digit = HexDigit.value(byte).map(Int.init) {
            guard remaining <= (Int.max - digit) >> 4 else { return .malformed("a chunk size is too large") }
            remaining = remaining << 4 | digit
            lineBytes += 1
            guard lineBytes <= 32 else { return .malformed("a chunk size is too long") }
            phase = .size
            return nil
        }
        guard phase == .size else { return .malformed("a chunk size is not hexadecimal") }
        switch byte {
        case 0x3B, 0x20, 0x09:
            lineBytes = 0
            phase = byte == 0x3B ? .extensionNameFirst : .sizeEnd
            return nil
        case 0x0D: return endSizeLine()
        default: return .malformed("a chunk size is not hexadecimal")
        }
    }

    private mutating func endSizeLine() -> HTTPFault? {
        phase = .sizeLineFeed
        lineBytes = 0
        // A difference, because a sum could overflow: total is never over the limit.
        guard remaining <= maxBodyBytes - total else { return .bodyTooLarge(limit: maxBodyBytes) }
        total += remaining
        return nil
    }

    private mutating func readExtension(_ byte: UInt8) -> HTTPFault? {
        lineBytes += 1
        allExtensions += 1
        guard lineBytes <= ChunkedParser.extensionBytes, allExtensions <= ChunkedParser.allExtensionBytes else {
            return .malformed("the chunk extensions are too long")
        }
        if byte == 0x20 || byte == 0x09, let next = phaseAfterSpace {
            phase = next
            return nil
        }
        let isToken = ByteSet.token.contains(byte)
        let isText = byte == 0x09 || (byte >= 0x20 && byte != 0x7F)
        switch (phase, byte) {
        case (.extensionNameFirst, _) where isToken: phase = .extensionName
        case (.extensionName, _) where isToken: break
        case (.extensionName, 0x3D), (.extensionNameEnd, 0x3D): phase = .extensionValueFirst
        case (.extensionValueFirst, 0x22): phase = .quoted
        case (.extensionValueFirst, _) where isToken: phase = .extensionValue
        case (.extensionValue, _) where isToken: break
        case (.quoted, 0x22): phase = .quotedEnd
        case (.quoted, 0x5C): phase = .quotedPair
        case (.quoted, _) where isText: break
        case (.quotedPair, _) where isText: phase = .quoted
        case (.sizeEnd, 0x3B), (.extensionName, 0x3B), (.extensionNameEnd, 0x3B), (.extensionValue, 0x3B),
            (.extensionValueEnd, 0x3B), (.quotedEnd, 0x3B):
            phase = .extensionNameFirst
        case (.extensionName, 0x0D), (.extensionValue, 0x0D), (.quotedEnd, 0x0D): return endSizeLine()
        default: return .malformed("a chunk extension is not name or name=value")
        }
        return nil
    }

    /// The phase that BWS leads to; nil where it may not stand. It never leads to the end of the line.
    private var phaseAfterSpace: Phase? {
        switch phase {
        case .sizeEnd, .extensionNameFirst, .extensionNameEnd, .extensionValueFirst, .extensionValueEnd: phase
        case .extensionName: .extensionNameEnd
        case .extensionValue, .quotedEnd: .extensionValueEnd
        default: nil
        }
    }

    private mutating func readTrailer(_ byte: UInt8) -> HTTPFault? {
        trailerBytes += 1
        guard trailerBytes <= limits.headerBytes else { return .fieldsTooLarge }
        let isToken = ByteSet.token.contains(byte)
        let isText = byte == 0x09 || (byte >= 0x20 && byte != 0x7F)
        switch (phase, byte) {
        case (.trailerFirst, 0x0D): phase = .endLineFeed
        case (.trailerFirst, _) where isToken:
            trailerFields += 1
            guard trailerFields <= limits.fields else { return .fieldsTooLarge }
            phase = .trailerName
        case (.trailerName, _) where isToken: break
        case (.trailerName, 0x3A): phase = .trailerValue
        case (.trailerValue, 0x0D): phase = .trailerLineFeed
        case (.trailerValue, _) where isText: break
        case (.trailerLineFeed, 0x0A): phase = .trailerFirst
        default: return .malformed("a trailer is not a header line")
        }
        return nil
    }
}

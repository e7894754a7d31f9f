import HTTPTypes

@testable import Patterns

extension FuzzTarget {
    /// A pattern that is taken runs, ends, and finds the same when it is wrapped in what finds nothing of its own.
    ///
    /// The input is the pattern, a line feed, and the text.
    @Sendable static func patterns(_ input: [UInt8]) throws {
        let parts = input.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        guard let source = parts.first.flatMap({ String(validating: $0, as: UTF8.self) }) else { return }
        let text = parts.count > 1 ? Array(String(decoding: parts[1], as: UTF8.self).utf8) : []
        let pattern: Pattern
        do {
            pattern = try Pattern(ecma: source)
        } catch {
            // What is refused by itself is refused within a group as well.
            let isInside = (try? Pattern(ecma: "(?:\(source))")) != nil
            return try require(!isInside || source.contains(")"), "(?:\(source)) is taken, and \(source) is not")
        }
        let found = matches(pattern, text)
        for wrapped in ["(?:\(source))", "(?=\(source))", "[^\\0]{0}(?:\(source))"] {
            let other: Pattern
            do {
                other = try Pattern(ecma: wrapped)
            } catch {
                // Nesting and size have limits.
                try require(error.isUnsupported, "\(wrapped) is refused: \(error)")
                continue
            }
            try require(matches(other, text) == found, "\(wrapped) finds other than \(source)")
        }
    }

    private static func matches(_ pattern: Pattern, _ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { buffer in
            pattern.matches(buffer.baseAddress.map { Bytes(start: $0, count: buffer.count) } ?? .empty)
        }
    }
}

/// The part of RFC 8259's JSON that a reader accepts.
package struct JSONLimits: Sendable {
    /// The deepest nesting.
    package var maxDepth: Int
    /// True where the escape of a lone surrogate, which no UTF-8 can hold, is read as U+FFFD instead of refused: for
    /// who keeps the text as it came.
    package var replacesLoneSurrogates: Bool

    package init(maxDepth: Int = 64, replacesLoneSurrogates: Bool = false) {
        self.maxDepth = maxDepth
        self.replacesLoneSurrogates = replacesLoneSurrogates
    }

    /// Those of an operation that says nothing else.
    package static let standard = JSONLimits()
}

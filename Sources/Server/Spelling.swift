import Platform

/// Finds the word that a misspelt one was meant to be.
enum Spelling {
    /// The known word at the smallest edit distance, without regard to case; nil where none is near enough to have been
    /// meant.
    static func nearest(to word: String, among known: some Sequence<String>) -> String? {
        closest(to: word, among: known).flatMap { $0.isMeant ? $0.word : nil }
    }

    /// The known word at the smallest edit distance, without regard to case, and whether it is near enough to have been
    /// meant, which goes before; nil for a word that is too long.
    static func closest(to word: String, among known: some Sequence<String>) -> (word: String, isMeant: Bool)? {
        let lower = Array(word.lowercased().utf8)
        guard lower.count <= 64 else { return nil }
        var best: (word: String, isMeant: Bool, distance: Int)?
        for candidate in known {
            let letters = Array(candidate.lowercased().utf8)
            let distance = EditDistance.between(lower, letters)
            let isMeant = distance <= (letters.count > 6 ? 2 : 1)
            // One that may have been meant is before every other.
            let isBetter = best.map { isMeant == $0.isMeant ? distance < $0.distance : isMeant } ?? true
            if isBetter { best = (candidate, isMeant, distance) }
        }
        return best.map { ($0.word, $0.isMeant) }
    }
}

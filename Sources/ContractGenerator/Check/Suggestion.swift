import Platform

/// Guesses what a misspelt name was meant to be.
enum Suggestion {
    /// The nearest of the candidates, where one is near: at most a third of the name's length away.
    static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        let letters = Array(name.lowercased().utf8.prefix(64))
        var best: (distance: Int, name: String)?
        for candidate in candidates {
            let other = Array(candidate.lowercased().utf8.prefix(64))
            let allowed = max(1, letters.count / 3)
            guard abs(letters.count - other.count) <= allowed else { continue }
            let distance = EditDistance.between(letters, other)
            guard distance <= allowed else { continue }
            if let known = best, (known.distance, known.name) <= (distance, candidate) { continue }
            best = (distance, candidate)
        }
        return best?.name
    }
}

/// Finds the key that a misspelt one was meant to be.
enum KeySuggestion {
    /// The known key at the smallest edit distance; nil where none is near enough to have been meant.
    static func key(near name: String) -> ConfigurationKey? {
        let upper: [UInt8] = Array(name.uppercased().utf8)
        guard upper.count <= 64 else { return nil }
        var best: (key: ConfigurationKey, distance: Int)?
        for key in ConfigurationKey.allCases {
            let known: [UInt8] = Array(key.rawValue.utf8)
            let distance: Int = distance(upper, known)
            guard distance <= (known.count > 6 ? 2 : 1), distance < best?.distance ?? .max else { continue }
            best = (key, distance)
        }
        return best?.key
    }

    /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last: [Int] = Array(0...right.count)
        for row in 0..<left.count {
            var current: [Int] = [row + 1]
            for column in 0..<right.count {
                var cost: Int = last[column] + (left[row] == right[column] ? 0 : 1)
                cost = min(cost, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}

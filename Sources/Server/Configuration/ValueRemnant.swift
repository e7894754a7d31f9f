/// The remnant in a value of the file that it stood in.
///
/// Docker's `--env-file` passes a line on as it stands, quotes, comment, carriage return and all, and so do some
/// service managers. A secret with that in it works until the other side is given the one that was meant.
enum ValueRemnant {
    /// The remnant, and what to do; nil where nothing is. Never with the value.
    static func fault(_ value: String, isSecret: Bool) -> String? {
        let trimmed = value.trimmingBlanks()
        guard let first = trimmed.unicodeScalars.first else { return nil }
        if "'\"`\u{2018}\u{201C}\u{AB}".unicodeScalars.contains(first) {
            return "still has quotes around it; write it without them, because what reads the file keeps them"
        }
        if hasComment(trimmed) {
            return "still has a comment behind it; give that a line of its own, because what reads the file keeps it"
        }
        // As bytes: CR and LF are one character.
        if isSecret, trimmed.utf8.count != value.utf8.count {
            return "has blanks or an end of line around it; remove them, because the other side may count them"
        }
        return nil
    }

    /// A `#` at the start or behind a blank; not between the single quotes of libpq's `key='value'`.
    private static func hasComment(_ text: Substring) -> Bool {
        var isQuoted = false
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar == "'", previous != "\\" { isQuoted.toggle() }
            if scalar == "#", !isQuoted, previous == " " || previous == "\t" { return true }
            previous = scalar
        }
        return false
    }
}

/// Replaces `$NAME` and `${NAME}` in a value as Docker Compose does.
///
/// `${NAME:-text}` is for one that is unset or empty, `${NAME-text}` for one that is unset, `${NAME:+text}` and
/// `${NAME+text}` for one that is not, `${NAME:?text}` and `${NAME?text}` need it; `text` may hold variables. `$$` is a
/// dollar sign, and so is a `$` with no name behind it.
struct Interpolation {
    struct Outcome {
        var text: String
        /// True where a variable without a default is not set.
        var hasUnset: Bool = false
        /// True where the text would be longer than a value may be, or variables are nested deeper; it is not whole.
        var isTooMuch: Bool = false
    }

    private static let mostBytes: Int = 64 * 1024
    private static let mostNested: Int = 16

    /// The value of a variable; nil where it is not set.
    let look: (String) -> String?

    init(_ look: @escaping (String) -> String?) {
        self.look = look
    }

    func expand(_ value: String) -> Outcome {
        var outcome = Outcome(text: "")
        expand(Array(value.unicodeScalars)[...], depth: 0, into: &outcome)
        return outcome
    }

    private func expand(_ scalars: ArraySlice<Unicode.Scalar>, depth: Int, into outcome: inout Outcome) {
        guard depth <= Self.mostNested else {
            outcome.isTooMuch = true
            return
        }
        var rest = scalars
        while !outcome.isTooMuch, let scalar = rest.popFirst() {
            guard scalar == "$", let next = rest.first else {
                outcome.text.unicodeScalars.append(scalar)
                continue
            }
            if next == "$" {
                rest.removeFirst()
                outcome.text += "$"
            } else if next == "{", let end = Interpolation.end(of: rest) {
                expandBraced(rest[(rest.startIndex + 1)..<end], depth: depth, into: &outcome)
                rest = rest[(end + 1)...]
            } else {
                let name = Interpolation.name(rest)
                rest = rest.dropFirst(name.unicodeScalars.count)
                if name.isEmpty { outcome.text += "$" } else { append(look(name), to: &outcome) }
            }
        }
    }

    /// The inside of `${…}`.
    private func expandBraced(_ inside: ArraySlice<Unicode.Scalar>, depth: Int, into outcome: inout Outcome) {
        let name = Interpolation.name(inside)
        var rest = inside.dropFirst(name.unicodeScalars.count)
        var value = look(name)
        if rest.first == ":" {
            rest.removeFirst()
            if value?.isEmpty == true { value = nil }
        }
        switch rest.popFirst() {
        case "-": if let value { append(value, to: &outcome) } else { expand(rest, depth: depth + 1, into: &outcome) }
        case "+": if value != nil { expand(rest, depth: depth + 1, into: &outcome) }
        // The text behind `?` is for people.
        case "?", nil: append(value, to: &outcome)
        default: outcome.hasUnset = true
        }
    }

    private func append(_ value: String?, to outcome: inout Outcome) {
        outcome.text += value ?? ""
        if outcome.text.utf8.count > Self.mostBytes { outcome.isTooMuch = true }
        if value == nil { outcome.hasUnset = true }
    }

    /// The place where the brace that `rest` begins with is closed.
    private static func end(of rest: ArraySlice<Unicode.Scalar>) -> Int? {
        var depth = 0
        for index in rest.indices {
            if rest[index] == "{" { depth += 1 }
            if rest[index] == "}" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    /// The name that the scalars begin with; empty where there is none.
    private static func name(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var name = ""
        for scalar in scalars {
            switch scalar {
            case "A"..."Z", "a"..."z", "_": break
            case "0"..."9" where !name.isEmpty: break
            default: return name
            }
            name.unicodeScalars.append(scalar)
        }
        return name
    }
}

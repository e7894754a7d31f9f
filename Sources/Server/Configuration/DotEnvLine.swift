/// One line of a `.env` file while it is read.
struct DotEnvLine {
    struct Fault: Error {
        var message: String
    }

    private var rest: Substring.UnicodeScalarView

    init(_ line: Substring.UnicodeScalarView) {
        rest = line
    }

    /// nil for a line that is blank or a comment.
    mutating func parse() throws(Fault) -> (key: String, value: String)? {
        guard !rest.contains(where: { $0 == "\0" || $0 == "\r" }) else {
            throw Fault(message: "a NUL or a carriage return inside the line")
        }
        skipBlanks()
        guard let first = rest.first, first != "#" else { return nil }
        var key: String = takeName()
        if key == "export", let next = rest.first, DotEnvLine.isBlank(next) {
            skipBlanks()
            key = takeName()
        }
        guard !key.isEmpty else { throw Fault(message: "a key was expected: letters, digits and _, not a digit first") }
        skipBlanks()
        guard rest.popFirst() == "=" else { throw Fault(message: "\"=\" was expected behind \(key)") }
        skipBlanks()
        switch rest.first {
        case "'": return (key, try takeSingleQuoted(key))
        case "\"": return (key, try takeDoubleQuoted(key))
        default: return (key, takeBare())
        }
    }

    private mutating func takeName() -> String {
        var name: String = ""
        while let scalar = rest.first {
            switch scalar {
            case "A"..."Z", "a"..."z", "_": break
            case "0"..."9" where !name.isEmpty: break
            default: return name
            }
            name.unicodeScalars.append(scalar)
            rest.removeFirst()
        }
        return name
    }

    /// A `#` begins a comment only at the start or behind a blank: passwords contain it.
    private mutating func takeBare() -> String {
        var value: String = ""
        var previous: Unicode.Scalar = " "
        while let scalar = rest.first {
            if scalar == "#", DotEnvLine.isBlank(previous) { break }
            value.unicodeScalars.append(scalar)
            previous = scalar
            rest.removeFirst()
        }
        return String(value.trimmingBlanks())
    }

    private mutating func takeSingleQuoted(_ key: String) throws(Fault) -> String {
        rest.removeFirst()
        var value: String = ""
        while let scalar = rest.popFirst() {
            if scalar == "'" {
                try expectEnd(key)
                return value
            }
            value.unicodeScalars.append(scalar)
        }
        throw Fault(message: "the single quote of \(key) is not closed on its line")
    }

    private mutating func takeDoubleQuoted(_ key: String) throws(Fault) -> String {
        rest.removeFirst()
        var value: String = ""
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"":
                try expectEnd(key)
                return value
            case "\\":
                guard let escaped = DotEnvLine.unescape(rest.popFirst()) else {
                    throw Fault(message: "an escape in \(key) is none of \\n \\r \\t \\\" \\\\ \\$")
                }
                value.unicodeScalars.append(escaped)
            default: value.unicodeScalars.append(scalar)
            }
        }
        throw Fault(message: "the double quote of \(key) is not closed on its line")
    }

    private static func unescape(_ scalar: Unicode.Scalar?) -> Unicode.Scalar? {
        switch scalar {
        case "n": "\n"
        case "r": "\r"
        case "t": "\t"
        case "\"", "\\", "$": scalar
        default: nil
        }
    }

    private mutating func expectEnd(_ key: String) throws(Fault) {
        skipBlanks()
        guard rest.isEmpty || rest.first == "#" else {
            throw Fault(message: "there is more text behind the closing quote of \(key)")
        }
    }

    private mutating func skipBlanks() {
        while let scalar = rest.first, DotEnvLine.isBlank(scalar) { rest.removeFirst() }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t"
    }
}

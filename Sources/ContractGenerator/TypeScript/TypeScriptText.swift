/// Words of a specification as they may stand in TypeScript, whatever they contain.
enum TypeScriptText {
    /// A string literal that reads back as the same scalars. Letters stay readable; everything else outside printable
    /// ASCII is escaped, so that nothing invisible reorders or ends the line.
    static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": literal += "\\\""
            case "\\": literal += "\\\\"
            case " "..."~": literal.unicodeScalars.append(scalar)
            case _ where scalar.properties.isAlphabetic: literal.unicodeScalars.append(scalar)
            default: literal += "\\u{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return literal + "\""
    }

    /// The name of a member in a type or an object literal: bare where it is an identifier, else quoted.
    static func key(_ name: String) -> String { isIdentifier(name) ? name : literal(name) }

    /// `object.name` or `object["name"]`.
    static func access(_ object: String, _ name: String) -> String {
        isIdentifier(name) ? "\(object).\(name)" : "\(object)[\(literal(name))]"
    }

    /// One line for a comment: line ends become blanks; `*/` and what cannot be seen cannot do harm.
    static func line(_ text: String) -> String {
        var line = ""
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            var next = scalar
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate:
                next = " "
            default: break
            }
            if next == "/", previous == "*" { line += "\\" }
            line.unicodeScalars.append(next)
            previous = next
        }
        return line
    }

    /// A documentation comment of paragraphs, wrapped at about 110 columns; no line where there is nothing to say.
    static func comment(_ paragraphs: [String], depth: Int) -> [String] {
        var lines: [String] = []
        for paragraph in paragraphs {
            for part in paragraph.split(separator: "\n") {
                lines += wrapped(line(String(part)), width: 110 - 4 * depth)
            }
        }
        guard let first = lines.first else { return [] }
        if lines.count == 1 { return ["/** \(first) */"] }
        return ["/**"] + lines.map { " * " + $0 } + [" */"]
    }

    private static func wrapped(_ line: String, width: Int) -> [String] {
        var lines: [String] = []
        var current = ""
        var count = 0
        for word in line.split(separator: " ") {
            let length = word.unicodeScalars.count
            if !current.isEmpty, count + 1 + length > width {
                lines.append(current)
                current = ""
                count = 0
            }
            current += (current.isEmpty ? "" : " ") + word
            count += length + 1
        }
        return current.isEmpty ? lines : lines + [current]
    }

    /// An ASCII identifier. Reserved words are fine where a member is named.
    private static func isIdentifier(_ name: String) -> Bool { SwiftName.isIdentifier(name) && name != "__proto__" }
}

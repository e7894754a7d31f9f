/// The statements of a `.env` file, one after the other.
struct DotEnvReader {
    struct Statement {
        var key: String
        /// nil where the key stands alone.
        var value: String?
        /// True in single quotes, where nothing is replaced.
        var isLiteral: Bool = false
        /// True where text stands behind the closing quote.
        var hasMore: Bool = false
        /// True where a value without quotes begins with `#`.
        var hasHash: Bool = false
        /// The line of the key, from 1.
        var line: Int
    }

    private var rest: ArraySlice<Unicode.Scalar>
    private var line: Int = 1

    init(_ scalars: [Unicode.Scalar]) {
        rest = scalars[...]
    }

    /// nil at the end of the file.
    mutating func next() throws(DotEnv.ParseError) -> Statement? {
        skipToStatement()
        guard !rest.isEmpty else { return nil }
        var statement = Statement(key: takeName(), line: line)
        if statement.key == "export", let next = rest.first, DotEnvReader.isBlank(next) {
            skipBlanks()
            if let next = rest.first, DotEnvReader.isName(next) { statement.key = takeName() }
        }
        guard !statement.key.isEmpty else {
            throw fault("a key was expected: letters, digits and _; a value that spans lines needs quotes")
        }
        skipBlanks()
        switch rest.first {
        case nil, "\n", "#": return statement
        case "=", ":": rest.removeFirst()
        default: throw fault("\"=\" was expected behind the key; a value that spans lines needs quotes")
        }
        skipBlanks()
        switch rest.first {
        case "'":
            statement.isLiteral = true
            statement.value = try takeQuoted(&statement, "'") { $0 == "'" ? "'" : nil }
        case "\"": statement.value = try takeQuoted(&statement, "\"", DotEnvReader.unescape)
        default:
            statement.hasHash = rest.first == "#"
            statement.value = takeBare()
        }
        return statement
    }

    private func fault(_ message: String) -> DotEnv.ParseError {
        DotEnv.ParseError(line: line, message: message)
    }

    private mutating func takeName() -> String {
        let name = rest.prefix(while: DotEnvReader.isName)
        rest = rest.dropFirst(name.count)
        return DotEnvReader.text(name)
    }

    /// A `#` begins a comment only behind a space: passwords contain it. One that begins the value is part of it.
    private mutating func takeBare() -> String {
        let whole = rest.prefix { $0 != "\n" }
        rest = rest.dropFirst(whole.count)
        let comment = whole.indices.first { index in
            whole[index] == "#" && index > whole.startIndex && whole[index - 1] == " "
        }
        // No line feed and no CR is among them.
        var value = whole[..<(comment ?? whole.endIndex)]
        while let last = value.last, DotEnvReader.isBlank(last) { value.removeLast() }
        return DotEnvReader.text(value)
    }

    /// Up to the closing quote, over lines; what `unescape` does not know keeps its backslash.
    private mutating func takeQuoted(
        _ statement: inout Statement,
        _ quote: Unicode.Scalar,
        _ unescape: (Unicode.Scalar) -> String?
    ) throws(DotEnv.ParseError) -> String {
        rest.removeFirst()
        var value = ""
        while let scalar = rest.popFirst() {
            if scalar == quote {
                skipBlanks()
                statement.hasMore = rest.first.map { $0 != "\n" && $0 != "#" } ?? false
                rest = rest.drop { $0 != "\n" }
                return value
            }
            if scalar == "\n" { line += 1 }
            if scalar == "\\", let next = rest.popFirst() {
                if next == "\n" { line += 1 }
                value += unescape(next) ?? "\\\(next)"
            } else {
                value.unicodeScalars.append(scalar)
            }
        }
        throw DotEnv.ParseError(line: statement.line, message: "the quote of \(statement.key) is not closed")
    }

    /// The meaning of a backslash and this scalar in double quotes; `$$` is what stands for a dollar sign afterwards.
    private static func unescape(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "n": "\n"
        case "r": "\r"
        case "t": "\t"
        case "a": "\u{7}"
        case "b": "\u{8}"
        case "f": "\u{C}"
        case "v": "\u{B}"
        case "\"", "\\": String(scalar)
        case "$": "$$"
        default: nil
        }
    }

    private mutating func skipToStatement() {
        while let scalar = rest.first {
            if scalar == "#" {
                rest = rest.drop { $0 != "\n" }
            } else if scalar == "\n" || DotEnvReader.isBlank(scalar) {
                if scalar == "\n" { line += 1 }
                rest.removeFirst()
            } else {
                return
            }
        }
    }

    private mutating func skipBlanks() {
        rest = rest.drop(while: DotEnvReader.isBlank)
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t"
    }

    /// Says whether Compose takes it in a key; ours are of capital letters, digits and `_`.
    private static func isName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "_", ".", "-", "[", "]", "0"..."9", "A"..."Z", "a"..."z": true
        default: scalar.value > 0x7F && scalar.properties.isAlphabetic
        }
    }
}

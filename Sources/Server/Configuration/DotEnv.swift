/// A `.env` file: `KEY=VALUE` lines.
///
/// `export ` may stand before the key and blanks around `=`. A value is bare (ends at ` #`, blanks at its ends dropped),
/// in single quotes (taken as it stands) or in double quotes (`\n`, `\r`, `\t`, `\"`, `\\`, `\$` are escapes). Nothing is
/// interpolated. Blank lines, `#` comments, CR before LF and a byte order mark are allowed; a key twice is not.
package struct DotEnv: Sendable, Equatable {
    package private(set) var values: [String: String] = [:]
    /// The line of each key, from 1.
    package private(set) var lines: [String: Int] = [:]

    /// What is wrong, and where; never with a value.
    package struct ParseError: Error, Sendable, Equatable, CustomStringConvertible {
        package var line: Int
        package var message: String

        package var description: String { "line \(line): \(message)" }
    }

    package init() {}

    package init(parsing text: String) throws(ParseError) {
        var rest: Substring.UnicodeScalarView = Substring(text).unicodeScalars
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
        var number: Int = 0
        while !rest.isEmpty {
            number += 1
            let end: String.Index = rest.firstIndex(of: "\n") ?? rest.endIndex
            var line: Substring.UnicodeScalarView = rest[..<end]
            if line.last == "\r" { line.removeLast() }
            rest = end == rest.endIndex ? rest[end...] : rest[rest.index(after: end)...]
            try read(DotEnvLine(line), number)
        }
    }

    private mutating func read(_ line: DotEnvLine, _ number: Int) throws(ParseError) {
        var line: DotEnvLine = line
        let entry: (key: String, value: String)?
        do {
            entry = try line.parse()
        } catch {
            throw ParseError(line: number, message: error.message)
        }
        guard let entry else { return }
        if let earlier = lines[entry.key] {
            throw ParseError(line: number, message: "\(entry.key) is set on line \(earlier) already")
        }
        values[entry.key] = entry.value
        lines[entry.key] = number
    }
}

/// A `.env` file, read as Docker Compose reads it: `KEY=VALUE` or `KEY: VALUE` lines.
///
/// `export ` may stand before the key and blanks around `=`. A value is bare (ends at ` #`, blanks at its ends
/// dropped), in single quotes (taken as it stands, `\'` is a quote) or in double quotes (`\n`, `\r`, `\t`, `\"`, `\\`,
/// `\$` and a few more are escapes). Quoted values may span lines. In bare and double-quoted values `$NAME`, `${NAME}`,
/// `${NAME:-default}` and the like are replaced from the environment and the lines above; `$$` is a dollar sign. A key
/// alone on its line sets nothing. Blank lines, `#` comments, CR before LF and a byte order mark are allowed.
///
/// What Compose lets pass and nobody means is refused for the keys of the program, and for them alone: a key twice,
/// text behind the closing quote (which Compose reads as another statement), a value that begins with `#`, a variable
/// that is not set. Octal escapes (`\0…`) are not read. A value of more than 64 KiB, and variables in defaults that are
/// nested more than 16 deep, are refused for all: a few lines that name each other could fill the memory.
///
/// https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
package struct DotEnv: Sendable, Equatable {
    package private(set) var values: [String: String] = [:]
    /// The line of each key, from 1.
    package private(set) var lines: [String: Int] = [:]
    /// The file's path where others than its owner can read or write it.
    package var exposedPath: String?

    /// The fault, and its place; never with a value.
    package struct ParseError: Error, Sendable, Equatable, CustomStringConvertible {
        package var line: Int
        package var message: String

        package var description: String { "line \(line): \(message)" }
    }

    package init() {}

    /// - Parameters:
    ///   - environment: variables that values may name; they win over the lines above.
    ///   - isOurs: says whether a key is one of the program.
    package init(
        parsing text: String,
        environment: [String: String] = [:],
        isOurs isKnown: (String) -> Bool
    ) throws(ParseError) {
        var reader = DotEnvReader(try DotEnv.scalars(text))
        while let statement = try reader.next() {
            guard let value = statement.value else { continue }
            let isOurs = isKnown(statement.key)
            func refuse(_ message: String) -> ParseError { ParseError(line: statement.line, message: message) }
            if isOurs, let earlier = lines[statement.key] {
                throw refuse("\(statement.key) is set on line \(earlier) already")
            }
            if isOurs, statement.hasMore {
                throw refuse("there is more text behind the closing quote of \(statement.key)")
            }
            if isOurs, statement.hasHash {
                throw refuse(
                    "\(statement.key) begins with #; where that is meant, use single quotes, else leave it empty"
                )
            }
            let variables = values
            let interpolation = Interpolation { environment[$0] ?? variables[$0] }
            let expanded = statement.isLiteral ? Interpolation.Outcome(text: value) : interpolation.expand(value)
            if expanded.isTooMuch {
                throw refuse("the value of \(statement.key) is longer than 64 KiB, or nested too deep")
            }
            if isOurs, expanded.hasUnset {
                throw refuse("\(statement.key) names a variable that is not set; where $ is meant, use single quotes")
            }
            values[statement.key] = expanded.text
            lines[statement.key] = statement.line
        }
    }

    /// The text without a byte order mark, and with LF for CR LF.
    private static func scalars(_ text: String) throws(ParseError) -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(text.utf8.count)
        var line = 1
        var isAfterCR = false
        for scalar in text.unicodeScalars {
            if isAfterCR && scalar != "\n" || scalar == "\0" {
                throw ParseError(line: line, message: "a NUL or a carriage return inside the line")
            }
            isAfterCR = scalar == "\r"
            if scalar == "\n" { line += 1 }
            if !isAfterCR, scalar != "\u{FEFF}" || !scalars.isEmpty { scalars.append(scalar) }
        }
        return scalars
    }
}

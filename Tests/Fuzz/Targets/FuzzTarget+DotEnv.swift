import DotEnvFormat

extension FuzzTarget {
    /// What is read is read the same with CRLF, and from its own values in single quotes; faults show no value.
    @Sendable static func dotEnv(_ input: [UInt8]) throws {
        let text = input.text
        let isOurs = { (key: String) in key.utf8.count == 1 }
        let environment = ["HOME": "C:/x y", "EMPTY": ""]
        let file: DotEnv
        do throws(DotEnv.ParseError) {
            file = try DotEnv(parsing: text, environment: environment, isOurs: isOurs)
        } catch {
            let lines = text.unicodeScalars.count { $0 == "\n" } + 1
            return try require((1...lines).contains(error.line), "a fault on line \(error.line) of \(lines)")
        }
        let lineFeeds = text.unicodeScalars.map { $0 == "\n" ? "\r\n" : String($0) }.joined()
        if !text.unicodeScalars.contains("\r") {
            let windows = try DotEnv(parsing: lineFeeds, environment: environment, isOurs: isOurs)
            try require(windows.values == file.values && windows.lines == file.lines, "other values with CRLF")
        }
        let bytes = file.values.values.map(\.utf8.count).max() ?? 0
        try require(bytes <= 1 << 17, "a value of \(bytes) bytes")
        // In single quotes \' is a quote, and a backslash before anything else is one. CR is an escape or refused.
        let literal = file.values.filter { !$0.value.unicodeScalars.contains { $0 == "\\" || $0 == "\r" } }
        // By scalars: a quote with a mark behind it is another character.
        let written = literal.map { key, value in
            "\(key)='" + value.unicodeScalars.map { $0 == "'" ? "\\'" : String($0) }.joined() + "'\n"
        }.joined()
        do {
            let again = try DotEnv(parsing: written, isOurs: isOurs)
            try require(again.values == literal, "\(again.values) is not \(literal)")
        } catch let error as DotEnv.ParseError {
            throw BrokenProperty(description: "not read again: \(error): \(written)")
        }
    }
}

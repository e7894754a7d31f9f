/// Gives diagnostics their line and column, their order and their text.
package struct DiagnosticRenderer {
    private let files: [String: [UInt8]]

    package init(sources: [SpecSource]) {
        files = Dictionary(sources.map { ($0.path, $0.bytes) }) { first, _ in first }
    }

    /// The diagnostics with their positions, ordered by file, position, rule and message; each once.
    package func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var located: [Diagnostic] = []
        for (file, group) in Dictionary(grouping: diagnostics, by: \.file) {
            let open = group.filter { $0.position == nil }
            located += group.filter { $0.position != nil }
            let paths = open.map { JSONPointer.tokens(of: $0.pointer) ?? [] }
            let positions = SourceLocator(bytes: files[file] ?? []).positions(of: paths)
            for (diagnostic, position) in zip(open, positions) {
                var diagnostic = diagnostic
                diagnostic.position = position
                located.append(diagnostic)
            }
        }
        located.sort { Self.key($0) < Self.key($1) }
        var seen: Set<String> = []
        return located.filter { seen.insert("\($0.file)#\($0.pointer) \($0.rule) \($0.message)").inserted }
    }

    /// `path/file.json:12:7: error: message [rule] (at #/pointer)`, and the advice on a line of its own. The form is
    /// the one editors and SwiftPM make links of.
    package static func render(_ diagnostic: Diagnostic, folder: String) -> String {
        let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
        let position = diagnostic.position ?? SourcePosition(line: 1, column: 1)
        return """
            \(prefix)\(diagnostic.file):\(position.line):\(position.column): \(diagnostic.severity.rawValue): \
            \(printable(diagnostic.message)) [\(diagnostic.rule.rawValue)] (at #\(printable(diagnostic.pointer)))
              \(printable(diagnostic.advice))
            """
    }

    /// Names from the specification may hold anything; a diagnostic stays one line and reaches no terminal's controls.
    static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) else {
            return text
        }
        var clean = ""
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
                clean += scalar.escaped(asASCII: true)
            } else {
                clean.unicodeScalars.append(scalar)
            }
        }
        return clean
    }

    private static func key(_ diagnostic: Diagnostic) -> (String, Int, Int, String, String) {
        let position = diagnostic.position ?? SourcePosition(line: 1, column: 1)
        return (diagnostic.file, position.line, position.column, diagnostic.rule.rawValue, diagnostic.message)
    }
}

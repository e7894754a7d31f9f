/// One file of the specification before it is parsed: where it stands and what it holds.
package struct SpecSource: Sendable {
    /// Relative to the specification's folder, "/"-separated.
    package var path: String
    package var bytes: [UInt8]
    /// The absolute URI it stands for, where that is not the specification's folder.
    package var uri: String?

    package init(path: String, bytes: [UInt8], uri: String? = nil) {
        self.path = path
        self.bytes = bytes
        self.uri = uri
    }
}

/// Parses specification files; each fault becomes a diagnostic with line and column.
package enum SpecLoader {
    /// Larger files are refused.
    package static let maximumBytes = 32 << 20

    /// The files that could be parsed, ordered by path, and what is wrong with the others.
    package static func load(_ sources: [SpecSource]) -> (files: [SpecFile], diagnostics: [Diagnostic]) {
        var files: [SpecFile] = []
        var diagnostics: [Diagnostic] = []
        for source in sources.sorted(by: { $0.path < $1.path }) {
            do throws(Diagnostic) {
                files.append(try load(source))
            } catch {
                diagnostics.append(error)
            }
        }
        return (files, diagnostics)
    }

    /// The parsed file; throws what is wrong with its text.
    package static func load(_ source: SpecSource) throws(Diagnostic) -> SpecFile {
        let bytes = source.bytes
        func fault(_ rule: LintRule, _ message: String, at offset: Int = 0, advice: String) -> Diagnostic {
            Diagnostic(
                file: source.path,
                rule: rule,
                message,
                advice: advice,
                position: SourcePosition(offset: offset, in: bytes)
            )
        }
        guard bytes.count <= maximumBytes else {
            throw fault(.fileTooLarge, "the file has \(bytes.count) bytes", advice: "Keep it below 32 MiB.")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFE, 0xFF])
            || bytes.starts(with: [0xFF, 0xFE])
        {
            throw fault(
                .byteOrderMark,
                "the file begins with a byte order mark",
                advice: "Save it as UTF-8 without a byte order mark."
            )
        }
        guard bytes.contains(where: { $0 > 0x20 }) else {
            throw fault(.emptyFile, "the file is empty", advice: "Write a JSON object or remove the file.")
        }
        do throws(JSONReader.Failure) {
            return SpecFile(path: source.path, bytes: bytes, root: try JSONReader.read(bytes), uri: source.uri)
        } catch {
            if error.kind == .depth, !error.path.isEmpty {
                throw Diagnostic(
                    file: source.path,
                    rule: .tooDeep,
                    error.message,
                    advice: Self.advice(for: .depth),
                    position: SourceLocator(bytes: bytes).position(of: error.path)
                )
            }
            if error.kind == .syntax, looksLikeYAML(bytes) {
                throw fault(
                    .notJSON,
                    "this looks like YAML",
                    advice: "Specifications are JSON here: convert the file, for example with `yq -o json`."
                )
            }
            throw fault(rule(for: error.kind), error.message, at: error.offset, advice: advice(for: error.kind))
        }
    }

    private static func rule(for kind: JSONReader.Failure.Kind) -> LintRule {
        switch kind {
        case .syntax: .syntax
        case .encoding: .invalidUTF8
        case .duplicateMember: .duplicateMember
        case .nulInName: .nulInName
        case .number: .numberOutOfRange
        case .depth: .tooDeep
        }
    }

    private static func advice(for kind: JSONReader.Failure.Kind) -> String {
        switch kind {
        case .syntax: "Correct the JSON here or just before: a comma, a quote or a bracket is missing or superfluous."
        case .encoding: "Save the file as UTF-8."
        case .duplicateMember: "Remove or rename one of the two members."
        case .nulInName: "Member names cannot hold U+0000."
        case .number: "Write a number that fits a 64-bit integer or a double."
        case .depth: "Move the inner parts to files or definitions of their own."
        }
    }

    /// True where the first line with content could begin a YAML document and no JSON one.
    private static func looksLikeYAML(_ bytes: [UInt8]) -> Bool {
        let lines = bytes.prefix(4096).split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
        guard let first = lines.first(where: { line in line.contains { $0 > 0x20 } }) else { return false }
        let text = String(decoding: first, as: UTF8.self)
        if text.hasPrefix("---") || text.hasPrefix("#") || text.hasPrefix("%YAML") || text.hasPrefix("- ") {
            return true
        }
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return false }
        let after = text.index(after: colon)
        let name = text[..<colon].utf8
        return name.allSatisfy { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") || isLetterOrDigit($0) }
            && (after == text.endIndex || text[after] == " ")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

/// Prints findings with the lines and columns of both sides.
package struct DiffRenderer {
    /// One of the two contracts, as the user named it.
    package struct Side {
        package let sources: [SpecSource]
        /// A folder, or the path of the only file.
        let name: String
        let isFile: Bool

        package init(sources: [SpecSource], name: String, isFile: Bool) {
            self.sources = sources
            self.name = name
            self.isFile = isFile
        }

        /// The path of one of its files on the command line.
        package func path(of file: String) -> String {
            if isFile { return name }
            return (name.hasSuffix("/") ? name : name + "/") + file
        }
    }

    /// The findings, each on a few lines, and a line that counts them.
    ///
    ///     api/schemas/Item.json:4:3: ERR: POST /items/, request body: "a" is required [property-became-required]
    ///       new #/required/0
    ///       old api/released/openapi.json:90:7 #/components/schemas/Item/required
    ///       Keep accepting what clients may send, or offer a new operation beside this one.
    package static func render(_ findings: [DiffFinding], old: Side, new: Side) -> String {
        let before = positions(of: findings.map(\.old), old)
        let after = positions(of: findings.map(\.new), new)
        var text = ""
        for finding in findings {
            let place = location(finding.new, after, new)
            let subject = DiagnosticRenderer.printable(finding.subject)
            let message = DiagnosticRenderer.printable(finding.message)
            text += "\(place): \(finding.severity.rawValue): \(subject): \(message) [\(finding.rule.rawValue)]\n"
            text += "  new #\(DiagnosticRenderer.printable(finding.new.pointer))\n"
            let pointer = DiagnosticRenderer.printable(finding.old.pointer)
            text += "  old \(location(finding.old, before, old)) #\(pointer)\n"
            if finding.severity != .info { text += "  \(finding.rule.advice)\n" }
        }
        return text + summary(findings)
    }

    private static func summary(_ findings: [DiffFinding]) -> String {
        guard !findings.isEmpty else { return "no difference that clients can notice\n" }
        let counts: [String] = DiffSeverity.allCases.reversed().map { severity in
            "\(findings.count { $0.severity == severity }) \(severity.rawValue)"
        }
        let verdict = findings.contains { $0.severity == .error } ? "breaking" : "not breaking"
        return counts.joined(separator: ", ") + ": \(verdict)\n"
    }

    private static func location(
        _ place: DiffPlace,
        _ positions: [DiffPlace: SourcePosition],
        _ side: Side
    ) -> String {
        let position = positions[place] ?? SourcePosition(line: 1, column: 1)
        return "\(side.path(of: place.file)):\(position.line):\(position.column)"
    }

    private static func positions(of places: [DiffPlace], _ side: Side) -> [DiffPlace: SourcePosition] {
        var positions: [DiffPlace: SourcePosition] = [:]
        for (file, group) in Dictionary(grouping: places, by: \.file) {
            let bytes = side.sources.first { $0.path == file }?.bytes ?? []
            let found = SourceLocator(bytes: bytes).positions(of: group.map(\.path))
            for (place, position) in zip(group, found) { positions[place] = position }
        }
        return positions
    }
}

/// The errors that PostgreSQL's programs print.
package enum ProgramErrors {
    /// The errors without the values of rows, which are personal data.
    ///
    /// Kept are the lines that begin an error, with `…` for the value that some quote; the lines after such a one may
    /// belong to the value. DETAIL, CONTEXT, statements and whatever else continues an error are left out. What a
    /// function of the database raises in its own words is not told apart from PostgreSQL's words.
    package static func withoutValues(_ errors: String) -> String {
        var lines: [String] = []
        for line in errors.split(separator: "\n") where isBeginning(line) {
            let marks: [String] = [": \"", "value \""]
            guard let value = marks.compactMap({ line.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound })
            else {
                lines.append(String(line))
                continue
            }
            let rest = line[value.upperBound...]
            let end = rest.lastIndex(of: "\"").map { rest[rest.index(after: $0)...] } ?? ""
            lines.append(line[..<value.upperBound].dropLast() + "…" + end)
            break
        }
        return lines.joined(separator: "\n")
    }

    private static func isBeginning(_ line: Substring) -> Bool {
        let severities: [String] = ["ERROR:", "FATAL:", "PANIC:", "WARNING:", "NOTICE:", "HINT:"]
        if severities.contains(where: { line.hasPrefix($0) }) { return true }
        guard ["pg_dump:", "pg_restore:", "psql:"].contains(where: { line.hasPrefix($0) }) else { return false }
        return !["detail: ", "DETAIL: ", "CONTEXT: ", "STATEMENT: ", "QUERY: "].contains { line.contains(": " + $0) }
    }
}

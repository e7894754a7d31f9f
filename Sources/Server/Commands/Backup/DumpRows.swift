/// The rows in a script of `pg_restore --data-only`: each is a line between `COPY … FROM stdin;` and `\.`, as ends of
/// line in values are escaped (PostgreSQL's COPY, text format).
package struct DumpRows {
    private static let command: [UInt8] = Array("COPY ".utf8)
    private static let end: [UInt8] = Array("\\.".utf8)

    package private(set) var tables: [(name: String, rows: Int)] = []
    private var isInside: Bool = false
    /// The beginning of the line that is read: of a row no more than its first bytes.
    private var line: [UInt8] = []

    package init() {}

    /// The tables with rows' places in a file, in its order.
    static func count(in path: String) throws(CommandFailure) -> [(name: String, rows: Int)] {
        var rows = DumpRows()
        try FileChunks.read(path) { rows.read($0) }
        return rows.tables
    }

    /// Reads on.
    package mutating func read(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            extend(rest[..<end])
            finishLine()
            rest = rest[(end + 1)...]
        }
        extend(rest)
    }

    private mutating func extend(_ bytes: ArraySlice<UInt8>) {
        let most = isInside ? 3 : 8_192
        if line.count < most { line += bytes.prefix(most - line.count) }
    }

    private mutating func finishLine() {
        defer { line.removeAll(keepingCapacity: true) }
        if isInside {
            if line == DumpRows.end { isInside = false } else { tables[tables.count - 1].rows += 1 }
        } else if line.starts(with: DumpRows.command) {
            let text = String(decoding: line.dropFirst(DumpRows.command.count), as: UTF8.self)
            guard let columns = text.firstRange(of: " ("), text.hasSuffix("FROM stdin;") else { return }
            tables.append((String(text[..<columns.lowerBound]), 0))
            isInside = true
        }
    }
}

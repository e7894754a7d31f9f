import Glibc
import Platform

/// A SQLite database as a file: copied while a server works on it, and checked.
package enum SQLiteFile {
    /// The path with symbolic links resolved; as it stands where its folder is not there.
    package static func resolved(_ path: String) -> String { (try? DatabaseFile(path: path).path) ?? path }

    /// Copies the state of one moment into a new file, by SQLite's online backup; the server's writer goes on.
    ///
    /// The source is opened read-only and never checkpointed: in SQLite before 3.51.3 two connections that checkpoint
    /// at once can corrupt a log. The copy is one file, without a log beside it, and not yet forced to disk.
    ///
    /// - Parameter isStopped: asked every few megabytes.
    package static func copy(
        _ path: String,
        to target: String,
        isStopped: () -> Bool = { false }
    ) throws(StorageError) {
        guard access(path, F_OK) == 0 else { throw .unavailable("there is no database \(path)") }
        let source = try SQLiteConnection(path: DatabaseFile(path: path).path, mode: .reader)
        defer { source.close() }
        try DatabaseFile(path: target).create()
        let copy = try SQLiteConnection(path: target, mode: .writer)
        defer { copy.close() }
        do throws(StorageError) {
            // Forced to disk once, by the caller.
            try copy.execute("PRAGMA synchronous = OFF")
            try source.execute("BEGIN")
            _ = try source.integer("SELECT count(*) FROM sqlite_schema")
            try source.copy(to: copy, isStopped: isStopped)
            try source.execute("COMMIT")
            // The server turns its log on again.
            try copy.run("PRAGMA journal_mode = DELETE") { row throws(StorageError) in
                guard row.text(0) == "delete" else { throw .unavailable("its log cannot be removed") }
            }
        } catch {
            throw .unavailable("\(path) cannot be copied: \(error)")
        }
    }

    /// Throws where a file that nobody writes to is no sound database (`PRAGMA integrity_check`, `foreign_key_check`).
    package static func check(_ path: String) throws(StorageError) {
        var faults: [String] = []
        var isDangling = false
        do throws(StorageError) {
            let connection = try SQLiteConnection(path: path, mode: .reader)
            defer { connection.close() }
            try connection.run("PRAGMA integrity_check(10)") { row throws(StorageError) in faults.append(row.text(0)) }
            try connection.run("PRAGMA foreign_key_check") { _ throws(StorageError) in isDangling = true }
        } catch {
            throw .unavailable("\(path) is no sound SQLite database: \(error)")
        }
        guard faults == ["ok"] else { throw .unavailable("\(path) is damaged: \(faults.joined(separator: "; "))") }
        guard !isDangling else { throw .unavailable("\(path) has rows that refer to rows that are not there") }
    }

    /// `fsync(2)` of a file or a folder.
    package static func sync(_ path: String) throws(StorageError) {
        do throws(SystemError) {
            try FileSystem.sync(path)
        } catch {
            throw .unavailable("\(path): \(SystemError.text(error.code))")
        }
    }
}

extension SQLiteFile {
    /// The number of rows of each table in a file that nobody writes to, by the tables' names.
    package static func rowCounts(_ path: String) throws(StorageError) -> [(table: String, rows: Int)] {
        let connection = try SQLiteConnection(path: path, mode: .reader)
        defer { connection.close() }
        var tables: [String] = []
        try connection.run("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name") {
            tables.append($0.text(0))
        }
        var counts: [(table: String, rows: Int)] = []
        for table in tables {
            let name = table.replacing("\"", with: "\"\"")
            let rows = try connection.integer("SELECT count(*) FROM \(unsafeSQL: "\"\(name)\"")") ?? 0
            counts.append((table, Int(rows)))
        }
        return counts
    }
}

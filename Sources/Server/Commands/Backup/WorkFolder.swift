import Glibc
import Platform

/// A folder of the command's own for as long as it works: in `TMPDIR`, or /tmp where that is not set or empty.
enum WorkFolder {
    /// Runs with the folder's path; it goes with all files in it.
    static func with<Value>(
        _ body: (String) async throws(CommandFailure) -> Value
    ) async throws(CommandFailure) -> Value {
        let parent = EnvironmentFile.process()["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array("\(parent)/telegram-backend-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .system("a folder in \(parent)", errno) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer {
            for name in (try? FileSystem.names(in: path, hidden: true)) ?? [] { unlink("\(path)/\(name)") }
            rmdir(path)
        }
        return try await body(path)
    }
}

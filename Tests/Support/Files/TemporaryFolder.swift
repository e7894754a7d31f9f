import Glibc
import Synchronization

/// An empty folder that is removed with its files.
package final class TemporaryFolder: Sendable {
    private static let next: Atomic<Int> = Atomic(0)

    package let path: String

    package init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/telegram-backend-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestFailure("no temporary folder in \(parent)") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        for name in (try? Files.names(in: path, hidden: true)) ?? [] { unlink(path + "/" + name) }
        rmdir(path)
    }

    /// The path of a file that is not there yet.
    package func uniquePath(_ suffix: String) -> String {
        "\(path)/\(Self.next.add(1, ordering: .relaxed).newValue).\(suffix)"
    }
}

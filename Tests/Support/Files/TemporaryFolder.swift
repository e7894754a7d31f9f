import Glibc
import Synchronization

/// An empty folder that is removed with all that is in it, once nobody holds it any more.
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
        Self.remove(path)
    }

    /// Removes a file, a link (not what it points to), or a folder.
    private static func remove(_ path: String) {
        guard unlink(path) != 0, errno == EISDIR else { return }
        for name in (try? Files.names(in: path, hidden: true)) ?? [] { remove(path + "/" + name) }
        rmdir(path)
    }

    /// The path of a file that is not there yet.
    package func uniquePath(_ suffix: String) -> String {
        "\(path)/\(Self.next.add(1, ordering: .relaxed).newValue).\(suffix)"
    }
}

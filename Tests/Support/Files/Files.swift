import Glibc
import Platform

/// Reading files and folders.
package enum Files {
    /// The whole file; throws where there is none.
    package static func bytes(of path: String) throws -> [UInt8] {
        do {
            return try FileSystem.read(path).bytes
        } catch {
            throw TestFailure("cannot read \(path): \(error.text)")
        }
    }

    /// The whole file as text, invalid UTF-8 repaired; empty where there is none.
    package static func text(of path: String) -> String {
        (try? bytes(of: path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The names in a folder, sorted; those that begin with a dot only where `hidden` asks for them.
    package static func names(in path: String, hidden: Bool = false) throws -> [String] {
        do {
            return try FileSystem.names(in: path, hidden: hidden)
        } catch {
            throw TestFailure("cannot read \(path): \(error.text)")
        }
    }

    /// Lets the file grow until nothing more fits on its disk.
    package static func fillDisk(with path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw TestFailure("cannot write to \(path): \(SystemError.text(errno))") }
        defer { close(descriptor) }
        let chunk = [UInt8](repeating: 0xAA, count: 4_096)
        while true {
            do {
                try Descriptor.write(chunk, to: descriptor)
            } catch {
                guard error.code == ENOSPC else { throw TestFailure("cannot fill the disk: \(error.text)") }
                return
            }
        }
    }
}

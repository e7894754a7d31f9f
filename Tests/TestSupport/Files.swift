internal import Glibc

/// Reading files and folders.
package enum Files {
    /// The whole file; throws where there is none.
    package static func bytes(of path: String) throws -> [UInt8] {
        guard let file = fopen(path, "r") else { throw TestFailure("cannot read \(path): errno \(errno)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return bytes
    }

    /// The whole file as text, invalid UTF-8 repaired; empty where there is none.
    package static func text(of path: String) -> String {
        (try? bytes(of: path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The names in a folder, sorted; those that begin with a dot only where `hidden` asks for them.
    package static func names(in path: String, hidden: Bool = false) throws -> [String] {
        guard let folder = opendir(path) else { throw TestFailure("cannot read \(path): errno \(errno)") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name: String = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") || hidden && name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}

import Glibc

/// Files and folders by their path.
package enum FileSystem {
    /// The contents of a file when it was read.
    package struct Contents: Sendable {
        package let bytes: [UInt8]
        /// False where the group or others may read or write the file.
        package let isPrivate: Bool
    }

    /// Reads a file; of one that is longer than `limit` more than `limit` bytes, but not all.
    ///
    /// - Parameter waits: false where a named pipe that nobody writes to counts as empty.
    package static func read(
        _ path: String,
        limit: Int = .max,
        waits: Bool = true
    ) throws(SystemError) -> Contents {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK))
        guard descriptor >= 0 else { throw SystemError(code: errno) }
        defer { close(descriptor) }
        var status = stat()
        let isPrivate = fstat(descriptor, &status) == 0 && status.st_mode & exposed == 0
        return Contents(bytes: try Descriptor.read(descriptor, limit: limit), isPrivate: isPrivate)
    }

    /// True where there is a file that its group or others may read or write.
    package static func isExposed(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & exposed != 0
    }

    /// Facts by which a change of a file's content is noticed; nil where there is none.
    package static func stamp(_ path: String) -> FileStamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return FileStamp(
            device: UInt64(status.st_dev),
            inode: UInt64(status.st_ino),
            bytes: Int(status.st_size),
            seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec
        )
    }

    /// True where there is a file that everybody may read or write.
    package static func isPublic(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & (S_IROTH | S_IWOTH) != 0
    }

    /// Makes the file, or empties the one that is there, and writes the bytes.
    ///
    /// - Parameter mode: of a new file.
    package static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o600) throws(SystemError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw SystemError(code: errno) }
        defer { close(descriptor) }
        try Descriptor.write(bytes, to: descriptor)
    }

    /// Has the disk hold a file's content, or which names a folder has (`fsync(2)`).
    package static func sync(_ path: String) throws(SystemError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw SystemError(code: errno) }
    }

    /// The folder that a path leads through last; "." where it names none.
    package static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    /// The names in a folder, sorted, without "." and ".."; those that begin with a dot only where `hidden` asks for
    /// them.
    package static func names(in folder: String, hidden: Bool = false) throws(SystemError) -> [String] {
        guard let directory = opendir(folder) else { throw SystemError(code: errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
                String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") || hidden && name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static let exposed = S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH
}

/// A file's number, size and time of change: another one is another content.
package struct FileStamp: Sendable, Equatable {
    let device: UInt64
    let inode: UInt64
    let bytes: Int
    let seconds: Int
    let nanoseconds: Int
}

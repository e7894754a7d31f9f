import Glibc

/// Reading of files that may not fit into memory.
enum FileChunks {
    /// Hands on the bytes of a file in their order, at most 1 MiB at a time.
    static func read(_ path: String, _ take: (ArraySlice<UInt8>) -> Void) throws(CommandFailure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path, errno) }
        defer { close(descriptor) }
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return }
            guard count > 0 || errno == EINTR else { throw .system(path, errno) }
            if count > 0 { take(chunk[..<count]) }
        }
    }
}

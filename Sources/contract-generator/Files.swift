import ContractGenerator
import Glibc

/// The file system as the commands need it.
enum Files {
    private static let maximumDepth = 16

    /// The files of a specification: all `*.json` below the folder that `SpecificationFolder` counts in.
    static func specification(in folder: String) throws(Failure) -> [SpecSource] {
        try sources(in: folder).filter { SpecificationFolder.holds($0.path) }
    }

    /// True where there is a folder of that name that can be read.
    static func isFolder(_ path: String) -> Bool {
        guard let directory = opendir(path) else { return false }
        closedir(directory)
        return true
    }

    /// Every file below the folder whose name ends in `suffix`, hidden names left out.
    static func sources(in folder: String, suffix: String = ".json") throws(Failure) -> [SpecSource] {
        guard let names = list(folder) else {
            throw .file("\(folder): \(reason(errno)); the specification is a folder with openapi.json in it")
        }
        var sources: [SpecSource] = []
        try collect(names, in: folder, below: "", suffix: suffix, depth: 0, into: &sources)
        return sources
    }

    private static func collect(
        _ names: [String],
        in folder: String,
        below prefix: String,
        suffix: String,
        depth: Int,
        into sources: inout [SpecSource]
    ) throws(Failure) {
        for name in names {
            let path = folder + "/" + prefix + name
            if depth < maximumDepth, let inner = list(path) {
                let below = prefix + name + "/"
                try collect(inner, in: folder, below: below, suffix: suffix, depth: depth + 1, into: &sources)
            } else if name.hasSuffix(suffix) {
                sources.append(SpecSource(path: prefix + name, bytes: try read(path)))
            }
        }
    }

    /// The visible names in a folder, sorted; nil where it is none.
    private static func list(_ folder: String) -> [String]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
                String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// The bytes of a file; of one that is too large, just enough for the loader to see that.
    static func read(_ path: String) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file("\(path): \(reason(errno))") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= SpecLoader.maximumBytes {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .file("\(path): \(reason(errno))") }
            if count == 0 { break }
            bytes += chunk.prefix(count)
        }
        return bytes
    }

    /// Writes the text where the file does not hold it yet, so that builds see only real changes. The file appears
    /// whole.
    static func write(_ text: String, to path: String) throws(Failure) {
        let bytes = Array(text.utf8)
        if let known = try? read(path), known == bytes { return }
        let temporary = path + ".new"
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
        var descriptor = open(temporary, flags, 0o644)
        if descriptor < 0, errno == ENOENT {
            makeFolders(above: path)
            descriptor = open(temporary, flags, 0o644)
        }
        guard descriptor >= 0 else { throw .file("\(temporary): \(reason(errno))") }
        let isWritten = writeAll(bytes, to: descriptor)
        let failure = errno
        close(descriptor)
        guard isWritten else { throw .file("\(temporary): \(reason(failure))") }
        guard rename(temporary, path) == 0 else { throw .file("\(path): \(reason(errno))") }
    }

    /// True where all bytes could be written; otherwise `errno` says why not.
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            start += count
        }
        return true
    }

    /// Makes the folders a file lies in; what fails here is reported when the file is opened.
    private static func makeFolders(above path: String) {
        for index in path.indices.dropFirst() where path[index] == "/" {
            _ = mkdir(String(path[..<index]), 0o755)
        }
    }

    private static func reason(_ code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(decoding: UnsafeRawBufferPointer(start: text, count: strlen(text)), as: UTF8.self)
    }
}

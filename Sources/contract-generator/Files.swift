import ContractGenerator
import Glibc
import Platform

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
        let names: [String]
        do throws(SystemError) {
            names = try FileSystem.names(in: folder)
        } catch {
            throw .file("\(folder): \(error.text); the specification is a folder with openapi.json in it")
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
            if depth < maximumDepth, let inner = try? FileSystem.names(in: path) {
                let below = prefix + name + "/"
                try collect(inner, in: folder, below: below, suffix: suffix, depth: depth + 1, into: &sources)
            } else if name.hasSuffix(suffix) {
                sources.append(SpecSource(path: prefix + name, bytes: try read(path)))
            }
        }
    }

    /// The bytes of a file; of one that is too large, just enough for the loader to see that.
    static func read(_ path: String) throws(Failure) -> [UInt8] {
        do throws(SystemError) {
            return try FileSystem.read(path, limit: SpecLoader.maximumBytes).bytes
        } catch {
            throw .file("\(path): \(error.text)")
        }
    }

    /// Writes the text where the file does not hold it yet, so that builds see only real changes. The file appears
    /// whole.
    static func write(_ text: String, to path: String) throws(Failure) {
        let bytes = Array(text.utf8)
        if let known = try? read(path), known == bytes { return }
        let temporary = path + ".new"
        do throws(SystemError) {
            do throws(SystemError) {
                try FileSystem.write(bytes, to: temporary, mode: 0o644)
            } catch {
                guard error.code == ENOENT else { throw error }
                makeFolders(above: path)
                try FileSystem.write(bytes, to: temporary, mode: 0o644)
            }
        } catch {
            throw .file("\(temporary): \(error.text)")
        }
        guard rename(temporary, path) == 0 else { throw .file("\(path): \(SystemError.text(errno))") }
    }

    /// Makes the folders a file lies in; what fails here is reported when the file is opened.
    private static func makeFolders(above path: String) {
        for index in path.indices.dropFirst() where path[index] == "/" {
            _ = mkdir(String(path[..<index]), 0o755)
        }
    }
}

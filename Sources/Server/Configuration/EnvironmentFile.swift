import DotEnvFormat
import Glibc
import Platform

/// The process's environment and `.env` on disk.
package enum EnvironmentFile {
    /// A file that cannot be used, in words for the operator.
    package struct ReadError: Error, Sendable, Equatable {
        /// Its path.
        package var name: String
        /// The fault, to follow the path.
        package var reason: String

        package var message: String { "\(name)\(reason.hasPrefix(",") ? "" : " ")\(reason)" }

        /// The fault, to stand alone.
        var rule: String { String(reason.hasPrefix(", ") ? reason.dropFirst(2) : reason[...]) }
    }

    /// More than any configuration needs; keeps a mistaken path from filling the memory.
    static let maximumBytes: Int = 1 << 20

    /// The variables of this process; those that are not UTF-8 are left out.
    package static func process() -> [String: String] {
        var values: [String: String] = [:]
        var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = environ
        while let pair = entry?.pointee {
            let bytes = UnsafeRawBufferPointer(start: pair, count: strlen(pair))
                .assumingMemoryBound(to: UInt8.self)
            if let text = String(validating: bytes, as: UTF8.self), let equals = text.firstIndex(of: "=") {
                values[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            entry = entry?.successor()
        }
        return values
    }

    /// - Parameters:
    ///   - path: nil reads `.env` where there is one.
    ///   - environment: variables that the file's values may name.
    package static func read(_ path: String?, environment: [String: String] = [:]) throws(ReadError) -> DotEnv {
        let name = path ?? ".env"
        guard let (bytes, isPrivate) = try contents(of: name, isRequired: path != nil) else { return DotEnv() }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ReadError(name: name, reason: "is not UTF-8")
        }
        do {
            var file = try DotEnv(parsing: text, environment: environment)
            file.exposedPath = isPrivate ? nil : name
            return file
        } catch {
            throw ReadError(name: name, reason: ", \(error)")
        }
    }

    /// The bytes of a file that must exist.
    static func bytes(of name: String) throws(ReadError) -> [UInt8] {
        try contents(of: name, isRequired: true)?.bytes ?? []
    }

    /// - Returns: nil where there is none; `isPrivate` is false where the group or others may read or write the file.
    private static func contents(
        of name: String,
        isRequired: Bool
    ) throws(ReadError) -> (bytes: [UInt8], isPrivate: Bool)? {
        let contents: FileSystem.Contents
        do throws(SystemError) {
            contents = try FileSystem.read(name, limit: maximumBytes, waits: false)
        } catch {
            if error.code == ENOENT, !isRequired { return nil }
            throw ReadError(name: name, reason: "cannot be read: \(error.text)")
        }
        guard contents.bytes.count <= maximumBytes else {
            throw ReadError(name: name, reason: "is larger than \(maximumBytes) bytes")
        }
        return (contents.bytes, contents.isPrivate)
    }
}

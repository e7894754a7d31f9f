import Glibc
import Platform

/// A file that holds one secret, as Docker, Compose, Kubernetes and systemd (`LoadCredential=`) hand them out.
package enum SecretFile {
    /// Why a file is refused; never with what stands in it.
    package struct Fault: Error, Sendable, Equatable {
        /// To follow the name that the path stands under.
        package var rule: String
    }

    /// The text of the file, without the ends of line at its end.
    ///
    /// - Parameter path: absolute, or from the working directory.
    package static func read(_ path: String) throws(Fault) -> String {
        let bytes: [UInt8]
        do throws(EnvironmentFile.ReadError) {
            bytes = try EnvironmentFile.bytes(of: path)
        } catch {
            throw fault(path, error.reason)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw fault(path, "is not UTF-8") }
        let end = text.unicodeScalars.lastIndex { $0 != "\n" && $0 != "\r" }
        guard let end else { throw fault(path, "is empty") }
        return String(text.unicodeScalars[...end])
    }

    /// The path is told where it is certain to be one: the secret itself may stand in the wrong line.
    private static func fault(_ path: String, _ reason: String) -> Fault {
        guard isCertain(path) else { return Fault(rule: "names a file that \(reason)") }
        return Fault(rule: "names \(Terminal.printable(path)), which \(reason)")
    }

    /// True for an absolute path, or one that begins with a dot, whose folder is there and is not the root.
    private static func isCertain(_ path: String) -> Bool {
        guard path.hasPrefix("/") || path.hasPrefix("./") || path.hasPrefix("../"),
            let slash = path.lastIndex(of: "/"), slash > path.startIndex
        else { return false }
        var status = stat()
        return stat(String(path[..<slash]), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

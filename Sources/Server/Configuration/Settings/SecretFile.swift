/// A file that holds one secret, as Docker, Compose and Kubernetes hand them out.
package enum SecretFile {
    /// Why a file is refused; never with its path, which may be the secret itself in the wrong line.
    package struct Fault: Error, Sendable, Equatable {
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
            throw Fault(rule: "names a file that \(error.reason)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Fault(rule: "names a file that is not UTF-8")
        }
        let end = text.unicodeScalars.lastIndex { $0 != "\n" && $0 != "\r" }
        guard let end else { throw Fault(rule: "names a file that is empty") }
        return String(text.unicodeScalars[...end])
    }
}

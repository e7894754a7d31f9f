internal import Crypto
internal import Platform

/// A secret that comes in a variable of the environment, or in the file that the variable `…_FILE` names.
enum SecretVariable {
    /// nil where neither is set, or is empty.
    static func value(of name: String, in environment: [String: String]) throws(CommandFailure) -> Secret? {
        let text = environment[name] ?? ""
        guard let path = environment["\(name)_FILE"], !path.isEmpty else { return text.isEmpty ? nil : Secret(text) }
        guard text.isEmpty else { throw .refused("\(name) and \(name)_FILE are both set; remove one of them") }
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try FileSystem.read(path, limit: EnvironmentFile.maximumBytes).bytes
        } catch {
            // Not with the path, which may be the secret itself in the wrong line.
            throw .refused("\(name)_FILE names a file that cannot be read: \(error.text)")
        }
        guard let end = bytes.lastIndex(where: { $0 != 0x0A && $0 != 0x0D }),
            bytes.count <= EnvironmentFile.maximumBytes
        else { throw .refused("\(name)_FILE names a file that is empty, or too large") }
        return Secret(Array(bytes[...end]))
    }
}

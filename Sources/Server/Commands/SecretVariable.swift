import Crypto

/// A secret that comes in a variable of the environment, or in the file that the variable `…_FILE` names.
enum SecretVariable {
    /// nil where neither is set, or is empty.
    static func value(of name: String, in environment: [String: String]) throws(CommandFailure) -> Secret? {
        let text = environment[name] ?? ""
        let fileName = Setting.fileName(name)
        guard let path = environment[fileName], !path.isEmpty else { return text.isEmpty ? nil : Secret(text) }
        guard text.isEmpty else { throw .refused("\(name) and \(fileName) are both set; remove one of them") }
        do throws(SecretFile.Fault) {
            return Secret(try SecretFile.read(path))
        } catch {
            throw .refused("\(fileName) \(error.rule)")
        }
    }
}

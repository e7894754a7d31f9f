import TestSupport

/// Files that stand beside these tests in the repository.
enum CommittedFile {
    /// The folder of the checkout.
    static func checkout(file: String = #filePath) -> String {
        file.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
    }

    /// Lines that are neither empty nor comments.
    static func lines(of name: String) throws -> [String] {
        let bytes = try Files.bytes(of: checkout() + "/Tests/Contract/" + name)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init).filter {
            !$0.hasPrefix("#")
        }
    }
}

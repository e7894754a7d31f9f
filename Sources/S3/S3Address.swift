/// A place in a bucket: `s3://bucket/prefix`.
package struct S3Address: Sendable, Equatable, CustomStringConvertible {
    package static let scheme: String = "s3://"

    package let bucket: String
    /// What keys begin with, without a slash at either end; empty: the bucket itself.
    package let path: String

    /// nil where the text is no such address. A bucket is named as Amazon S3's rules for general purpose buckets say; a
    /// path has the characters that those rules call safe in keys, and no empty, `.` or `..` part.
    package init?(_ text: String) {
        guard text.hasPrefix(S3Address.scheme) else { return nil }
        var rest = text.dropFirst(S3Address.scheme.count)
        if rest.hasSuffix("/") { rest.removeLast() }
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        guard let bucket = parts.first, S3Address.isBucket(bucket), parts.dropFirst().allSatisfy(S3Address.isPart)
        else {
            return nil
        }
        self.bucket = String(bucket)
        path = parts.dropFirst().joined(separator: "/")
    }

    private init(bucket: String, path: String) {
        self.bucket = bucket
        self.path = path
    }

    package var description: String { "\(S3Address.scheme)\(bucket)\(path.isEmpty ? "" : "/\(path)")" }

    /// The last part of the path; empty where there is none.
    package var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

    /// The place one level up; the bucket itself where there is none.
    package var parent: S3Address {
        S3Address(bucket: bucket, path: path.split(separator: "/").dropLast().joined(separator: "/"))
    }

    /// A place below this one; nil where the name is none of a key's part.
    package func appending(_ name: String) -> S3Address? {
        guard S3Address.isPart(name[...]) else { return nil }
        return S3Address(bucket: bucket, path: path.isEmpty ? name : "\(path)/\(name)")
    }

    private static func isBucket(_ text: Substring) -> Bool {
        func isEnd(_ byte: UInt8?) -> Bool {
            byte.map { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) } ?? false
        }
        return (3...63).contains(text.utf8.count) && isEnd(text.utf8.first) && isEnd(text.utf8.last)
            && text.utf8.allSatisfy { isEnd($0) || "-.".utf8.contains($0) } && !text.contains("..")
    }

    private static func isPart(_ text: Substring) -> Bool {
        !text.isEmpty && text != "." && text != ".."
            && text.utf8.allSatisfy { RequestSignature.isUnreserved($0) || "!*'()".utf8.contains($0) }
    }
}

import Glibc
import HTTPClient
import Platform

extension S3Client {
    /// The objects below an address, not those of places further below, in the order of their keys.
    package func list(below address: S3Address) async throws(S3Error) -> [Object] {
        var objects: [Object] = []
        var token: String?
        let prefix = address.path.isEmpty ? "" : "\(address.path)/"
        guard let bucket = S3Address("\(S3Address.scheme)\(address.bucket)") else { return [] }
        repeat {
            var query: [(name: String, value: String)] = [("list-type", "2"), ("prefix", prefix), ("delimiter", "/")]
            if let token { query.append(("continuation-token", token)) }
            let answer = XMLText(try await send(S3Request(method: "GET", address: bucket, query: query)).body)
            for content in answer.elements("Contents") {
                // A key that this program would not have made is somebody else's.
                guard let key = content.value("Key"), key.hasPrefix(prefix), let bytes = content.value("Size"),
                    let address = address.appending(String(key.dropFirst(prefix.count)))
                else { continue }
                objects.append(Object(address: address, bytes: Int(bytes) ?? 0))
            }
            let next = answer.value("IsTruncated") == "true" ? answer.value("NextContinuationToken") : nil
            guard next == nil || next != token else { throw .malformed("repeats itself") }
            token = next
        } while token != nil
        return objects
    }

    package func remove(_ address: S3Address) async throws(S3Error) {
        _ = try await send(S3Request(method: "DELETE", address: address))
    }

    /// The SHA-256 that was kept with an object; nil where there is none.
    package func digest(of address: S3Address) async throws(S3Error) -> String? {
        try await send(S3Request(method: "HEAD", address: address)).field(S3Client.digestField)
    }

    /// Writes an object into a new file, a part at a time.
    ///
    /// - Returns: the SHA-256 that was kept with it; nil where there is none.
    package func download(_ address: S3Address, to path: String) async throws(S3Error) -> String? {
        let head = try await send(S3Request(method: "HEAD", address: address))
        guard let size = head.field("content-length").flatMap({ Int($0) }), let tag = head.field("etag") else {
            throw .malformed("does not say how long the object is")
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file("\(path): \(SystemError.text(errno))") }
        defer { Glibc.close(descriptor) }
        var start = 0
        while start < size {
            let end = min(start + options.partBytes, size)
            let answer = try await send(
                // Another object that has come in its place meanwhile is not mixed in.
                S3Request(
                    method: "GET",
                    address: address,
                    fields: [("if-match", tag), ("range", "bytes=\(start)-\(end - 1)")]
                )
            )
            guard answer.body.count == end - start else { throw .malformed("has another length than was asked for") }
            do throws(SystemError) {
                try Descriptor.write(answer.body, to: descriptor)
            } catch {
                throw .file("\(path): \(SystemError.text(error.code))")
            }
            start = end
        }
        return head.field(S3Client.digestField)
    }

    /// The field of metadata with the SHA-256 of the whole object.
    static let digestField: String = "x-amz-meta-sha256"
}

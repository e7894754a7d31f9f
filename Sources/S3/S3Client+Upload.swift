import Glibc
import HTTPClient
import Platform

extension S3Client {
    /// The most parts that an upload has.
    private static let mostParts: Int = 10_000

    /// Makes an object of a file: in one request, or in parts where the file is longer than one. Until all of it is
    /// there nobody sees it, and what is given up leaves nothing behind.
    ///
    /// - Parameter digest: the file's SHA-256, kept with the object.
    package func upload(_ path: String, to address: S3Address, digest: String) async throws(S3Error) {
        let file = try PartReader(path)
        let fields: [(name: String, value: String)] = [
            ("content-type", "application/octet-stream"), (S3Client.digestField, digest),
        ]
        guard file.size > options.partBytes else {
            let body = try file.read(at: 0, count: file.size)
            _ = try await send(S3Request(method: "PUT", address: address, fields: fields, body: body))
            return
        }
        let begin = S3Request(method: "POST", address: address, query: [("uploads", "")], fields: fields)
        guard let upload = XMLText(try await send(begin).body).value("UploadId") else {
            throw .malformed("has no UploadId")
        }
        do throws(S3Error) {
            try await finish(try await sendParts(of: file, to: address, upload), address, upload)
        } catch {
            // Where the answer to the last request was lost, its repetition finds no upload any more.
            let isLost = error == .refused(status: 404, code: "NoSuchUpload")
            if isLost, await isThere(address, digest, file.size) { return }
            // Parts of an upload that was given up cost money for ever. The task that is cancelled could not say so.
            let abort = S3Request(method: "DELETE", address: address, query: [("uploadId", upload)])
            await Task { _ = try? await send(abort) }.value
            throw error
        }
    }

    /// True where the object is what was to be sent: by its SHA-256, or its length with a server that keeps none.
    private func isThere(_ address: S3Address, _ digest: String, _ size: Int) async -> Bool {
        guard let head = try? await send(S3Request(method: "HEAD", address: address)) else { return false }
        if let found = head.field(S3Client.digestField) { return found == digest }
        return head.field("content-length") == "\(size)"
    }

    /// - Returns: the entity tag of each part.
    private func sendParts(
        of file: borrowing PartReader,
        to address: S3Address,
        _ upload: String
    ) async throws(S3Error) -> [String] {
        let partBytes = max(options.partBytes, (file.size + S3Client.mostParts - 1) / S3Client.mostParts)
        var tags: [String] = []
        var start = 0
        while start < file.size {
            let count = min(partBytes, file.size - start)
            let part = S3Request(
                method: "PUT",
                address: address,
                query: [("partNumber", "\(tags.count + 1)"), ("uploadId", upload)],
                body: try file.read(at: start, count: count)
            )
            guard let tag = try await send(part).field("etag") else { throw .malformed("has no ETag") }
            tags.append(tag)
            start += count
        }
        return tags
    }

    private func finish(_ tags: [String], _ address: S3Address, _ upload: String) async throws(S3Error) {
        let parts = tags.enumerated().map { index, tag in
            let tag = tag.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            return "<Part><PartNumber>\(index + 1)</PartNumber><ETag>\(tag)</ETag></Part>"
        }
        let body = "<CompleteMultipartUpload>\(parts.joined())</CompleteMultipartUpload>"
        _ = try await send(
            S3Request(
                method: "POST",
                address: address,
                query: [("uploadId", upload)],
                fields: [("content-type", "application/xml")],
                body: Array(body.utf8),
                mayFailLate: true
            )
        )
    }
}

/// A file of which pieces are read.
private struct PartReader: ~Copyable {
    let size: Int
    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws(S3Error) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file("\(path): \(SystemError.text(errno))") }
        self.path = path
        self.descriptor = descriptor
        var status = stat()
        size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    deinit { close(descriptor) }

    func read(at offset: Int, count: Int) throws(S3Error) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let read = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress?.advanced(by: done), count - done, off_t(offset + done))
            }
            if read < 0, errno == EINTR { continue }
            guard read > 0 else {
                throw .file("\(path): \(read < 0 ? SystemError.text(errno) : "it became shorter while it was read")")
            }
            done += read
        }
        return bytes
    }
}

import Crypto
import Glibc
import HTTPTypes
import Synchronization

extension S3StandIn {
    func answer(_ call: S3Call) -> HTTPResponse {
        if let fault = call.fault(options, now: time(nil)) { return error(fault.status, fault.code) }
        let (bucket, key) = place(of: call)
        return state.withLock { state in
            state.requests.append("\(call.method) \(bucket)/\(key)")
            switch state.events.isEmpty ? nil : state.events.removeFirst() {
            case nil: break
            case .status(let status, let code): return error(status, code)
            case .lateError: return xml("<Error><Code>InternalError</Code></Error>")
            case .lostAnswer:
                _ = answer(call, "\(bucket)/\(key)", &state)
                return HTTPResponse(status: 504)
            case .change(let change): change(&state.objects)
            }
            if key.isEmpty { return call.method == "GET" ? list(bucket, call, state) : error(405, "MethodNotAllowed") }
            return answer(call, "\(bucket)/\(key)", &state)
        }
    }

    /// The bucket is in the path, or before the host's first dot.
    private func place(of call: S3Call) -> (bucket: String, key: String) {
        let host = call.field("host") ?? ""
        if host.hasSuffix(".localhost:\(port)") {
            return (String(host.prefix { $0 != "." }), S3Call.decoded(call.path.dropFirst()))
        }
        let parts = call.path.dropFirst().split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts.first ?? ""), parts.count > 1 ? S3Call.decoded(parts[1]) : "")
    }

    private func answer(_ call: S3Call, _ key: String, _ state: inout State) -> HTTPResponse {
        switch call.method {
        case "PUT": put(call, key, &state)
        case "GET", "HEAD": get(call, state.objects[key])
        case "DELETE": remove(call, key, &state)
        case "POST" where call.parameter("uploads") != nil: begin(call, key, &state)
        case "POST": finish(call, key, &state)
        default: error(405, "MethodNotAllowed")
        }
    }

    private func put(_ call: S3Call, _ key: String, _ state: inout State) -> HTTPResponse {
        let tag = "\"\(SHA256.hash(call.body).hex.prefix(32))\""
        if let id = call.parameter("uploadId") {
            guard state.uploads[id]?.key == key, let number = call.parameter("partNumber").flatMap({ Int($0) }),
                (1...10_000).contains(number)
            else { return error(404, "NoSuchUpload") }
            state.uploads[id]?.parts[number] = call.body
        } else {
            state.objects[key] = Object(bytes: call.body, tag: tag, digest: call.field("x-amz-meta-sha256"))
        }
        return HTTPResponse(status: 200, fields: [HTTPResponseField("ETag", tag)])
    }

    private func get(_ call: S3Call, _ object: Object?) -> HTTPResponse {
        guard let object else { return error(404, "NoSuchKey") }
        if let tag = call.field("if-match"), tag != object.tag { return error(412, "PreconditionFailed") }
        var fields = [HTTPResponseField("ETag", object.tag)]
        if let digest = object.digest { fields.append(HTTPResponseField("x-amz-meta-sha256", digest)) }
        let ends = call.field("range").map { $0.dropFirst("bytes=".count).split(separator: "-").compactMap { Int($0) } }
        guard let ends, ends.count == 2 else {
            return HTTPResponse(
                status: 200,
                contentType: "application/octet-stream",
                fields: fields,
                body: object.bytes
            )
        }
        guard ends[0] < object.bytes.count, ends[0] <= ends[1] else { return error(416, "InvalidRange") }
        let part = object.bytes[ends[0]...min(ends[1], object.bytes.count - 1)]
        return HTTPResponse(status: 206, contentType: "application/octet-stream", fields: fields, body: Array(part))
    }

    private func remove(_ call: S3Call, _ key: String, _ state: inout State) -> HTTPResponse {
        if let id = call.parameter("uploadId") { state.uploads[id] = nil } else { state.objects[key] = nil }
        return HTTPResponse(status: 204)
    }

    private func begin(_ call: S3Call, _ key: String, _ state: inout State) -> HTTPResponse {
        state.uploadCount += 1
        // Characters that have to be encoded.
        let id = "upload/\(state.uploadCount)+="
        state.uploads[id] = Upload(key: key, digest: call.field("x-amz-meta-sha256"))
        return xml("<InitiateMultipartUploadResult><UploadId>\(id)</UploadId></InitiateMultipartUploadResult>")
    }

    private func finish(_ call: S3Call, _ key: String, _ state: inout State) -> HTTPResponse {
        guard let id = call.parameter("uploadId"), let upload = state.uploads[id], upload.key == key else {
            return error(404, "NoSuchUpload")
        }
        let parts = upload.parts.sorted { $0.key < $1.key }
        let text = String(decoding: call.body, as: UTF8.self)
        let named = text.matches(of: /<PartNumber>([0-9]+)<\/PartNumber>/).compactMap { Int($0.output.1) }
        guard named == parts.map(\.key), named == Array(1...max(1, named.count)) else {
            return error(400, "InvalidPart")
        }
        guard parts.dropLast().allSatisfy({ $0.value.count >= options.leastPartBytes }) else {
            return error(400, "EntityTooSmall")
        }
        let bytes = parts.flatMap(\.value)
        let tag = "\"\(SHA256.hash(bytes).hex.prefix(32))-\(parts.count)\""
        state.objects[key] = Object(bytes: bytes, tag: tag, digest: upload.digest)
        state.uploads[id] = nil
        return xml("<CompleteMultipartUploadResult><ETag>\(tag)</ETag></CompleteMultipartUploadResult>")
    }

    private func list(_ bucket: String, _ call: S3Call, _ state: State) -> HTTPResponse {
        let prefix = "\(bucket)/\(call.parameter("prefix") ?? "")"
        let after = call.parameter("continuation-token") ?? ""
        let isFlat = call.parameter("delimiter") == "/"
        let found = state.objects.filter { key, _ in
            key.hasPrefix(prefix) && key > after && !(isFlat && key.dropFirst(prefix.count).contains("/"))
        }.sorted { $0.key < $1.key }
        let page = found.prefix(options.pageCount)
        var text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        text +=
            "<Name>\(bucket)</Name><KeyCount>\(page.count)</KeyCount><IsTruncated>\(found.count > page.count)</IsTruncated>"
        for (key, object) in page {
            let key = key.dropFirst(bucket.count + 1).replacing("&", with: "&amp;")
            text += "<Contents><Key>\(key)</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
            text +=
                "<ETag>&quot;\(object.tag.dropFirst().dropLast())&quot;</ETag><Size>\(object.bytes.count)</Size></Contents>"
        }
        if found.count > page.count, let last = page.last {
            let token = last.key.replacing("&", with: "&amp;")
            text += "<NextContinuationToken>\(token)</NextContinuationToken>"
        }
        return xml(text + "</ListBucketResult>")
    }

    private func xml(_ text: String) -> HTTPResponse {
        HTTPResponse(status: 200, contentType: "application/xml", body: Array(text.utf8))
    }

    private func error(_ status: Int, _ code: String) -> HTTPResponse {
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>\(code)</Code><Message>No.</Message></Error>"
        return HTTPResponse(status: status, contentType: "application/xml", body: Array(text.utf8))
    }
}

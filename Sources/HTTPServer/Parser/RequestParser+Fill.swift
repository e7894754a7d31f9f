import HTTPTypes

extension RequestParser {
    /// Writes what was read into `request`, as slices of `base`, the first byte of the message.
    ///
    /// The path is normalised in place. The request's id is left alone. To be called once, when the head is complete.
    package func fill(_ request: HTTPRequest, base: UnsafeMutablePointer<UInt8>) {
        request.method = head.method
        switch head.path {
        case .span(let span):
            let path = span.bytes(in: base)
            let count: Int =
                head.hasEscape ? PercentEncoding.normalize(base + Int(span.start), path.count) : path.count
            request.path = Bytes(start: path.start, count: count)
        case .root: request.path = Bytes("/")
        case .asterisk: request.path = Bytes("*")
        }
        request.query = head.query?.bytes(in: base)
        request.contentLength = head.contentLength
        request.isChunked = head.isChunked
        request.hasBody = head.isChunked || (head.contentLength ?? 0) > 0
        // Behind the head, so that an empty body too has readable bytes after it.
        request.body = Bytes(start: base + head.length, count: 0)
        request.operation = -1
        request.sentContentBytes = 0
        request.context = nil
        request.trace = nil
        fillFields(request, base: base)
    }

    private func fillFields(_ request: HTTPRequest, base: UnsafePointer<UInt8>) {
        // Taken out and put back, so that appending neither copies nor checks access for each field.
        var list = request.fields
        request.fields = []
        list.removeAll(keepingCapacity: true)
        for field in fields {
            list.append(HTTPField(name: field.name.bytes(in: base), value: field.value.bytes(in: base)))
        }
        request.fields = list
    }

    /// Writes what was understood of a refused head into `request`: method and fields, but no path.
    ///
    /// `Origin` counts wherever it stands in `input`, all that has come of the message: without it a browser hides the
    /// answer, and so the reason, from its page.
    func fillRefused(_ request: HTTPRequest, input: UnsafeBufferPointer<UInt8>) {
        request.method = head.method
        request.path = .empty
        request.query = nil
        request.body = .empty
        request.contentLength = nil
        request.isChunked = false
        request.hasBody = false
        request.operation = -1
        request.sentContentBytes = 0
        request.context = nil
        request.trace = nil
        guard let base = input.baseAddress else {
            request.fields.removeAll(keepingCapacity: true)
            return
        }
        fillFields(request, base: base)
        guard request.count(of: "Origin") == 0 else { return }
        let rest = Bytes(start: base, count: input.count)
        var start = isReadingFields ? lineStart : input.count
        if !isReadingFields, let feed = rest.firstIndex(of: 0x0A, from: lineStart) { start = feed + 1 }
        while start < rest.count, let end = rest.firstIndex(of: 0x0A, from: start) {
            let stop = end > start && rest[end - 1] == 0x0D ? end - 1 : end
            // Behind the head begins content.
            if stop == start { return }
            let line = rest.slice(start, stop)
            if line.count > 7, line.slice(0, 7).equalsIgnoringCase("origin:") {
                request.fields.append(HTTPField(name: Bytes("Origin"), value: line.slice(7, line.count).trimmed()))
                return
            }
            start = end + 1
        }
    }

    /// The `X-Request-ID` to echo: 1 to 128 letters, digits, ".", "_" and "-", in exactly one field.
    func echoedID(base: UnsafePointer<UInt8>) -> Bytes? {
        guard head.requestIDCount == 1, let bytes: Bytes = head.requestID?.bytes(in: base) else { return nil }
        guard bytes.count >= 1, bytes.count <= 128, bytes.isMade(of: .requestID) else { return nil }
        return bytes
    }
}

package import HTTPTypes

extension RequestParser {
    /// Writes what was read into `request`, as slices of `base`, the first byte of the message.
    ///
    /// The request's id is left alone. To be called when the head is complete.
    package func fill(_ request: HTTPRequest, base: UnsafePointer<UInt8>) {
        request.method = head.method
        switch head.path {
        case .span(let span): request.path = span.bytes(in: base)
        case .root: request.path = Bytes("/")
        case .asterisk: request.path = Bytes("*")
        }
        request.query = head.query?.bytes(in: base)
        request.contentLength = head.contentLength
        request.hasBody = head.isChunked || (head.contentLength ?? 0) > 0
        // Behind the head, so that an empty body too has readable bytes after it.
        request.body = Bytes(start: base + head.length, count: 0)
        request.operation = -1
        request.context = nil
        // Taken out and put back, so that appending neither copies nor checks access for each field.
        var list: [HTTPField] = request.fields
        request.fields = []
        list.removeAll(keepingCapacity: true)
        for field in fields {
            list.append(HTTPField(name: field.name.bytes(in: base), value: field.value.bytes(in: base)))
        }
        request.fields = list
    }

    /// The `X-Request-ID` to echo: 1 to 128 letters, digits, ".", "_" and "-", in exactly one field.
    func echoedID(base: UnsafePointer<UInt8>) -> Bytes? {
        guard head.requestIDCount == 1, let bytes: Bytes = head.requestID?.bytes(in: base) else { return nil }
        guard bytes.count >= 1, bytes.count <= 128, bytes.isMade(of: .requestID) else { return nil }
        return bytes
    }
}

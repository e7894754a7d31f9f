import HTTPTypes

/// Lends a request that has the given header fields.
func withRequest<Result>(_ fields: [(String, String)], _ body: (HTTPRequest) throws -> Result) rethrows -> Result {
    var bytes: [UInt8] = []
    for (name, value) in fields { bytes += Array(name.utf8) + Array(value.utf8) }
    return try withBytes(bytes) { text in
        let request = HTTPRequest()
        var index = 0
        for (name, value) in fields {
            let middle = index + name.utf8.count
            let end = middle + value.utf8.count
            request.fields.append(HTTPField(name: text.slice(index, middle), value: text.slice(middle, end)))
            index = end
        }
        return try body(request)
    }
}

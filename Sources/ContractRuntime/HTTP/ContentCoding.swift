import HTTPTypes

/// The content codings of a body (RFC 9110 § 8.4); none is read here.
enum ContentCoding {
    /// True where no `Content-Encoding` line of the request names a coding but `identity`.
    static func isIdentity(_ request: HTTPRequest) -> Bool {
        for field in request.fields where field.name.equalsIgnoringCase("content-encoding") {
            var cursor = FieldCursor(field.value)
            var isFirst = true
            while true {
                guard cursor.skipListSeparator(isFirst: isFirst) else { return false }
                if cursor.isAtEnd { break }
                isFirst = false
                guard let coding = cursor.token(), coding.equalsIgnoringCase("identity") else { return false }
            }
        }
        return true
    }
}

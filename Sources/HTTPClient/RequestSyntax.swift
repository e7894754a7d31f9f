import Crypto

/// The rules by which a request means on the wire what its caller meant.
enum RequestSyntax {
    /// Fields that say how the message is framed or what its connection does: libcurl's to write.
    private static let reserved: Set<String> = [
        "connection", "content-length", "host", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding",
        "upgrade",
    ]

    static func check(_ request: HTTPClientRequest) throws(HTTPClientError) {
        guard isToken(request.method) else { throw .invalidRequest("the method is no token") }
        guard request.method != "CONNECT" else { throw .invalidRequest("CONNECT is no request of its own") }
        guard request.body == nil || !["HEAD", "TRACE"].contains(request.method) else {
            throw .invalidRequest("\(request.method) has no content")
        }
        let address = request.address.revealed
        guard address.hasPrefix("https://") || address.hasPrefix("http://") else {
            throw .invalidRequest("the address is neither https:// nor http://")
        }
        // libcurl itself would take a space for the end and pass other bytes on.
        guard address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .invalidRequest("the address has characters that no URI has")
        }
        for (name, value) in request.fields {
            guard isToken(name) else { throw .invalidRequest("a field's name is no token") }
            guard !reserved.contains(name.lowercased()) else {
                throw .invalidRequest("\(name) is not the caller's to set")
            }
            let isSafe = value.withBytes { $0.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 } }
            guard isSafe else { throw .invalidRequest("the value of \(name) has control characters") }
        }
    }

    /// A token (RFC 9110 § 5.6.2).
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}

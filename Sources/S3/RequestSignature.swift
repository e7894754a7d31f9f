import Crypto

/// AWS Signature Version 4 of a request to S3, in its header fields.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
package struct RequestSignature: Sendable {
    package var accessKeyID: String
    package var secretAccessKey: Secret
    package var region: String

    package init(accessKeyID: String, secretAccessKey: Secret, region: String) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.region = region
    }

    /// The value of `Authorization`.
    ///
    /// - Parameters:
    ///   - path: as it is sent, percent-encoded.
    ///   - query: names and values, not encoded.
    ///   - fields: those that are signed, names in lower case; `host`, `x-amz-content-sha256` and `x-amz-date` among
    ///     them.
    ///   - time: `YYYYMMDDTHHMMSSZ`, as `x-amz-date` says.
    ///   - digest: the content's SHA-256, as `x-amz-content-sha256` says.
    package func authorization(
        method: String,
        path: String,
        query: [(name: String, value: String)],
        fields: [(name: String, value: String)],
        time: String,
        digest: String
    ) -> Secret {
        let fields = fields.sorted { $0.name < $1.name }
        let names = fields.map(\.name).joined(separator: ";")
        let request = [
            method, path, RequestSignature.canonical(query), fields.map { "\($0.name):\($0.value)\n" }.joined(), names,
            digest,
        ].joined(separator: "\n")
        let day = String(time.prefix(8))
        let scope = "\(day)/\(region)/s3/aws4_request"
        let text = "AWS4-HMAC-SHA256\n\(time)\n\(scope)\n\(SHA256.hash(Array(request.utf8)).hex)"
        var key = Array("AWS4".utf8) + secretAccessKey.withBytes { Array($0) }
        for word in [day, region, "s3", "aws4_request"] { key = RequestSignature.code(Array(word.utf8), key: key) }
        let signature = Hex.encode(RequestSignature.code(Array(text.utf8), key: key))
        return Secret(
            "AWS4-HMAC-SHA256 Credential=\(accessKeyID)/\(scope),SignedHeaders=\(names),Signature=\(signature)"
        )
    }

    private static func code(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        HMACSHA256(key: key).authenticate(message).withBytes { Array($0) }
    }

    /// A query as it is signed and sent: encoded and sorted.
    static func canonical(_ query: [(name: String, value: String)]) -> String {
        query.map { (encoded($0.name), encoded($0.value)) }.sorted { $0 < $1 }.map { "\($0)=\($1)" }
            .joined(separator: "&")
    }

    /// Percent-encoded but for the unreserved characters of RFC 3986.
    ///
    /// - Parameter keepsSlashes: true for a path.
    static func encoded(_ text: String, keepsSlashes: Bool = false) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) || keepsSlashes && byte == UInt8(ascii: "/") {
                result.append(byte)
            } else {
                let digits = Array("0123456789ABCDEF".utf8)
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-._~".utf8.contains(byte)
        }
    }
}

import Crypto
import HTTPTypes

/// A request, and the judgement of its signature.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
struct S3Call {
    let method: String
    let path: String
    /// Decoded.
    let query: [(name: String, value: String)]
    private let fields: [(name: String, value: String)]
    let body: [UInt8]

    init(_ request: HTTPRequest) {
        method = "\(request.method.token)"
        path = request.path.string
        query = (request.query?.string ?? "").split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(S3Call.decoded)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
        fields = request.fields.map { ($0.name.string.lowercased(), $0.value.string) }
        body = Array(request.body.buffer)
    }

    func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// The code of the error; nil where the request is signed as it should be.
    func fault(_ options: S3StandIn.Options, now: Int) -> (status: Int, code: String)? {
        guard let authorization = field("authorization"), authorization.hasPrefix("AWS4-HMAC-SHA256 ") else {
            return (403, "AccessDenied")
        }
        var words: [String: String] = [:]
        for part in authorization.dropFirst("AWS4-HMAC-SHA256 ".count).split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { words[pair[0].filter { $0 != " " }] = String(pair[1]) }
        }
        let scope = (words["Credential"] ?? "").split(separator: "/").map(String.init)
        guard scope.count == 5, scope[0] == options.accessKeyID else { return (403, "InvalidAccessKeyId") }
        guard let time = field("x-amz-date"), let digest = field("x-amz-content-sha256"), time.hasPrefix(scope[1]),
            scope[2] == options.region, scope[3] == "s3", scope[4] == "aws4_request"
        else { return (400, "AuthorizationHeaderMalformed") }
        guard abs(S3Call.seconds(time) - now) <= 900 else { return (403, "RequestTimeTooSkewed") }
        if let token = options.sessionToken, field("x-amz-security-token") != token { return (403, "InvalidToken") }
        let signed = (words["SignedHeaders"] ?? "").split(separator: ";").map(String.init)
        // All fields of the protocol must be signed.
        let needed = ["host"] + fields.map(\.name).filter { $0.hasPrefix("x-amz-") }
        guard needed.allSatisfy(signed.contains) else { return (403, "AccessDenied") }
        let pairs = query.map { "\(S3Call.encoded($0.name))=\(S3Call.encoded($0.value))" }.sorted()
        var request = "\(method)\n\(path)\n\(pairs.joined(separator: "&"))\n"
        for name in signed {
            request += "\(name):\(fields.filter { $0.name == name }.map(\.value).joined(separator: ","))\n"
        }
        request += "\n\(signed.joined(separator: ";"))\n\(digest)"
        let hash = SHA256.hash(Array(request.utf8)).hex
        let text = "AWS4-HMAC-SHA256\n\(time)\n\(scope[1...].joined(separator: "/"))\n\(hash)"
        var key = Array("AWS4\(options.secretAccessKey)".utf8)
        for word in scope[1...] + [text] {
            key = HMACSHA256(key: key).authenticate(Array(word.utf8)).withBytes { Array($0) }
        }
        guard Hex.encode(key) == words["Signature"] else { return (403, "SignatureDoesNotMatch") }
        guard digest == SHA256.hash(body).hex else { return (400, "XAmzContentSHA256Mismatch") }
        return nil
    }

    /// Seconds since 1970 of `YYYYMMDDTHHMMSSZ`, by Howard Hinnant's `days_from_civil`.
    private static func seconds(_ time: String) -> Int {
        let digits = time.filter(\.isNumber)
        guard digits.count == 14 else { return 0 }
        func number(_ from: Int, _ count: Int) -> Int { Int(digits.dropFirst(from).prefix(count)) ?? 0 }
        let month = number(4, 2)
        let year = number(0, 4) - (month <= 2 ? 1 : 0)
        let yearDay = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + number(6, 2) - 1
        let eraYear = year % 400
        let days = year / 400 * 146_097 + eraYear * 365 + eraYear / 4 - eraYear / 100 + yearDay - 719_468
        return ((days * 24 + number(8, 2)) * 60 + number(10, 2)) * 60 + number(12, 2)
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            if isPlain || "-._~".utf8.contains(byte) { return String(UnicodeScalar(byte)) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    static func decoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"),
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else {
                bytes.append(byte)
                continue
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

import Crypto
import Glibc
import HTTPClient
import Platform

/// A client of one S3 server.
///
/// Requests are signed with their content's SHA-256, so that the server refuses what the way has changed, and sent
/// again where the server could not answer them. Of a file one part at a time is in memory.
package final class S3Client: Sendable {
    /// An object as a listing has it.
    package struct Object: Sendable, Equatable {
        package let address: S3Address
        package let bytes: Int
    }

    let options: S3Options
    private let http: HTTPClient
    private let signature: RequestSignature
    private let microseconds: @Sendable () -> Int64

    /// - Parameter microseconds: since 1970-01-01T00:00:00Z.
    package init(
        _ options: S3Options,
        microseconds: @escaping @Sendable () -> Int64 = SystemClock.microseconds
    ) throws(S3Error) {
        guard let key = options.accessKeyID, let secret = options.secretAccessKey else { throw .noCredentials }
        var httpOptions = HTTPClient.Options()
        httpOptions.certificateAuthorities = options.certificateAuthorities
        do throws(HTTPClientError) {
            http = try HTTPClient(httpOptions)
            try http.start()
        } catch {
            throw .unanswered(error.words)
        }
        self.options = options
        self.microseconds = microseconds
        signature = RequestSignature(accessKeyID: key, secretAccessKey: secret, region: options.region)
    }

    /// Ends the client's thread; called once, when nothing is asked any more.
    package func close() async { await http.close() }

    /// Runs with a client that is closed at the end.
    package static func with<Value: Sendable>(
        _ options: S3Options,
        _ body: (S3Client) async throws(S3Error) -> Value
    ) async throws(S3Error) -> Value {
        let client = try S3Client(options)
        let outcome: Result<Value, S3Error>
        do throws(S3Error) { outcome = .success(try await body(client)) } catch { outcome = .failure(error) }
        await client.close()
        return try outcome.get()
    }

    /// Sends a request, again where it could not be answered.
    ///
    /// - Returns: the answer, whose status is one of success.
    func send(_ request: S3Request) async throws(S3Error) -> HTTPClientResponse {
        var delay = options.retryDelay
        var attempt = 1
        while true {
            do throws(S3Error) {
                return try await sendOnce(request)
            } catch {
                guard error.isTransient, attempt < options.attempts else { throw error }
            }
            do { try await Task.sleep(for: delay) } catch { throw .stopped }
            delay *= 2
            attempt += 1
        }
    }

    private func sendOnce(_ request: S3Request) async throws(S3Error) -> HTTPClientResponse {
        let answer: HTTPClientResponse
        do throws(HTTPClientError) {
            answer = try await http.send(signed(request))
        } catch .cancelled {
            throw .stopped
        } catch {
            throw .unanswered(error.words)
        }
        let isSuccess = (200...299).contains(answer.status)
        // What answers otherwise may be a part of a file: it is not looked at.
        if isSuccess, !request.mayFailLate { return answer }
        let error = XMLText(answer.body)
        guard isSuccess, error.elements("Error").isEmpty else {
            // A word of the protocol; not the server's sentence, which may hold what was sent.
            let code = error.value("Code").flatMap { $0.utf8.allSatisfy(S3Client.isLetter) ? $0 : nil } ?? ""
            throw .refused(status: answer.status, code: code)
        }
        return answer
    }

    private func signed(_ request: S3Request) -> HTTPClientRequest {
        let (host, path) = place(of: request.address)
        let digest = SHA256.hash(request.body ?? []).hex
        let time = S3Client.timeStamp(microseconds())
        var fields = request.fields + [("x-amz-content-sha256", digest), ("x-amz-date", time)]
        if let token = options.sessionToken { fields.append(("x-amz-security-token", token.revealed)) }
        let authorization = signature.authorization(
            method: request.method,
            path: path,
            query: request.query,
            fields: fields + [("host", host)],
            time: time,
            digest: digest
        )
        let query = RequestSignature.canonical(request.query)
        let scheme = options.server.hasPrefix("http:") ? "http" : "https"
        return HTTPClientRequest(
            method: request.method,
            address: Secret("\(scheme)://\(host)\(path)\(query.isEmpty ? "" : "?\(query)")"),
            fields: fields.map { ($0.name, Secret($0.value)) } + [("authorization", authorization)],
            body: request.body,
            timeout: request.isLong ? options.timeout : min(options.timeout, options.shortTimeout),
            maxBodyBytes: options.partBytes + 1 << 20,
            isIdempotent: true
        )
    }

    /// The host as the request names it, and the encoded path.
    private func place(of address: S3Address) -> (host: String, path: String) {
        let parts = options.server.split(separator: "/", omittingEmptySubsequences: true)
        let isPlain = options.server.hasPrefix("http:")
        var host = parts.dropFirst().first.map { $0.lowercased() } ?? ""
        // libcurl does not name the scheme's own port.
        if host.hasSuffix(isPlain ? ":80" : ":443") {
            host = String(host[..<(host.lastIndex(of: ":") ?? host.endIndex)])
        }
        let key = RequestSignature.encoded(address.path, keepsSlashes: true)
        switch options.addressing {
        case .path: return (host, "/\(address.bucket)\(key.isEmpty ? "" : "/\(key)")")
        case .virtual: return ("\(address.bucket).\(host)", "/\(key)")
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// `YYYYMMDDTHHMMSSZ`
    private static func timeStamp(_ microseconds: Int64) -> String {
        var seconds = time_t(microseconds / 1_000_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y%m%dT%H%M%SZ", &parts)
        return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// A request before it is signed.
struct S3Request: Sendable {
    var method: String
    var address: S3Address
    /// Not encoded.
    var query: [(name: String, value: String)] = []
    /// Names in lower case; all of them are signed.
    var fields: [(name: String, value: String)] = []
    var body: [UInt8]?
    /// True where an answer of success may hold an error, which then comes late.
    var mayFailLate: Bool = false

    /// True where it carries a part of a file, or has parts put together.
    var isLong: Bool { body != nil || mayFailLate || fields.contains { $0.name == "range" } }
}

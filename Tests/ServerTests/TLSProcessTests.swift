import Glibc
import Platform
import TestSupport
import TestTraits
import Testing

@testable import Server

/// The program with a certificate, asked by curl and OpenSSL's own client.
@Suite(.blocking) struct TLSProcessTests {
    private let authority: CertificateAuthority
    private let issued: CertificateAuthority.Issued

    init() throws {
        authority = try CertificateAuthority.shared.get()
        issued = try authority.issue()
    }

    private func server(_ changes: [String: String] = [:]) throws -> ServerProcess {
        let files = ["SSL_CERT_PATH": issued.fullChain, "SSL_KEY_PATH": issued.key]
        return try ServerProcess(ServerSettings.standard(with: files.merging(changes) { $1 }))
    }

    private func curl(_ url: String, _ words: [String] = []) throws -> Command.Outcome {
        try Command.run(["curl", "--silent", "--show-error", "--cacert", authority.root] + words + [url])
    }

    /// The serial number that a new connection is shown.
    private func serialNumber(_ server: ServerProcess) throws -> String {
        let address = "127.0.0.1:\(server.port)"
        let words = ["openssl s_client -connect \(address) -CAfile \(authority.root) -verify_return_error </dev/null"]
        return try Command.output(of: ["/bin/sh", "-c", words[0] + " 2>/dev/null | openssl x509 -noout -serial"])
    }

    /// Writes other files in the place of those that the server has.
    private func replace(_ other: CertificateAuthority.Issued, key: String? = nil) throws {
        try FileSystem.write(try Files.bytes(of: key ?? other.key), to: issued.key)
        try FileSystem.write(try Files.bytes(of: other.fullChain), to: issued.fullChain)
    }

    @Test func portSpeaksTLS() throws {
        let server = try server()
        let answer = try curl("https://localhost:\(server.port)/live", ["-w", "%{http_version} %{ssl_verify_result}"])
        #expect(answer.status == 0 && answer.output.hasSuffix("1.1 0"))
        let clear = try curl("http://localhost:\(server.port)/live")
        #expect(clear.output.contains(#""code":"malformed_request""#) || clear.output.contains("https"))
        #expect(try server.terminate() == 0)
    }

    @Test func theChainMayBeAFileOfItsOwn() throws {
        let server = try server(["SSL_CERT_PATH": issued.certificate, "SSL_CHAIN_PATH": issued.chain])
        #expect(try curl("https://127.0.0.1:\(server.port)/live").status == 0)
        #expect(try server.terminate() == 0)
    }

    @Test func aSecondPortIsInTheClear() throws {
        let server = try server(["HTTP_PORT": "0"])
        let port = try plainPort(server)
        #expect(try curl("http://localhost:\(port)/live").status == 0)
        #expect(try server.terminate() == 0)
    }

    /// The port in the clear, beside TLS.
    private func plainPort(_ server: ServerProcess) throws -> String {
        let line = try #require(server.logLines(with: "listening in the clear").first)
        return String(try #require(line.firstMatch(of: /"server.port":([0-9]+)/)?.output.1))
    }

    /// The head of an answer, a line each.
    private func head(_ url: String, _ words: [String] = []) throws -> [Substring] {
        let answer = try curl(url, ["--dump-header", "-", "--output", "/dev/null"] + words)
        try #require(answer.status == 0, "\(answer.errors)")
        return answer.output.split(separator: "\r\n")
    }

    @Test func everyAnswerTellsBrowsersWhatTheyMayDo() throws {
        let server = try server(["HTTP_PORT": "0", "HSTS": "max-age=63072000; includeSubDomains"])
        let secure = "https://localhost:\(server.port)"
        let strict: Substring = "Strict-Transport-Security: max-age=63072000; includeSubDomains"
        let own: Substring = "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'"
        let framed: Substring = "frame-ancestors 'self' https://web.telegram.org https://*.telegram.org"
        for path in ["/live", "/nowhere", "/api/v1/telegram/applications/", "/openapi.json"] {
            let lines = try head(secure + path)
            #expect(lines.contains(strict) && lines.contains(own), "\(path)")
            #expect(lines.contains("X-Content-Type-Options: nosniff") && lines.contains("X-Frame-Options: DENY"))
            #expect(lines.contains("Referrer-Policy: no-referrer"))
        }
        let page = try head(secure + "/docs")
        let policies = page.filter { $0.hasPrefix("Content-Security-Policy") }
        #expect(policies.count == 1 && policies[0].contains("style-src 'sha256-"))
        #expect(page.filter { $0 == "X-Content-Type-Options: nosniff" }.count == 1)
        #expect(page.contains("X-Frame-Options: DENY"))
        let app = try head(secure + "/app/")
        #expect(app.contains("Content-Security-Policy: " + framed) && app.contains(strict))
        #expect(!app.contains { $0.hasPrefix("X-Frame-Options") })
        let clear = try head("http://localhost:\(plainPort(server))/live")
        #expect(clear.contains(own) && !clear.contains { $0.hasPrefix("Strict-Transport") })
        #expect(try server.terminate() == 0)
    }

    @Test func whatComesInTheClearIsSentToTheEncryptedAddress() throws {
        let server = try server([
            "HTTP_PORT": "0", "ENABLE_HTTPS_REDIRECT": "true", "PUBLIC_URL": "https://app.example.org",
        ])
        let base = "http://localhost:\(try plainPort(server))"
        for path in ["/api/v1/telegram/invite-link/?a=b&c", "/nowhere//x?", "//evil.example.org/", "/app/"] {
            let lines = try head(base + path)
            #expect(lines[0] == "HTTP/1.1 308 Permanent Redirect")
            #expect(lines.contains("Location: https://app.example.org\(path)"), "\(lines)")
        }
        let post = try head(base + "/api/v1/telegram/auth/", ["-d", "{}"])
        #expect(post[0] == "HTTP/1.1 308 Permanent Redirect")
        for path in ["/live", "/ready", "/health", "/api/v1/health/"] {
            #expect(try head(base + path)[0] == "HTTP/1.1 200 OK", "\(path)")
        }
        #expect(try head(base + "/webhook/telegram", ["-d", "{}"])[0].hasPrefix("HTTP/1.1 40"))
        let secure = "https://localhost:\(server.port)"
        #expect(try head(secure + "/api/v1/telegram/invite-link/")[0] == "HTTP/1.1 200 OK")
        #expect(try server.terminate() == 0)
    }

    @Test func whatATrustedProxySaysOfItsClientCounts() throws {
        let server = try ServerProcess(
            ServerSettings.standard(with: [
                "TRUSTED_PROXIES": "127.0.0.1", "ENABLE_HTTPS_REDIRECT": "true",
                "PUBLIC_URL": "https://app.example.org", "HSTS": "max-age=1",
            ])
        )
        let url = "http://127.0.0.1:\(server.port)/api/v1/telegram/invite-link/"
        let clear = try head(url, ["-H", "X-Forwarded-Proto: http"])
        #expect(clear[0] == "HTTP/1.1 308 Permanent Redirect")
        #expect(clear.contains("Location: https://app.example.org/api/v1/telegram/invite-link/"))
        let secure = try head(url, ["-H", "X-Forwarded-Proto: https"])
        #expect(secure[0] == "HTTP/1.1 200 OK" && secure.contains("Strict-Transport-Security: max-age=1"))
        let unknown = try head(url)
        #expect(unknown[0] == "HTTP/1.1 200 OK" && !unknown.contains { $0.hasPrefix("Strict-Transport") })
        #expect(try server.terminate() == 0)
    }

    /// A proxy that terminates TLS and says nothing would send its clients in a circle.
    @Test func withoutACertificateNobodyIsSentInACircle() throws {
        let settings = ["ENABLE_HTTPS_REDIRECT": "true", "PUBLIC_URL": "https://app.example.org"]
        let server = try ServerProcess(ServerSettings.standard(with: settings))
        let lines = try head("http://localhost:\(server.port)/api/v1/telegram/invite-link/")
        #expect(lines[0] == "HTTP/1.1 200 OK")
        #expect(try server.terminate() == 0)
    }

    @Test(arguments: ["max-age", "max-age=", "max-age=1; preload; preload", "max-age=-1", "max-age=1, preload", "yes"])
    func aStrictTransportThatBrowsersWouldNotUnderstandIsRefused(value: String) {
        #expect(throws: ConfigurationError.self) { try Configuration(values: ["HSTS": value]) }
    }

    @Test func strictTransportIsProductionsAloneUnlessSet() throws {
        #expect(try Configuration(values: [:]).tls.strictTransport == nil)
        let production = try ConfigurationSource(environment: ProductionSettings.all).configuration()
        #expect(production.tls.strictTransport == "max-age=31536000")
        #expect(try Configuration(values: ["HSTS": "OFF"]).tls.strictTransport == nil)
        let given = try Configuration(values: ["HSTS": "max-age=1 ;includeSubDomains;  preload"])
        #expect(given.tls.strictTransport == "max-age=1; includeSubDomains; preload")
    }

    @Test func aSignalHasTheCertificateReadAgain() throws {
        let server = try server()
        let before = try serialNumber(server)
        try replace(try authority.issue())
        kill(server.identifier, SIGHUP)
        try Deadline.wait(seconds: 10, for: "the new certificate") { try serialNumber(server) != before ? () : nil }
        #expect(try server.terminate() == 0)
        #expect(server.logLines(with: "read again").contains { $0.contains("certificate") })
    }

    @Test func aChangeOfTheFilesIsNoticed() throws {
        let server = try server()
        let before = try serialNumber(server)
        try replace(try authority.issue())
        try Deadline.wait(seconds: 20, for: "the new certificate") { try serialNumber(server) != before ? () : nil }
        #expect(try server.terminate() == 0)
        #expect(server.logLines(with: "the certificate has changed").count == 1)
    }

    @Test func aPairThatDoesNotMatchIsLoggedAndNotUsed() throws {
        let server = try server()
        let before = try serialNumber(server)
        try replace(try authority.issue(), key: try authority.issue().key)
        let line = "the new certificate cannot be used"
        try Deadline.wait(seconds: 20, for: "the line about it") { server.logText.contains(line) ? () : nil }
        #expect(try serialNumber(server) == before)
        kill(server.identifier, SIGHUP)
        try Deadline.wait(seconds: 10, for: "the line about it") {
            server.logText.contains("cannot be read again") ? () : nil
        }
        #expect(try serialNumber(server) == before)
        #expect(try server.terminate() == 0)
    }

    @Test func filesThatCannotBeUsedStopTheStart() throws {
        let folder = try TemporaryFolder()
        let key = try authority.issue().key
        let dotEnv = "PORT=0\nSSL_CERT_PATH=\(issued.certificate)\nSSL_KEY_PATH=\(key)\n"
        let child = try ChildProcess(["serve"], dotEnv: dotEnv, in: folder)
        #expect(try child.read().contains("is not that of the certificate in"))
        #expect(child.wait() == 1)
    }

    @Test(arguments: [
        ("SSL_CERT_PATH=/c.pem\n", "SSL_CERT_PATH: needs SSL_KEY_PATH beside it"),
        ("SSL_KEY_PATH=/k.pem\n", "SSL_KEY_PATH: needs SSL_CERT_PATH beside it"),
        ("SSL_CHAIN_PATH=/k.pem\n", "SSL_CHAIN_PATH: needs SSL_CERT_PATH beside it"),
        ("ENABLE_HTTPS_REDIRECT=true\n", "ENABLE_HTTPS_REDIRECT: needs PUBLIC_URL"),
        ("HTTP_PORT=80\n", "HTTP_PORT: has no use without SSL_CERT_PATH"),
    ])
    func settingsThatNeedOthersSaySo(settings: String, message: String) throws {
        let child = try ChildProcess(["serve"], dotEnv: settings, in: TemporaryFolder())
        #expect(try child.read().contains(message))
        #expect(child.wait() == 1)
    }

    @Test func filesAreReadOnceTheyAreWhole() throws {
        let path = issued.certificate
        var looks = CertificateLooks()
        var isTime: [Bool] = []
        func look(_ times: Int) {
            for _ in 0..<times { isTime.append(looks.note([FileSystem.stamp(path)])) }
        }
        look(3)
        // Half of it, and then the whole.
        try FileSystem.write([1], to: path)
        look(1)
        try FileSystem.write([1, 2], to: path)
        look(3)
        unlink(path)
        look(2)
        #expect(isTime == [false, true, false, false, false, true, false, false, true])
    }
}

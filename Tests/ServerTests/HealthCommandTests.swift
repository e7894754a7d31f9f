import HTTPTypes
import TestSupport
import TestTraits
import Testing

@testable import Server

/// `health`, which knows where its server listens and how it speaks.
@Suite(.blocking) struct HealthCommandTests {
    @Test(arguments: [
        ("", "http://127.0.0.1:8080"), ("0.0.0.0", "http://127.0.0.1:8080"), ("::", "http://[::1]:8080"),
        ("::1", "http://[::1]:8080"), ("10.0.0.5", "http://10.0.0.5:8080"), ("localhost", "http://127.0.0.1:8080"),
    ])
    func theAddressIsTheSettings(host: String, expected: String) throws {
        let configuration = try Configuration(values: host.isEmpty ? [:] : ["HOST": host])
        #expect(try HealthCommand.ownAddress(configuration) == expected)
    }

    @Test func withACertificateItIsTLS() throws {
        let configuration = try Configuration(values: ["SSL_CERT_PATH": "a.pem", "SSL_KEY_PATH": "b.pem"])
        #expect(try HealthCommand.ownAddress(configuration) == "https://127.0.0.1:8080")
    }

    /// The server would take the request for a broken header.
    @Test func aServerThatWantsAProxysHeaderIsNotAsked() throws {
        let values = ["PROXY_PROTOCOL": "v2", "TRUSTED_PROXIES": "127.0.0.0/8"]
        #expect(throws: CommandFailure.self) { try HealthCommand.ownAddress(Configuration(values: values)) }
        let others = values.merging(["TRUSTED_PROXIES": "10.0.0.0/8"]) { $1 }
        #expect(try HealthCommand.ownAddress(Configuration(values: others)) == "http://127.0.0.1:8080")
    }

    /// Whatever name the certificate is for, and whoever has issued it.
    @Test(arguments: [true, false]) func aRunningServerIsAskedWithoutAURL(hasCertificate: Bool) throws {
        var files: [String: String] = [:]
        if hasCertificate {
            let issued = try CertificateAuthority.shared.get().issue()
            files = ["SSL_CERT_PATH": issued.fullChain, "SSL_KEY_PATH": issued.key]
        }
        let server = try ServerProcess(ServerSettings.standard(with: files))
        func ask(_ options: [String] = []) throws -> Command.Outcome {
            // A proxy of the outside is none for this machine.
            let environment = files.merging(["PORT": "\(server.port)", "HTTPS_PROXY": "http://127.0.0.1:9"]) { $1 }
            return try Command.run(
                [BuildProducts.path(of: "telegram-backend"), "health"] + options,
                environment: environment
            )
        }
        let ready = try ask()
        #expect(ready.status == 0 && ready.output.hasPrefix("/ready: 200"), "\(ready.errors)")
        #expect(try ask(["--live"]).status == 0)
        #expect(try server.terminate() == 0)
        #expect(try ask().status == 1)
    }
}

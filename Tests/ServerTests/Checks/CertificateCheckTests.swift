import Glibc
import TestSupport
import TestTraits
import Testing

@testable import Server

/// The checks of the certificate that the server shows itself.
@Suite(.blocking) struct CertificateCheckTests {
    private let authority: CertificateAuthority

    init() throws { authority = try CertificateAuthority.shared.get() }

    /// The checks of the certificate that fail, with what they say.
    private func faults(_ certificate: String, _ key: String, _ changes: [String: String] = [:]) -> [String: String] {
        let files = ["SSL_CERT_PATH": certificate, "SSL_KEY_PATH": key]
        let values = ProductionSettings.all.merging(files) { $1 }.merging(changes) { $1 }
        let source = ConfigurationSource(environment: values)
        let lines = CheckReport(CheckContext(ConfigurationReading(source))).lines
        let failed = lines.filter { !$0.isWell && $0.id.hasPrefix("tls-") }
        return Dictionary(uniqueKeysWithValues: failed.map { ($0.id, $0.message) })
    }

    @Test func aCertificateThatIsGoodPasses() throws {
        let issued = try authority.issue(name: "app.example.org")
        let url = ["PUBLIC_URL": "https://app.example.org"]
        // Nobody but the tests trusts its root.
        #expect(faults(issued.fullChain, issued.key, url).keys.sorted() == ["tls-chain"])
    }

    @Test func eachFaultIsFound() throws {
        let issued = try authority.issue(days: 10)
        let other = try authority.issue(days: -1)
        let url = ["PUBLIC_URL": "https://app.example.org:8443"]
        let soon = faults(issued.certificate, issued.key, url)
        #expect(soon["tls-expiry"]?.contains("it ends in ") == true)
        #expect(soon["tls-name"]?.contains("it is not for app.example.org") == true)
        #expect(soon["tls-time"] == nil && soon["tls-files"] == nil && soon["tls-key-file"] == nil)
        let late = faults(other.certificate, other.key)
        #expect(late["tls-time"]?.contains("it has expired") == true)
        let mixed = faults(issued.certificate, other.key)
        #expect(mixed["tls-files"]?.contains("is not that of the certificate") == true)
        #expect(mixed["tls-time"] == nil)
        try #require(chmod(issued.key, 0o644) == 0)
        #expect(faults(issued.certificate, issued.key)["tls-key-file"]?.contains(issued.key) == true)
    }

    @Test func withoutACertificateNothingIsAsked() {
        let source = ConfigurationSource(environment: ProductionSettings.all)
        let report = CheckReport(CheckContext(ConfigurationReading(source)))
        #expect(!report.lines.contains { $0.id.hasPrefix("tls-") })
    }
}

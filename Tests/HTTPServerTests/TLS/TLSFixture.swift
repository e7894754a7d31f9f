import TLS
import TestSupport

@testable import HTTPServer

/// A certificate, clients that trust it, and servers that show it.
struct TLSFixture {
    static let get = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"

    let authority: CertificateAuthority
    let issued: CertificateAuthority.Issued
    let options: TLSClient.Options

    init() throws {
        authority = try CertificateAuthority.shared.get()
        issued = try authority.issue()
        options = TLSClient.Options(root: authority.root)
    }

    var files: TLSFiles { TLSFiles(certificate: issued.certificate, key: issued.key, chain: issued.chain) }

    /// Runs `body` against a server that speaks TLS.
    func withServer(
        _ responder: TestResponder = TestResponder(),
        credentials: TLSCredentials? = nil,
        configure: (inout HTTPServerConfiguration) -> Void = { _ in },
        body: (UInt16, HTTPServer) async throws -> Void
    ) async throws {
        let credentials = try credentials ?? TLSCredentials(files)
        try await HTTPServerTests.withServer(
            responder,
            configure: {
                $0.credentials = credentials
                configure(&$0)
            },
            body: body
        )
    }
}

/// The files, in PEM, that a server's certificate and key are in.
package struct TLSFiles: Sendable, Equatable {
    /// The certificate, and behind it those that it was issued by, as far as they are not in `chain`.
    package let certificate: String
    /// The private key, not encrypted.
    package let key: String
    /// Certificates of issuers; nil where they stand behind the certificate.
    package let chain: String?

    package init(certificate: String, key: String, chain: String? = nil) {
        self.certificate = certificate
        self.key = key
        self.chain = chain
    }

    package var paths: [String] { [certificate, key] + (chain.map { [$0] } ?? []) }
}

import Platform

/// A certificate authority in a folder of its own, which nobody but a test trusts.
package final class CertificateAuthority: Sendable {
    /// Files of a certificate that was issued.
    package struct Issued: Sendable {
        /// The certificate alone.
        package let certificate: String
        package let key: String
        /// The certificate of the intermediate authority that issued it.
        package let chain: String
        /// The certificate, and behind it the intermediate authority's.
        package let fullChain: String
    }

    package enum KeyType: String, Sendable {
        case p256 = "ec:P-256"
        case rsa2048 = "rsa:2048"

        var words: [String] {
            switch self {
            case .p256: ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
            case .rsa2048: ["-newkey", "rsa:2048"]
            }
        }
    }

    /// One for all tests of the process that issue certificates and change nothing else.
    package static let shared: Result<CertificateAuthority, any Error> = Result { try CertificateAuthority() }

    private let folder: TemporaryFolder
    /// The file of the root certificate, which clients trust.
    package var root: String { folder.path + "/root.pem" }

    package init() throws {
        folder = try TemporaryFolder()
        let path = folder.path
        let authority = ["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"]
        try request("Test root", .p256, key: path + "/root.key", to: root, authority + ["-x509", "-days", "30"])
        let issuer = ["-CA", root, "-CAkey", path + "/root.key"]
        try request(
            "Test intermediate",
            .p256,
            key: path + "/intermediate.key",
            to: path + "/intermediate.pem",
            authority + ["-x509", "-days", "30"] + issuer
        )
    }

    /// A certificate for names and addresses of this machine, valid for so many days from now; of a negative number it
    /// has expired.
    package func issue(_ keyType: KeyType = .p256, days: Int = 30, name: String = "localhost") throws -> Issued {
        let base = folder.uniquePath("issued")
        let issued = Issued(
            certificate: base + ".pem",
            key: base + ".key",
            chain: folder.path + "/intermediate.pem",
            fullChain: base + ".full.pem"
        )
        let signing = base + ".csr"
        try request(name, keyType, key: issued.key, to: signing, [])
        try write("subjectAltName=DNS:\(name),IP:127.0.0.1\n", to: base + ".ext")
        try Command.output(of: [
            "openssl", "x509", "-req", "-in", signing, "-out", issued.certificate, "-days", String(days),
            "-CA", issued.chain, "-CAkey", folder.path + "/intermediate.key", "-extfile", base + ".ext",
        ])
        try write(Files.text(of: issued.certificate) + Files.text(of: issued.chain), to: issued.fullChain)
        return issued
    }

    private func write(_ text: String, to path: String) throws { try FileSystem.write(Array(text.utf8), to: path) }

    private func request(_ name: String, _ keyType: KeyType, key: String, to file: String, _ more: [String]) throws {
        try Command.output(
            of: ["openssl", "req", "-nodes", "-subj", "/CN=\(name)", "-keyout", key, "-out", file] + keyType.words
                + more
        )
    }
}

internal import CTLS
import Glibc
import Platform

/// A server's certificate with its key and its issuers, which were read together and belong together.
package final class TLSIdentity: Sendable {
    package let files: TLSFiles
    let leaf: Certificate
    let key: PrivateKey
    /// Certificates of issuers, in the order in which they are sent.
    let issuers: [Certificate]

    /// The certificate's serial number in hexadecimal digits.
    package let serialNumber: String
    /// The seconds since 1970 between which the certificate is valid.
    package let notBefore: Int
    package let notAfter: Int

    /// Reads the files; throws where one is missing or damaged, or the key is another certificate's.
    package init(_ files: TLSFiles) throws(TLSError) {
        self.files = files
        let certificates = try PEM.certificates(files.certificate)
        leaf = certificates[0]
        key = try PEM.privateKey(files.key)
        guard X509_check_private_key(leaf.handle, key.handle) == 1 else {
            ERR_clear_error()
            throw TLSError("the key in \(files.key) is not that of the certificate in \(files.certificate)")
        }
        var issuers: [Certificate] = []
        for certificate in Array(certificates.dropFirst()) + (try files.chain.map(PEM.certificates) ?? []) {
            // The file of the chain may hold what stands behind the certificate already, or the certificate itself.
            let isKnown = ([leaf] + issuers).contains { X509_cmp($0.handle, certificate.handle) == 0 }
            if !isKnown { issuers.append(certificate) }
        }
        self.issuers = issuers
        serialNumber = TLSIdentity.serialNumber(of: leaf)
        notBefore = TLSIdentity.seconds(X509_get0_notBefore(leaf.handle))
        notAfter = TLSIdentity.seconds(X509_get0_notAfter(leaf.handle))
    }

    /// True where the certificate is for this name or address (`X509_check_host`, `X509_check_ip_asc`).
    package func isFor(host: String) -> Bool {
        defer { ERR_clear_error() }
        return X509_check_ip_asc(leaf.handle, host, 0) == 1
            || X509_check_host(leaf.handle, host, host.utf8.count, 0, nil) == 1
    }

    /// Why a client that trusts what this machine trusts would not accept the chain, its time and name aside; nil where
    /// it would (`X509_verify_cert`).
    package func chainFault() -> String? {
        defer { ERR_clear_error() }
        guard let store = X509_STORE_new() else { return "out of memory" }
        defer { X509_STORE_free(store) }
        X509_STORE_set_default_paths(store)
        X509_STORE_set_flags(store, UInt(X509_V_FLAG_NO_CHECK_TIME))
        guard let context = X509_STORE_CTX_new(), let sent = OPENSSL_sk_new_null() else { return "out of memory" }
        defer {
            X509_STORE_CTX_free(context)
            OPENSSL_sk_free(sent)
        }
        // The stack only borrows: the certificates outlive it, as `self` holds them.
        for issuer in issuers { OPENSSL_sk_push(sent, UnsafeRawPointer(issuer.handle)) }
        guard X509_STORE_CTX_init(context, store, leaf.handle, sent) == 1 else { return "out of memory" }
        if X509_verify_cert(context) == 1 { return nil }
        return String(cString: X509_verify_cert_error_string(Int(X509_STORE_CTX_get_error(context))))
    }

    private static func serialNumber(of certificate: Certificate) -> String {
        guard let number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate.handle), nil) else { return "" }
        defer { BN_free(number) }
        guard let text = BN_bn2hex(number) else { return "" }
        defer { CRYPTO_free(text, #file, #line) }
        return String(cString: text)
    }

    private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int {
        var parts = tm()
        guard ASN1_TIME_to_tm(time, &parts) == 1 else { return 0 }
        return timegm(&parts)
    }
}

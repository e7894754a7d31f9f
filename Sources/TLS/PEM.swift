internal import CTLS
import Platform

/// Reading certificates and keys from PEM (RFC 7468).
enum PEM {
    /// More is no certificate.
    private static let maxBytes: Int = 1 << 20

    static func read(_ path: String) throws(TLSError) -> [UInt8] {
        do {
            let bytes = try FileSystem.read(path, limit: maxBytes, waits: false).bytes
            guard bytes.count <= maxBytes else { throw TLSError("\(path) is longer than 1 MiB") }
            return bytes
        } catch let error as SystemError {
            throw TLSError("\(path) cannot be read: \(error.text)")
        } catch let error as TLSError {
            throw error
        } catch {
            throw TLSError("\(path) cannot be read")
        }
    }

    /// All certificates of a file, in their order; there is one at least. The caller frees them (`PEM_read_bio_X509`).
    static func certificates(_ path: String) throws(TLSError) -> [Certificate] {
        let source = Source(try read(path))
        var certificates: [Certificate] = []
        while let certificate = PEM_read_bio_X509(source.handle, nil, noPassword, nil) {
            certificates.append(Certificate(owning: certificate))
        }
        let isAtEnd = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE
        let error = TLSError(after: "PEM_read_bio_X509")
        guard isAtEnd || certificates.isEmpty else { throw TLSError("\(path) is damaged: \(error)") }
        guard !certificates.isEmpty else { throw TLSError("\(path) holds no certificate in PEM") }
        return certificates
    }

    /// The private key of a file (`PEM_read_bio_PrivateKey`).
    static func privateKey(_ path: String) throws(TLSError) -> PrivateKey {
        var bytes = try read(path)
        defer { bytes.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) } }
        let source = Source(bytes)
        guard let key = PEM_read_bio_PrivateKey(source.handle, nil, noPassword, nil) else {
            let reason = ERR_GET_REASON(ERR_peek_last_error())
            ERR_clear_error()
            let isEncrypted = reason == PEM_R_BAD_PASSWORD_READ || reason == PEM_R_PROBLEMS_GETTING_PASSWORD
            guard !isEncrypted else { throw TLSError("\(path) is encrypted, and there is no password") }
            throw TLSError("\(path) holds no key in PEM")
        }
        return PrivateKey(owning: key)
    }

    /// A server that starts by itself has nobody to ask; without this, OpenSSL would ask at the terminal.
    private static let noPassword:
        @Sendable @convention(c) (UnsafeMutablePointer<CChar>?, Int32, Int32, UnsafeMutableRawPointer?) -> Int32 =
            { _, _, _, _ in -1 }

    /// A copy of bytes for OpenSSL to read, which is wiped in the end (`BIO_s_secmem`).
    private struct Source: ~Copyable {
        /// nil where memory is short; reading from it fails then.
        let handle: OpaquePointer?

        init(_ bytes: [UInt8]) {
            handle = BIO_new(BIO_s_secmem())
            BIO_write(handle, bytes, Int32(bytes.count))
        }

        deinit { BIO_free(handle) }
    }
}

/// `X509`, read and never changed.
///
/// `@unchecked Sendable`: (1) OpenSSL's functions that read an `X509` may be called on several threads at once; (2)
/// nobody changes it; (3) it is freed once, with the last that holds it.
final class Certificate: @unchecked Sendable {
    let handle: OpaquePointer

    init(owning handle: OpaquePointer) { self.handle = handle }

    deinit { X509_free(handle) }
}

/// `EVP_PKEY`, read and never changed.
///
/// `@unchecked Sendable`: as `Certificate`; OpenSSL makes a context of its own for each signature.
final class PrivateKey: @unchecked Sendable {
    let handle: OpaquePointer

    init(owning handle: OpaquePointer) { self.handle = handle }

    deinit { EVP_PKEY_free(handle) }
}

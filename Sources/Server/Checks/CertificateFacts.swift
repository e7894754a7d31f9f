import Platform
import TLS

/// The files of the server's own certificate, as they were found.
struct CertificateFacts: Sendable {
    let files: TLSFiles
    let identity: Result<TLSIdentity, TLSError>
    /// True where everybody on the machine may read or write the key.
    let isKeyPublic: Bool

    init(_ files: TLSFiles) {
        self.files = files
        isKeyPublic = FileSystem.isPublic(files.key)
        do throws(TLSError) {
            identity = .success(try TLSIdentity(files))
        } catch {
            identity = .failure(error)
        }
    }
}

import Glibc
import S3

/// A backup that is kept somewhere.
struct StoredBackup: Sendable, Equatable {
    let name: BackupName
    /// A path, or an address in a bucket.
    let place: String
    let bytes: Int
}

/// The place where backups are kept: a folder, or below an address of a bucket.
enum BackupPlace: Sendable {
    case folder(String)
    case bucket(S3Address, S3Options)

    /// - Throws: `notUnderstood` for an address of a bucket that is none.
    init(_ text: String, _ options: S3Options) throws(CommandFailure) {
        guard text.hasPrefix(S3Address.scheme) else {
            self = .folder(text)
            return
        }
        guard let address = S3Address(text) else {
            throw .notUnderstood("a place in a bucket is written s3://bucket/prefix, without blanks and dot segments")
        }
        self = .bucket(address, options)
    }

    /// What is kept there, newest first.
    func backups() async throws(CommandFailure) -> [StoredBackup] {
        let backups: [StoredBackup]
        switch self {
        case .folder(let path): backups = try BackupFolder.backups(in: path)
        case .bucket(let address, let options):
            let objects = try await withBucket(options) { client async throws(S3Error) in
                try await client.list(below: address)
            }
            backups = objects.compactMap { object in
                BackupName(object.address.name).map {
                    StoredBackup(name: $0, place: object.address.description, bytes: object.bytes)
                }
            }
        }
        return backups.sorted { ($0.name.seconds, $0.name.text) > ($1.name.seconds, $1.name.text) }
    }
}

/// Asks an S3 server; its errors become the command's.
func withBucket<Value: Sendable>(
    _ options: S3Options,
    _ body: (S3Client) async throws(S3Error) -> Value
) async throws(CommandFailure) -> Value {
    do throws(S3Error) {
        return try await S3Client.with(options, body)
    } catch {
        throw .refused(error.description)
    }
}

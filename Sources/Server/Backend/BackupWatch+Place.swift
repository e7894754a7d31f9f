import Impl
import Platform
import S3
import Synchronization

extension BackupWatch {
    /// nil where no place is named.
    convenience init?(_ options: BackupOptions, alerts: Alerts) {
        guard let text = options.folder, let place = try? BackupPlace(text, options.s3) else { return nil }
        switch place {
        case .folder(let path):
            self.init(
                maxAge: options.maxAge,
                newest: {
                    guard let backups = try? BackupFolder.backups(in: path) else { return .unknown }
                    return Newest(backups)
                },
                alerts: alerts
            )
        case .bucket(let address, var server):
            // The look is repeated, and the end of the server waits for one that is under way.
            server.attempts = 1
            server.shortTimeout = .seconds(5)
            let bucket = BucketWatch(.bucket(address, server))
            self.init(maxAge: options.maxAge, newest: { bucket.newest() }, alerts: alerts)
        }
    }
}

extension BackupWatch.Newest {
    fileprivate init(_ backups: [StoredBackup]) {
        self = backups.map(\.name.seconds).max().map(Self.at) ?? .none
    }
}

/// The newest backup in a bucket, which is asked for four times an hour: listings cost money.
final class BucketWatch: Sendable {
    private static let interval: Int = 900_000

    private let place: BackupPlace
    private let known: Mutex<(newest: BackupWatch.Newest, until: Int)> = Mutex((.unknown, 0))

    init(_ place: BackupPlace) { self.place = place }

    /// Blocks the thread while the server is asked. One that does not answer is asked again a minute later.
    func newest() -> BackupWatch.Newest {
        let now = SystemClock.monotonicMilliseconds()
        let (newest, until) = known.withLock { $0 }
        guard now >= until else { return newest }
        let answer = ask()
        if answer != .unknown { known.withLock { $0 = (answer, now + BucketWatch.interval) } }
        return answer
    }

    private func ask() -> BackupWatch.Newest {
        let answer = Answer()
        guard let (end, signal) = try? Descriptor.pipe() else { return .unknown }
        Task { [place] in
            if let backups = try? await place.backups() {
                answer.newest.withLock { $0 = BackupWatch.Newest(backups) }
            }
            signal.close()
        }
        // It ends when the other side is closed.
        _ = try? Descriptor.read(end.number)
        return answer.newest.withLock { $0 }
    }

    private final class Answer: Sendable {
        let newest: Mutex<BackupWatch.Newest> = Mutex(.unknown)
    }
}

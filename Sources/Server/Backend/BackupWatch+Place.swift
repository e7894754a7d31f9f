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
                newest: { BackupFolder.backups(in: path).map(\.name.seconds).max() },
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

/// The newest backup in a bucket, which is asked for four times an hour: listings cost money.
final class BucketWatch: Sendable {
    private static let interval: Int = 900_000

    private let place: BackupPlace
    private let known: Mutex<(seconds: Int?, until: Int)> = Mutex((nil, 0))

    init(_ place: BackupPlace) { self.place = place }

    /// Blocks the thread while the server is asked. One that does not answer is asked again a minute later, and tells
    /// no age: what was known before still is.
    func newest() -> Int? {
        let now = SystemClock.monotonicMilliseconds()
        let (seconds, until) = known.withLock { $0 }
        guard now >= until, let newest = ask() else { return seconds }
        known.withLock { $0 = (newest, now + BucketWatch.interval) }
        return newest
    }

    /// The newest, or nil in it where there is none; nil where there is no answer.
    private func ask() -> Int?? {
        let answer = Answer()
        guard let (end, signal) = try? Descriptor.pipe() else { return nil }
        Task { [place] in
            if let backups = try? await place.backups() {
                answer.newest.withLock { $0 = .some(backups.first?.name.seconds) }
            }
            signal.close()
        }
        // It ends when the other side is closed.
        _ = try? Descriptor.read(end.number)
        return answer.newest.withLock { $0 }
    }

    private final class Answer: Sendable {
        let newest: Mutex<Int??> = Mutex(nil)
    }
}

import Logging
import Platform
import Synchronization
import TLS

/// Has the certificate read again when its files have changed, as after a renewal that tells nobody.
///
/// It has a thread of its own: where the files are another machine's, looking at them may take for ever.
package final class CertificateWatch: Sendable {
    /// The time between two looks: milliseconds.
    private static let interval: Int = 2_000

    package let credentials: TLSCredentials
    private let files: TLSFiles
    private let logger: Logger
    private let interval: Int
    private let thread: Mutex<StoppableThread?> = Mutex(nil)

    /// - Throws: `TLSError` where the files cannot be used.
    package init(
        _ files: TLSFiles,
        interval: Int = CertificateWatch.interval,
        logger: Logger
    ) throws(TLSError) {
        self.files = files
        self.interval = interval
        self.logger = logger
        credentials = try TLSCredentials(files)
    }

    package var worker: Worker { Worker("certificate", start: start, stop: stop) }

    private func start() throws(SystemError) {
        // What changed between the first reading and here is seen as a change.
        let looks = Mutex(CertificateLooks())
        let thread = try StoppableThread(name: "certificate", every: interval) { [self] in
            let hasChanged = looks.withLock { $0.note(files.paths.map(FileSystem.stamp)) }
            if hasChanged { readAgain() }
        }
        self.thread.withLock { $0 = thread }
    }

    private func stop() async { await thread.withLock { $0.take() }?.stop() }

    private func readAgain() {
        let before = credentials.identity
        do throws(TLSError) {
            let identity = try credentials.reload()
            guard identity.serialNumber != before.serialNumber else { return }
            logger.notice("the certificate has changed", [.filePath: .string(files.certificate)])
        } catch {
            logger.error(
                "the new certificate cannot be used, the old one is",
                [.filePath: .string(files.certificate), .errorDetail: .string(error.description)]
            )
        }
    }
}

/// Tells from looks at files when they have changed and are whole: two looks after each other see the same.
struct CertificateLooks {
    private var seen: [FileStamp?]?
    private var isSettled: Bool = false

    /// True where it is time to read the files; what was there at the first look counts as changed.
    mutating func note(_ stamps: [FileStamp?]) -> Bool {
        guard seen == stamps else {
            (seen, isSettled) = (stamps, false)
            return false
        }
        defer { isSettled = true }
        return !isSettled
    }
}

import Glibc
import Logging
import Platform
import Storage

/// What the machine says of itself and of our files.
struct HostFacts: Sendable {
    /// The `.env` that others can read or write.
    let exposedEnvironmentFile: String?
    /// SQLite's files that others can read or write; nil where there are none.
    let exposedDatabaseFiles: [String]?
    /// Bytes of the disk that SQLite's file is on; nil without such a file.
    let diskRoom: (free: UInt64, size: UInt64)?
    let logFiles: [LogFileFacts]
    /// How many files the process may open at most; nil where the system does not say.
    let descriptorLimit: Int?
    /// Seconds since 1970-01-01T00:00:00Z.
    let now: Int64
    /// When the program's own file was written.
    let programMade: Int64
    /// The server's own certificate; nil where a proxy has it.
    let certificate: CertificateFacts?

    init(_ configuration: Configuration, exposedEnvironmentFile: String?) {
        self.exposedEnvironmentFile = exposedEnvironmentFile
        exposedDatabaseFiles = Store.exposedFiles(configuration.database)
        diskRoom = HostFacts.diskRoom(configuration.database)
        logFiles = configuration.log.paths.map { LogFileFacts($0, configuration.log.rotation) }
        var limit = rlimit()
        let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        descriptorLimit = isKnown ? Int(clamping: limit.rlim_max) : nil
        now = SystemClock.microseconds() / 1_000_000
        var status = stat()
        programMade = stat("/proc/self/exe", &status) == 0 ? Int64(status.st_mtim.tv_sec) : 0
        certificate = configuration.tls.files.map(CertificateFacts.init)
    }

    private static func diskRoom(_ database: DatabaseURL) -> (free: UInt64, size: UInt64)? {
        guard case .sqlite(let path) = database else { return nil }
        var room = statvfs()
        guard statvfs(FileSystem.folder(of: path), &room) == 0 else { return nil }
        let unit = UInt64(room.f_frsize)
        return (UInt64(room.f_bavail) * unit, UInt64(room.f_blocks) * unit)
    }
}

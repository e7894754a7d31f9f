import Glibc
import Server
import Storage
import TestSupport
import TestTraits
import Testing

/// The rights to read the files of a database.
@Suite(.blocking) struct FileModeTests {
    private static let lax: [String] = ["/bin/sh", "-c", "umask 000; exec \"$0\" \"$@\""]

    @Test func allFilesOfADatabaseAreItsOwnersWhateverTheUmask() throws {
        let server = try ServerProcess(entering: Self.lax)
        let names = try Files.names(in: server.folder.path).filter { $0.hasPrefix("database.sqlite") }
        #expect(names == ["", "-shm", "-wal", ".lock", ".sock"].map { "database.sqlite" + $0 })
        for name in names { #expect(Self.mode(of: server.folder.path + "/" + name) == 0o600, "\(name)") }
        #expect(server.logLines(with: "others than its owner").isEmpty)
        #expect(try server.terminate() == 0)
    }

    @Test func aFileThatTheGroupOrOthersMayUseIsToldAndLeft() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/database.sqlite"
        _ = try MigrateCommand.apply(.sqlite(path: path))
        #expect(Self.fault(of: path) == nil)
        for mode: mode_t in [0o640, 0o620, 0o604, 0o602, 0o644] {
            chmod(path, mode)
            #expect(Self.fault(of: path)?.contains("chmod go-rwx \(path)") == true, "\(mode)")
        }
        chmod(path, 0o640)
        let server = try ServerProcess(in: folder)
        #expect(server.logLines(with: "others than its owner").count == 1)
        #expect(try server.terminate() == 0)
        #expect(Self.mode(of: path) == 0o640)
    }

    private static func fault(of path: String) -> String? {
        var configuration = Configuration()
        configuration.database = .sqlite(path: path)
        let lines = CheckReport(CheckContext(ConfigurationReading(configuration))).lines
        return lines.first { $0.id == "database-files" && !$0.isWell }?.message
    }

    private static func mode(of path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }
}

import Glibc
import Server
import Storage
import TestSupport
import TestTraits
import Testing

/// Who may read the files of a database.
@Suite(.blocking) struct FileModeTests {
    private static let lax: [String] = ["/bin/sh", "-c", "umask 000; exec \"$0\" \"$@\""]

    @Test func allFilesOfADatabaseAreItsOwnersWhateverTheUmask() throws {
        let server = try ServerProcess(entering: Self.lax)
        let names: [String] = try Files.names(in: server.folder.path).filter { $0.hasPrefix("database.sqlite") }
        #expect(names == ["database.sqlite", "database.sqlite-shm", "database.sqlite-wal", "database.sqlite.lock"])
        for name in names { #expect(Self.mode(of: server.folder.path + "/" + name) == 0o600, "\(name)") }
        #expect(server.logLines(with: "every user of this machine").isEmpty)
        #expect(try server.terminate() == 0)
    }

    @Test func aFileThatOthersMayReadIsToldAndLeft() throws {
        let folder = try TemporaryFolder()
        let path: String = folder.path + "/database.sqlite"
        _ = try MigrateCommand.apply(.sqlite(path: path))
        #expect(Self.fault(of: path) == nil)
        chmod(path, 0o640)
        #expect(Self.fault(of: path) == nil)
        chmod(path, 0o644)
        #expect(Self.fault(of: path)?.contains("chmod o-rwx \(path)") == true)
        let server = try ServerProcess(in: folder)
        #expect(server.logLines(with: "every user of this machine").count == 1)
        #expect(try server.terminate() == 0)
        #expect(Self.mode(of: path) == 0o644)
    }

    private static func fault(of path: String) -> String? {
        var configuration = Configuration()
        configuration.database = .sqlite(path: path)
        return CheckCommand.items(configuration).first { $0.name == "database is its owner's alone" }?.fault
    }

    private static func mode(of path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }
}

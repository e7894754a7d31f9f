import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct DatabaseFileTests {
    /// The error of opening `path`, not waiting for a lock.
    private func failure(opening path: String, migrate: Bool = true) async -> StorageError? {
        var options = SQLiteDatabase.Options()
        options.lockWaitMilliseconds = 0
        do throws(StorageError) {
            try await Store.open(path: path, migrate: migrate, options: options).close()
            return nil
        } catch {
            return error
        }
    }

    /// Runs `body` without root's right to write everywhere; the file-system identity is the thread's own.
    private func withoutPrivileges<Result>(_ body: () -> Result) -> Result {
        typealias SetFSUID = @convention(c) (uid_t) -> Int32
        guard geteuid() == 0, let symbol = dlsym(nil, "setfsuid") else { return body() }
        let setfsuid = unsafeBitCast(symbol, to: SetFSUID.self)
        _ = setfsuid(65_534)
        defer { _ = setfsuid(0) }
        return body()
    }

    private func failureWithoutPrivileges(opening path: String) -> StorageError? {
        withoutPrivileges {
            do throws(StorageError) {
                _ = try Store.open(path: path, migrate: true)
                return nil
            } catch {
                return error
            }
        }
    }

    @Test func aDirectoryIsNoDatabase() async throws {
        let directory = try TemporaryFolder()
        #expect(
            await failure(opening: directory.path)
                == .unavailable("\(directory.path) is a directory, not a database file")
        )
    }

    @Test func aMissingDirectoryIsNamed() async throws {
        let directory = try TemporaryFolder()
        let path = directory.path + "/missing/test.sqlite"
        #expect(
            await failure(opening: path)
                == .unavailable("the directory of \(path) cannot be used: No such file or directory")
        )
        #expect(await failure(opening: directory.path + "/" + String(repeating: "x", count: 300)) != nil)
    }

    @Test func anotherFileIsRefusedAndLeftAlone() async throws {
        let directory = try TemporaryFolder()
        let content = "a text that is longer than a database's header: " + String(repeating: "x", count: 5_000)
        try Data(content.utf8).write(to: URL(filePath: directory.database))
        guard case .internal(let reason) = await failure(opening: directory.database) else {
            Issue.record("accepted")
            return
        }
        #expect(reason.hasPrefix(directory.database) && reason.contains("not a database"))
        #expect(try Data(contentsOf: URL(filePath: directory.database)) == Data(content.utf8))
    }

    @Test func aDamagedDatabaseIsRefused() async throws {
        let directory = try TemporaryFolder()
        #expect(await failure(opening: directory.database) == nil)
        var bytes = try Data(contentsOf: URL(filePath: directory.database))
        for index in 100..<bytes.count { bytes[index] = 0xA5 }
        try bytes.write(to: URL(filePath: directory.database))
        guard case .internal(let reason) = await failure(opening: directory.database) else {
            Issue.record("accepted")
            return
        }
        #expect(reason.contains("malformed"))
    }

    @Test func aReadOnlyFileIsUnavailable() async throws {
        let directory = try TemporaryFolder()
        #expect(await failure(opening: directory.database) == nil)
        chmod(directory.path, 0o777)
        chmod(directory.database, 0o444)
        chmod(directory.database + ".lock", 0o666)
        guard case .unavailable(let reason) = failureWithoutPrivileges(opening: directory.database) else {
            Issue.record("accepted")
            return
        }
        #expect(reason.contains("read-only") || reason.contains("readonly"))
    }

    @Test func aDirectoryThatMayNotBeWrittenIsUnavailable() async throws {
        let directory = try TemporaryFolder()
        chmod(directory.path, 0o555)
        guard case .unavailable(let reason) = failureWithoutPrivileges(opening: directory.database) else {
            Issue.record("accepted")
            return
        }
        #expect(reason.contains("Permission denied"))
        chmod(directory.path, 0o755)
    }

    @Test func aSecondOpenerIsRefusedAndAPatientOneGetsTheFile() async throws {
        let directory = try TemporaryFolder()
        let store = try Store.open(path: directory.database, migrate: true)
        _ = try await store.applications.save(SavedTest(1))
        guard case .unavailable(let reason) = await failure(opening: directory.database) else {
            Issue.record("two openers")
            return
        }
        #expect(reason.contains("another process uses the database"))
        // The same file by another name.
        let link = directory.path + "/link.sqlite"
        #expect(symlink(directory.database, link) == 0)
        #expect(await failure(opening: link) != nil)

        let successor = OpenedLater(path: directory.database)
        await store.close()
        let opened = try await successor.store()
        #expect(try await opened.applications.page(ApplicationsQuery()).total == 1)
        await opened.close()
    }

    @Test func aDeletedFileIsUnhealthy() async throws {
        let directory = try TemporaryFolder()
        let store = try Store.open(path: directory.database, migrate: true)
        try await store.checkHealth()
        try FileManager.default.removeItem(atPath: directory.database)
        await #expect(throws: StorageError.unavailable("the database file was moved or deleted")) {
            try await store.checkHealth()
        }
        await store.close()
    }

    @Test func aFileWithoutRoomIsUnhealthyForAsLongAsItIs() async throws {
        let directory = try TemporaryFolder()
        var options = SQLiteDatabase.Options()
        options.maximumPages = 40
        let store = try Store.open(path: directory.database, migrate: true, options: options)
        try await store.checkHealth()
        let long = SavedTest(1, answers: "{\"note\":\"\(String(repeating: "x", count: 1_000_000))\"}")
        let full = StorageError.unavailable("database or disk is full (SQLite 13)")
        await #expect(throws: full) { try await store.applications.save(long) }
        await #expect(throws: full) { try await store.checkHealth() }
        // A row that fits does not clear the doubt.
        _ = try await store.applications.save(SavedTest(2))
        await #expect(throws: full) { try await store.checkHealth() }
        await store.close()
    }

    @Test func nothingIsAcknowledgedIntoADeletedFile() async throws {
        let directory = try TemporaryFolder()
        let store = try Store.open(path: directory.database, migrate: true)
        _ = try await store.applications.save(SavedTest(1))
        try FileManager.default.moveItem(atPath: directory.database, toPath: directory.path + "/elsewhere")
        await #expect(throws: StorageError.unavailable("the database file was moved or deleted")) {
            try await store.applications.save(SavedTest(2))
        }
        // Back in its place it is the same file.
        try FileManager.default.moveItem(atPath: directory.path + "/elsewhere", toPath: directory.database)
        #expect(try await store.applications.save(SavedTest(2)).created)
        await store.close()
    }

    @Test func closingLeavesOneFileWithEverythingInIt() async throws {
        let directory = try TemporaryFolder()
        let store = try Store.open(path: directory.database, migrate: true)
        _ = try await store.applications.save(SavedTest(1))
        await store.close()
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
        #expect(files == ["test.sqlite", "test.sqlite.lock"])
    }

    @Test func aDroppedStoreFinishesItsWritesAndLetsGo() async throws {
        let directory = try TemporaryFolder()
        do {
            let store = try Store.open(path: directory.database, migrate: true)
            _ = try await store.applications.save(SavedTest(1))
        }
        let store = try Store.open(path: directory.database, migrate: false)
        #expect(try await store.applications.page(ApplicationsQuery()).total == 1)
        await store.close()
    }
}

/// Opens a store on a thread of its own, since opening blocks while it waits for the lock.
private final class OpenedLater: Sendable {
    private let stream: AsyncStream<Result<Store, StorageError>>

    init(path: String) {
        let (stream, continuation) = AsyncStream.makeStream(of: Result<Store, StorageError>.self)
        self.stream = stream
        Thread.detachNewThread {
            continuation.yield(
                Result { () throws(StorageError) in try Store.open(path: path, migrate: false) }
            )
            continuation.finish()
        }
    }

    func store() async throws -> Store {
        for await result in stream { return try result.get() }
        throw StorageError.internal("the thread gave no result")
    }
}

import Domain
import Foundation
import Glibc
import Platform
import TestSupport
import TestTraits
import Testing

@testable import Storage

/// A SQLite file that one process has, and others ask it for.
@Suite(.blocking) struct CommandSocketTests {
    /// Lends the store that has the file, and one that asks it.
    private func withBoth(
        at path: String,
        _ body: (_ owner: Store, _ other: Store, TestClock) async throws -> Void
    ) async throws {
        let clock = TestClock()
        let owner = try Store.open(path: path, migrate: true) { clock.now }
        let socket = try #require(owner.commandSocket)
        try socket.start()
        let other = try Self.asking(path) { clock.now }
        guard case .served = other.database else {
            Issue.record("it has the file for itself")
            return
        }
        let result: Result<Void, any Error>
        do { result = .success(try await body(owner, other, clock)) } catch { result = .failure(error) }
        await other.close()
        await socket.stop()
        await owner.close()
        try result.get()
    }

    private static func asking(
        _ path: String,
        now: @escaping @Sendable () -> Int64 = { 0 }
    ) throws(StorageError) -> Store {
        var options = SQLiteDatabase.Options()
        options.asksOwner = true
        options.lockWaitMilliseconds = 200
        return try Store.open(path: path, migrate: false, options: options, now: now)
    }

    @Test(arguments: StoreBehaviour.administrators + StoreBehaviour.botSetUps + StoreBehaviour.leases)
    func behavesAsTheDatabaseItself(behaviour: StoreBehaviour) async throws {
        let folder = try TemporaryFolder()
        try await withBoth(at: folder.database) { _, other, clock in try await behaviour.check(other, clock) }
    }

    @Test func bothSeeWhatEachWrites() async throws {
        let folder = try TemporaryFolder()
        try await withBoth(at: folder.database) { owner, other, clock in
            let raw: [UInt8] = [0, 255, 0x7B]
            let update = ReceivedUpdate(updateID: 7, kind: "é", orderKey: .chat(-7), raw: raw)
            #expect(try await owner.updates.record(update))
            let listed = try await other.updates.list(UpdateSelection(states: [.pending]), limit: 9)
            #expect(listed.map(\.kind) == ["é"] && listed.map(\.orderKey) == [.chat(-7)])
            #expect(listed.map(\.receivedAt) == [clock.now])
            #expect(try await other.updates.raw(listed[0].id) == raw)
            #expect(try await other.updates.drop(UpdateSelection(ids: [listed[0].id], states: [.pending])).count == 1)
            #expect(try await owner.updates.backlog().count == 0)
        }
    }

    @Test func aRequirementThatIsNotMetUndoesAllAndFaultsAreTold() async throws {
        let folder = try TemporaryFolder()
        try await withBoth(at: folder.database) { owner, other, _ in
            var transaction = Transaction()
            transaction.add("INSERT INTO pauses (chat_id, until) VALUES (\(Int64(7)), \(Int64(8)))")
            transaction.require("SELECT 1 FROM pauses WHERE chat_id = \(Int64(9))")
            #expect(try await other.database.transact(transaction)?.index == 1)
            #expect(try await owner.outbox.pauses().isEmpty)
            await #expect(throws: StorageError.self) {
                try await other.database.transact("INSERT INTO nothing VALUES (1)")
            }
            _ = try await other.database.readOne("SELECT 1") { $0.integer(0) }
        }
    }

    @Test func itIsForItsOwnerAloneAndGoesWithTheServer() async throws {
        let folder = try TemporaryFolder()
        let path = folder.database + ".sock"
        try await withBoth(at: folder.database) { _, _, _ in
            var status = stat()
            #expect(lstat(path, &status) == 0 && status.st_mode & 0o7777 == 0o600)
        }
        #expect(access(path, F_OK) != 0)
    }

    @Test func oneThatACrashLeftBehindHindersNobody() async throws {
        let folder = try TemporaryFolder()
        try CommandSocketAddress(of: folder.database).listen().close()
        try await Store.open(path: folder.database, migrate: true).close()
        // Nobody listens: the file is free.
        let alone = try Self.asking(folder.database)
        guard case .sqlite = alone.database else {
            Issue.record("it asks nobody")
            return
        }
        await alone.close()
        try await withBoth(at: folder.database) { _, other, _ in _ = try await other.administrators.list() }
    }

    @Test(arguments: [60, 100, 200])
    func aPathMayBeLong(length: Int) async throws {
        let folder = try TemporaryFolder()
        let deep = folder.path + "/" + String(repeating: "d", count: 120)
        #expect(mkdir(deep, 0o700) == 0)
        let path = deep + "/" + String(repeating: "f", count: length)
        try await withBoth(at: path) { _, other, _ in _ = try await other.administrators.list() }
    }

    @Test func whoSendsNonsenseIsToldSoAndHindersNobody() async throws {
        let folder = try TemporaryFolder()
        try await withBoth(at: folder.database) { _, other, _ in
            let address = CommandSocketAddress(of: folder.database)
            for message in [[], [9], [1, 0], [1, 0, 255, 255, 255, 255, 255, 255, 255, 255], [1, 1, 0]] as [[UInt8]] {
                let connection = ServedConnection(try address.connect(), milliseconds: 10_000)
                try connection.send(message)
                let answer = try connection.receive()
                #expect(throws: MessageReader.fault) { try ServedAnswer(decoding: answer) }
                connection.close()
            }
            try address.connect().close()
            _ = try await other.administrators.list()
        }
    }

    /// With room for each number of descriptors that is too few, in a process of its own.
    @Test func aStartThatFailsLeavesNothingOpen() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [database = folder.database as String] in
            let owner = try Store.open(path: database, migrate: true)
            let socket = try #require(owner.commandSocket)
            var usual = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &usual)
            // A number that is free below others would be room for one.
            let most = try Self.openDescriptors().max() ?? 0
            while open("/dev/null", O_RDONLY | O_CLOEXEC) <= most {}
            let before = try Self.openDescriptors()
            var failures = 0
            for room in 1...9 {
                var limit = usual
                limit.rlim_cur = rlim_t(Int(before.max() ?? 0) + room)
                setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                var fault: StorageError?
                do throws(StorageError) { try socket.start() } catch { fault = error }
                setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &usual)
                guard fault != nil else { break }
                failures += 1
                let left = try Self.openDescriptors()
                #expect(left == before && access(database + ".sock", F_OK) != 0)
            }
            #expect((2...8).contains(failures), "neither the listener nor the pipe had room")
            await socket.stop()
            #expect(try Self.openDescriptors() == before)
            await owner.close()
        }
    }

    private static func openDescriptors() throws -> Set<Int32> {
        let names = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        // The folder's own is closed meanwhile.
        return Set(names.compactMap { Int32($0) }.filter { fcntl($0, F_GETFD) >= 0 })
    }

    @Test func oneThatCannotBeAskedIsWaitedForAndThenNamed() async throws {
        let folder = try TemporaryFolder()
        let owner = try Store.open(path: folder.database, migrate: true)
        let reason = #expect(throws: StorageError.self) { try Self.asking(folder.database) }
        #expect(reason?.description.contains("another process uses the database") == true)
        await owner.close()
    }

    @Test func aDatabaseWithoutItsMigrationsIsRefused() async throws {
        let folder = try TemporaryFolder()
        let old = try Store.open(path: folder.database, migrate: true, migrations: Array(Migration.all.dropLast()))
        let socket = try #require(old.commandSocket)
        try socket.start()
        let error = #expect(throws: StorageError.self) { try Self.asking(folder.database) }
        guard case .migrations = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        await socket.stop()
        await old.close()
    }
}

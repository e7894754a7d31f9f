import Domain
import Foundation
import Storage
import Synchronization

/// A directory of one test; gone with it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "storage-tests-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var database: String { path + "/test.sqlite" }
}

/// Time that moves only when a test says so.
final class TestClock: Sendable {
    private let time: Mutex<Int64> = Mutex(1_700_000_000_000_000)

    var now: Int64 { time.withLock { $0 } }

    func advance(microseconds: Int64) { time.withLock { $0 += microseconds } }
}

/// Lends a new store, and closes it.
func withStore(
    options: SQLiteStore.Options = SQLiteStore.Options(),
    _ body: (SQLiteStore, TestClock) async throws -> Void
) async throws {
    let directory = try TemporaryDirectory()
    let clock = TestClock()
    let store = try SQLiteStore.open(path: directory.database, migrate: true, options: options) { clock.now }
    do {
        try await body(store, clock)
    } catch {
        await store.close()
        throw error
    }
    await store.close()
    withExtendedLifetime(directory) {}
}

/// Waits until `condition` holds; false where it does not within a minute, which a busy machine may need.
func eventually(_ condition: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
        if condition() { return true }
        await Task.yield()
    }
    return condition()
}

extension SavedTest {
    init(_ telegramID: Int64, name: String? = nil, answers: String = "{}") {
        self.init(telegramID: telegramID, firstName: name, answers: Array(answers.utf8))
    }
}

extension SQLiteStore {
    /// For tests that do not look at times.
    static func open(path: String, migrate: Bool, options: Options = Options()) throws(StorageError) -> SQLiteStore {
        try open(path: path, migrate: migrate, options: options) { 0 }
    }

    static func migrate(path: String) throws(StorageError) -> [Migration] { try migrate(path: path) { 0 } }
}

import Synchronization
import TestSupport
import Testing

@testable import Impl

struct BackupWatchTests {
    private static let day: Int = 86_400

    private final class Folder: Sendable {
        let newest: Mutex<BackupWatch.Newest> = Mutex(.none)
        let time: Mutex<Int> = Mutex(1_000 * BackupWatchTests.day)
        let alerts = Alerts(now: { 0 })

        var watch: BackupWatch {
            BackupWatch(
                maxAge: .seconds(26 * 3_600),
                newest: { self.newest.withLock { $0 } },
                now: { self.time.withLock { $0 } },
                alerts: alerts
            )
        }

        var told: [Alert] { alerts.take().map(\.alert) }
    }

    @Test func aFolderWithoutABackupIsToldAtOnce() {
        let folder = Folder()
        let toldAt = folder.watch.look(toldAt: nil)
        #expect(toldAt == 1_000 * Self.day)
        #expect(folder.told == [.oldBackup])
    }

    @Test(arguments: [(age: 0, isOld: false), (26 * 3_600 - 1, false), (26 * 3_600, true), (-100, false)])
    func aBackupIsTooOldFromTheSecondAfterItsTime(age: Int, isOld: Bool) {
        let folder = Folder()
        folder.newest.withLock { $0 = .at(1_000 * Self.day - age) }
        #expect((folder.watch.look(toldAt: nil) != nil) == isOld)
        #expect(folder.told == (isOld ? [.oldBackup] : []))
    }

    /// A server that is away for a while when this one starts, or later, is nobody's business.
    @Test(arguments: [false, true]) func whatCannotBeSeenIsToldAfterTheAge(wasSeen: Bool) {
        let folder = Folder()
        let watch = folder.watch
        if wasSeen {
            folder.newest.withLock { $0 = .at(1_000 * Self.day) }
            #expect(watch.look(toldAt: nil) == nil)
        }
        folder.newest.withLock { $0 = .unknown }
        folder.time.withLock { $0 += 26 * 3_600 - 1 }
        #expect(watch.look(toldAt: nil) == nil)
        #expect(watch.newestBackup == (wasSeen ? 1_000 * Self.day : nil))
        #expect(folder.told.isEmpty)
        folder.time.withLock { $0 += 1 }
        let toldAt = watch.look(toldAt: nil)
        #expect(toldAt != nil && watch.look(toldAt: toldAt) == toldAt)
        #expect(folder.told == [.unseenBackups])
    }

    @Test func itIsToldOnceADayUntilThereIsANewOne() {
        let folder = Folder()
        let first = folder.watch.look(toldAt: nil)
        folder.time.withLock { $0 += Self.day - 1 }
        #expect(folder.watch.look(toldAt: first) == first)
        folder.time.withLock { $0 += 1 }
        let second = folder.watch.look(toldAt: first)
        #expect(second == 1_001 * Self.day)
        folder.newest.withLock { $0 = .at(1_001 * Self.day) }
        #expect(folder.watch.look(toldAt: second) == nil)
    }

    @Test func aFolderThatDoesNotAnswerHoldsUpNothingElse() async throws {
        let isAsked = Atomic(false)
        let answers = Atomic(false)
        let alerts = Alerts(now: { 0 })
        let watch = BackupWatch(
            maxAge: .seconds(1),
            newest: {
                isAsked.store(true, ordering: .relaxed)
                try? Deadline.wait(seconds: 60, for: "the folder") { answers.load(ordering: .relaxed) ? () : nil }
                return .none
            },
            alerts: alerts
        )
        try watch.start()
        try Deadline.wait(seconds: 30, for: "a look") { isAsked.load(ordering: .relaxed) ? () : nil }
        #expect(alerts.take().isEmpty)
        answers.store(true, ordering: .relaxed)
        await watch.stop()
        #expect(alerts.take().map(\.alert) == [.oldBackup])
    }
}

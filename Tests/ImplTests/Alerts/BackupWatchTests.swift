import Synchronization
import TestSupport
import Testing

@testable import Impl

struct BackupWatchTests {
    private static let day: Int = 86_400

    private final class Folder: Sendable {
        let newest: Mutex<Int?> = Mutex(nil)
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
        folder.newest.withLock { $0 = 1_000 * Self.day - age }
        #expect((folder.watch.look(toldAt: nil) != nil) == isOld)
        #expect(folder.told == (isOld ? [.oldBackup] : []))
    }

    @Test func itIsToldOnceADayUntilThereIsANewOne() {
        let folder = Folder()
        let first = folder.watch.look(toldAt: nil)
        folder.time.withLock { $0 += Self.day - 1 }
        #expect(folder.watch.look(toldAt: first) == first)
        folder.time.withLock { $0 += 1 }
        let second = folder.watch.look(toldAt: first)
        #expect(second == 1_001 * Self.day)
        folder.newest.withLock { $0 = 1_001 * Self.day }
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
                return nil
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

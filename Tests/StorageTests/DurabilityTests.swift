import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct DurabilityTests {
    /// A process of its own saves as fast as it can, notes each id after its acknowledgement, and kills itself.
    @Test(arguments: [50, 333, 2_000])
    func everythingAcknowledgedSurvivesAKill(acknowledgements: Int) async throws {
        let directory = try TemporaryFolder()
        let database = directory.database
        let notes = directory.path + "/acknowledged"
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [database = database as String, notes = notes as String, acknowledgements = acknowledgements as Int] in
            let store = try Store.open(path: database, migrate: true)
            let file = open(notes, O_WRONLY | O_CREAT | O_APPEND, 0o644)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<64 {
                    group.addTask {
                        for index in 1...acknowledgements {
                            let id = Int64(task * acknowledgements + index)
                            _ = try await store.applications.save(
                                SavedTest(telegramID: id, firstName: "\(id)", answers: Array("{}".utf8))
                            )
                            let note = "\(id)\n"
                            guard write(file, note, note.utf8.count) == note.utf8.count else { exit(1) }
                            // In the middle of the others' writes.
                            if task == 63, index == acknowledgements / 2 { kill(getpid(), SIGKILL) }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        let noted = try String(contentsOfFile: notes, encoding: .utf8)
        let acknowledged = noted.split(separator: "\n").compactMap { Int64($0) }
        #expect(acknowledged.count >= acknowledgements / 2)
        let store = try Store.open(path: database, migrate: false)
        var stored: Set<Int64> = []
        var after: Int64?
        repeat {
            let page = try await store.applications.page(ApplicationsQuery(limit: 10_000, after: after))
            stored.formUnion(page.items.map(\.user.profile.telegramID))
            after = page.next
            #expect(page.total >= Int64(acknowledged.count))
        } while after != nil
        #expect(stored.isSuperset(of: acknowledged))
        #expect(try await store.applications.page(ApplicationsQuery()).total == Int64(stored.count))
        await store.close()
    }
}

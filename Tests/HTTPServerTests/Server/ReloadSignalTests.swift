import HTTPServer
import Platform
import Synchronization
import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct ReloadSignalTests {
    private struct Fault: Error, CustomStringConvertible {
        var description: String { "no such file" }
    }

    /// What happened, in its order.
    private final class Record: Sendable {
        private let entries: Mutex<[String]> = Mutex([])

        func add(_ entry: String) { entries.withLock { $0.append(entry) } }

        func wait(for count: Int) throws -> [String] {
            try Deadline.wait(seconds: 20, for: "\(count) entries") {
                entries.withLock { $0.count >= count ? $0 : nil }
            }
        }
    }

    private func note(_ record: Record) -> @Sendable (String, ReloadSignal.Outcome) -> Void {
        { name, outcome in
            switch outcome {
            case .done: record.add("\(name) done")
            case .failed(let fault): record.add("\(name) failed: \(fault)")
            }
        }
    }

    @Test func actionsRunInOrderAndFailAlone() async throws {
        let (signal, record) = (try ReloadSignal(), Record())
        signal.add("first") { record.add("first") }
        signal.add("second") { throw Fault() }
        signal.add("third") { record.add("third") }
        let thread = try signal.start(note(record))
        signal.request()
        let entries = try record.wait(for: 5)
        #expect(entries == ["first", "first done", "second failed: no such file", "third", "third done"])
        await thread.stop()
    }

    @Test func requestsThatComeWhileOneIsCarriedOutAreOne() async throws {
        let (signal, record) = (try ReloadSignal(), Record())
        let isHeld = Mutex(true)
        signal.add("slow") {
            record.add("begins")
            try Deadline.wait(seconds: 20, for: "leave to go on") { isHeld.withLock { $0 } ? nil : () }
        }
        let thread = try signal.start(note(record))
        signal.request()
        _ = try record.wait(for: 1)
        for _ in 0..<1_000 { signal.request() }
        isHeld.withLock { $0 = false }
        let entries = try record.wait(for: 4)
        await thread.stop()
        #expect(entries == ["begins", "slow done", "begins", "slow done"])
    }

    @Test func aRequestBeforeTheStartIsCarriedOut() async throws {
        let (signal, record) = (try ReloadSignal(), Record())
        signal.request()
        signal.add("file") {}
        let thread = try signal.start(note(record))
        #expect(try record.wait(for: 1) == ["file done"])
        await thread.stop()
    }

    /// Its part may have read its file just before the change that the request told of.
    @Test func aRequestBeforeAnActionWasAddedCountsForIt() async throws {
        let (signal, record) = (try ReloadSignal(), Record())
        signal.add("early") {}
        let thread = try signal.start(note(record))
        signal.request()
        _ = try record.wait(for: 1)
        signal.add("late") {}
        let entries = try record.wait(for: 3)
        #expect(entries == ["early done", "early done", "late done"])
        await thread.stop()
    }
}

import Platform
import Synchronization
import Testing

@Suite struct WorkerThreadTests {
    final class Log: Sendable {
        let batches: Mutex<[[Int]]> = Mutex([])
        let ends: Atomic<Int> = Atomic(0)
    }

    private func worker(_ log: Log, capacity: Int = 1_000, batch: Int = 10) throws -> WorkerThread<Int> {
        try WorkerThread(
            name: "a name longer than a thread's",
            capacity: capacity,
            batch: batch,
            handle: { jobs in log.batches.withLock { $0.append(jobs) } },
            end: { log.ends.add(1, ordering: .relaxed) }
        )
    }

    @Test func handlesEveryJobInOrderAndInBoundedBatches() async throws {
        let log = Log()
        let worker = try worker(log)
        for job in 0..<1_000 { #expect(worker.submit(job)) }
        await worker.finish()
        let batches = log.batches.withLock { $0 }
        #expect(batches.flatMap { $0 } == Array(0..<1_000))
        #expect(batches.allSatisfy { (1...10).contains($0.count) })
        #expect(log.ends.load(ordering: .relaxed) == 1)
    }

    @Test func finishingTwiceEndsOnceAndTakesNoMore() async throws {
        let log = Log()
        let worker = try worker(log)
        async let first: Void = worker.finish()
        async let second: Void = worker.finish()
        _ = await (first, second)
        await worker.finish()
        #expect(!worker.submit(1))
        #expect(log.ends.load(ordering: .relaxed) == 1)
    }

    @Test func droppingTheLastReferenceEndsTheThreadAfterItsJobs() async throws {
        let log = Log()
        do {
            let worker = try worker(log)
            for job in 0..<100 { _ = worker.submit(job) }
        }
        #expect(await eventually { log.ends.load(ordering: .relaxed) == 1 })
        #expect(log.batches.withLock { $0.flatMap { $0 }.count } == 100)
    }
}

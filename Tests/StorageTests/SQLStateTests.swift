import Testing

@testable import PostgreSQL
@testable import Storage

@Suite struct SQLStateTests {
    @Test(arguments: [
        "08006", "25006", "26000", "0A000", "40001", "40P01", "53100", "53200", "53300", "55P03", "57014", "57P01",
        "57P03", "58030", "XX000", "XX002",
    ])
    func whatTheServerLacksIsUnavailable(code: String) {
        #expect(StorageError(.refused(SQLState(code), about: "")) == .unavailable("SQLSTATE \(code)"))
    }

    @Test(arguments: ["22001", "23505", "42601", "42883", "22012", "2F003"])
    func whatWeSaidWrongIsInternal(code: String) {
        #expect(StorageError(.refused(SQLState(code), about: ", table t")) == .internal("SQLSTATE \(code), table t"))
    }

    @Test(arguments: ["42P01", "42703"])
    func whatIsNotThereLacksAMigration(code: String) {
        let failure: DatabaseFailure = .refused(SQLState(code), about: "")
        #expect(StorageError(failure) == .migrations("the database lacks migrations: SQLSTATE \(code)"))
    }

    @Test func whatDidNotHappenIsUnavailable() {
        for failure: DatabaseFailure in [.lost("why"), .unreachable("why"), .overdue("why")] {
            #expect(StorageError(failure) == .unavailable("why"))
        }
    }

    @Test func conflictsAndFaultsOfRowsAreToldApart() {
        #expect(SQLState("40001").isConflict && SQLState("40P01").isConflict && !SQLState("40003").isConflict)
        #expect(SQLState("22003").isFaultOfARow && SQLState("23514").isFaultOfARow && !SQLState("40001").isFaultOfARow)
        #expect(SQLState("25006").asksForNewSession && !SQLState("57014").asksForNewSession)
    }

    @Test func theBackOffDoublesUpToASecond() {
        var backoff = Backoff()
        let nominal = [50, 100, 200, 400, 800, 800, 800, 800, 800, 800, 800, 800]
        for round in 0..<200 {
            for time in nominal { #expect((time * 3 / 4...time * 5 / 4).contains(backoff.next()), "round \(round)") }
            #expect(backoff.failures == nominal.count)
            backoff.reset()
        }
    }

    @Test func theBackOffDiffersFromProcessToProcess() {
        let times = Set(
            (0..<100).map { _ in
                var backoff = Backoff()
                for _ in 0..<4 { _ = backoff.next() }
                return backoff.next()
            }
        )
        #expect(times.count > 10)
    }
}

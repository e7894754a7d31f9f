import TestSupport
import TestTraits
import Testing

/// What `deploy` refuses before it does anything.
@Suite(.blocking) struct DeployCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(_ words: [String], database: String = "postgres:///nothing") throws -> Command.Outcome {
        let program = try BuildProducts.path(of: "telegram-backend")
        let all = [program, "deploy"] + words + ["--folder", folder.path]
        return try Command.run(all, environment: ["DATABASE_URL": database])
    }

    @Test(
        arguments: [
            ["run"], ["walk"], ["run", "/bin/true", "--steps", "50,25,100"], ["run", "/bin/true", "--steps", "5,25"],
            ["run", "/bin/true", "--steps", "5,,100"], ["run", "/bin/true", "--window", "-1"],
            ["run", "/bin/true", "--max-error-rate", "5"], ["history", "--limit", "0"],
        ]
    )
    func whatCannotBeMeantIsNotUnderstood(words: [String]) throws {
        #expect(try run(words).status == 2)
    }

    @Test func sqliteHasNoRoomForTwoProcesses() throws {
        let outcome = try run(["run", "/bin/true"], database: "sqlite:\(folder.path)/test.sqlite")
        #expect(outcome.status == 1 && outcome.errors.contains("two processes cannot share SQLite's file"))
    }

    @Test func aFolderThatIsNotSetUpIsNamed() throws {
        let outcome = try run(["run", BuildProducts.path(of: "telegram-backend")])
        #expect(outcome.status == 1 && outcome.errors.contains("\(folder.path)/blue/slot.env"), "\(outcome.errors)")
        #expect(try run(["history"]).output.isEmpty)
    }
}

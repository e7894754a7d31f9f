import Glibc
import Platform
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

    /// Two slots, and a hook that has no nginx to tell.
    private func setUp() throws {
        for name in ["blue", "green", "hooks"] { try #require(mkdir("\(folder.path)/\(name)", 0o700) == 0) }
        try write("blue/slot.env", "PORT=9101\nMETRICS_ADDRESS=127.0.0.1:9103\n")
        try write("green/slot.env", "PORT=9102\nMETRICS_ADDRESS=127.0.0.1:9104\n")
        try write("hooks/reload", "#!/bin/sh\n", mode: 0o700)
    }

    private func write(_ name: String, _ text: String, mode: UInt32 = 0o600) throws {
        try FileSystem.write(Array(text.utf8), to: "\(folder.path)/\(name)", mode: mode)
    }

    @Test(arguments: ["", "red\n", "blu"]) func aSlotThatIsNoneIsRefused(word: String) throws {
        try setUp()
        try write("active", word)
        for words in [["resume"], ["pause"], ["run", try BuildProducts.path(of: "telegram-backend")]] {
            let outcome = try run(words)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("where blue or green must stand"), "\(outcome.errors)")
        }
        #expect(access("\(folder.path)/upstream.conf", F_OK) != 0)
    }

    @Test func anActiveThatCannotBeReadIsRefused() throws {
        try setUp()
        try #require(mkdir("\(folder.path)/active", 0o700) == 0)
        let outcome = try run(["run", BuildProducts.path(of: "telegram-backend")])
        #expect(outcome.status == 1 && outcome.errors.contains("\(folder.path)/active"), "\(outcome.errors)")
    }

    @Test func resumeFollowsADeploymentThatEndsMeanwhile() throws {
        try setUp()
        try write("active", "blue\n")
        try write("paused", "")
        let lock = open("\(folder.path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(lock) }
        try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let program = try BuildProducts.path(of: "telegram-backend")
        let words = [program, "deploy", "resume", "--folder", folder.path]
        let resume = try Command(words, environment: ["DATABASE_URL": "postgres:///nothing"])
        try Deadline.wait(seconds: 30, for: "resume to wait") {
            access("\(folder.path)/paused", F_OK) == 0 ? nil : ()
        }
        try write("active", "green\n")
        try #require(flock(lock, LOCK_UN) == 0)
        let outcome = try resume.outcome()
        #expect(outcome.status == 0 && outcome.output == "requests go to green\n", "\(outcome.output)\(outcome.errors)")
        #expect(Files.text(of: "\(folder.path)/upstream.conf").contains("server 127.0.0.1:9102 "))
    }

    @Test func aFolderThatIsNotSetUpIsNamed() throws {
        let outcome = try run(["run", BuildProducts.path(of: "telegram-backend")])
        #expect(outcome.status == 1 && outcome.errors.contains("\(folder.path)/blue/slot.env"), "\(outcome.errors)")
        #expect(try run(["history"]).output.isEmpty)
    }
}

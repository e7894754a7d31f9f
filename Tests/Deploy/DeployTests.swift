import Glibc
import LoadDriver
import TestSupport
import TestTraits
import Testing

/// `deploy run` under load, with a real nginx, PostgreSQL and processes.
@Suite(.blocking) struct DeployTests {
    private let bench: DeployBench

    init() throws { bench = try DeployBench() }

    private func wait(for text: String, in name: String) throws {
        try Deadline.wait(seconds: 60, for: "\(text) in \(name)") { bench.text(name).contains(text) ? () : nil }
    }

    private func expectRolledBack(_ outcome: Command.Outcome, _ process: Int32?, because reason: String) throws {
        #expect(outcome.status == 1)
        try bench.expectUntouched(process)
        let record = try bench.lastRecord()
        #expect(record.contains(#""result":"rolled_back""#) && record.contains(reason), "\(record)")
        let kept = try #require(try Files.names(in: bench.path("failed")).last)
        #expect(bench.text("failed/\(kept)/reason.txt").contains(reason))
        let metrics = bench.text("metrics/telegram-backend-deploy.prom")
        #expect(metrics.contains("telegram_backend_deployments_total{result=\"rolled_back\"} 1.0\n"), "\(metrics)")
        #expect(metrics.contains("telegram_backend_deployment_recovery_seconds_count 1.0\n"))
    }

    @Test func aNewVersionTakesOverAndNoRequestFails() throws {
        let next = try bench.version("2.0", serving: "")
        let load = try Load(port: bench.nginx.securePort)
        let outcome = try bench.deploy(next, makesBackup: true).outcome()
        let report = try load.stop()
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)\(bench.text("hooks.log"))")
        #expect(report.failures == 0, "\(report.json)")
        #expect(bench.text("active") == "green\n")
        #expect(bench.process(in: "blue") == nil && bench.process(in: "green") != nil)
        for percent in [5, 25, 50, 100] { #expect(outcome.output.contains("2.0: \(percent) %: well, ")) }
        #expect(try Files.names(in: bench.path("backups")).contains { $0.hasSuffix(".dump") })
        let metrics = bench.path("metrics/telegram-backend-deploy.prom")
        let promtool = try Command.run(["sh", "-c", "promtool check metrics <\(metrics)"])
        #expect(promtool.status == 0 && promtool.errors.isEmpty, "\(promtool.errors)")
        #expect(bench.text("after").hasSuffix("2.0 green succeeded\n"))
        let words = [bench.program, "deploy", "history", "--folder", bench.folder.path]
        let history = try Command.output(of: words).split(separator: "\n")
        #expect(history.count == 2 && history.allSatisfy { $0.contains(#""result":"succeeded""#) }, "\(history)")
        #expect(history.last?.contains(#""version":"2.0""#) == true)
    }

    @Test func aVersionWithWorseFiguresIsTakenBack() throws {
        // A release whose role lost a grant: it is ready, reads, and cannot write.
        let role = "reader_\(getpid())_\(bench.nginx.securePort)"
        _ = try bench.database.query("CREATE ROLE \(role) LOGIN")
        _ = try bench.database.query("GRANT SELECT ON ALL TABLES IN SCHEMA public TO \(role)")
        let url = bench.database.url.replacing("postgres@", with: "\(role)@")
        let worse = try bench.version("worse", serving: "export DATABASE_URL='\(url)'")
        let process = bench.process(in: "blue")
        let load = try Load(port: bench.nginx.securePort)
        let outcome = try bench.deploy(worse, ["--steps", "25,100"]).outcome()
        let after = try load.stop()
        try expectRolledBack(outcome, process, because: "requests were answered with 5xx")
        // Those that it answered itself are its own; nobody else's failed.
        #expect(after.broken == 0 && after.unanswered == 0 && after.unsent == 0, "\(after.json)")
        #expect(Set(after.statuses.keys).isSubset(of: [200, 500, 503]), "\(after.json)")
        #expect(after.failures > 0 && after.failures * 3 < after.scheduled, "\(after.json)")
        let kept = "failed/" + (try #require(try Files.names(in: bench.path("failed")).last))
        #expect(bench.text(kept + "/health.txt").hasPrefix("200\n"))
        #expect(bench.text(kept + "/metrics.txt").contains("telegram_backend_http_requests_total{"))
        #expect(bench.text(kept + "/log.txt").contains("listening"))
        let load2 = try Load(port: bench.nginx.securePort)
        #expect(try load2.stop().failures == 0)
    }

    @Test func aVersionThatDiesUnderWayIsTakenBackAndNoRequestFails() throws {
        let process = bench.process(in: "blue")
        let load = try Load(port: bench.nginx.securePort)
        let deployment = try bench.deploy(try bench.version("dying", serving: ""), ["--steps", "25,50,100"])
        try wait(for: "weight=50 ", in: "upstream.conf")
        let dying = try #require(bench.process(in: "green"))
        kill(dying, SIGKILL)
        let outcome = try deployment.outcome()
        let report = try load.stop()
        try expectRolledBack(outcome, process, because: "the new process is not there any more")
        #expect(report.failures == 0, "\(report.json)")
    }

    @Test func aVersionThatNeverGetsReadyIsTakenBackAndNoRequestFails() throws {
        let process = bench.process(in: "blue")
        let load = try Load(port: bench.nginx.securePort)
        let silent = try bench.version("silent", serving: "echo 'waits for nothing' >&2; exec sleep 600")
        let outcome = try bench.deploy(silent, ["--start-deadline", "2"]).outcome()
        let report = try load.stop()
        try expectRolledBack(outcome, process, because: "not ready within 2 s")
        #expect(report.failures == 0, "\(report.json)")
        let kept = "failed/" + (try #require(try Files.names(in: bench.path("failed")).last))
        #expect(bench.text(kept + "/log.txt").contains("waits for nothing"))
        #expect(bench.text(kept + "/health.txt").hasPrefix("no answer: "))
    }

    @Test func oneDeploymentAtATimeAndASignalTakesItBack() throws {
        let process = bench.process(in: "blue")
        let load = try Load(port: bench.nginx.securePort)
        let deployment = try bench.deploy(bench.program, ["--window", "600", "--steps", "50,100"])
        try wait(for: "weight=50 ", in: "upstream.conf")
        let second = try bench.deploy(bench.program).outcome()
        #expect(second.status == 1)
        #expect(second.errors.contains("another deployment is under way: "), "\(second.errors)")
        #expect(second.errors.contains("(process "))
        deployment.signal(SIGINT)
        let outcome = try deployment.outcome()
        let report = try load.stop()
        try expectRolledBack(outcome, process, because: "stopped by a signal")
        #expect(report.failures == 0, "\(report.json)")
    }

    @Test func whatAKilledDeploymentLeftBehindIsTakenBackByTheNext() throws {
        let deployment = try bench.deploy(bench.program, ["--window", "600", "--steps", "50,100"])
        try wait(for: "weight=50 ", in: "upstream.conf")
        let process = try #require(bench.process(in: "green"))
        deployment.signal(SIGKILL)
        #expect(try deployment.outcome().status == 128 + SIGKILL)
        let next = try bench.deploy(bench.program, ["--steps", "100", "--window", "0.2"]).outcome()
        #expect(next.status == 0, "\(next.output)\(next.errors)")
        #expect(next.output.contains("an earlier deployment was interrupted"))
        #expect(!ProcessTable.isAlive(process) && bench.process(in: "green") != nil)
    }

    @Test func whereNginxDoesNotGoBackNothingIsStoppedUntilTheNextDeployment() throws {
        let deployment = try bench.deploy(bench.program, ["--window", "600", "--steps", "50,100"])
        try wait(for: "weight=50 ", in: "upstream.conf")
        let reload = bench.text("hooks/reload")
        try bench.write("hooks/reload", "#!/bin/sh\necho 'a certificate is missing'; exit 1\n", mode: 0o700)
        deployment.signal(SIGTERM)
        let outcome = try deployment.outcome()
        #expect(outcome.status == 1 && outcome.output.contains("nginx does not go back to blue"), "\(outcome.output)")
        #expect(try bench.lastRecord().contains(#""result":"stuck""#))
        #expect(bench.text("hooks.log").contains("a certificate is missing"))
        let stuck = try #require(bench.process(in: "green"))
        #expect(bench.process(in: "blue") != nil && bench.text("active") == "blue\n")
        let load = try Load(port: bench.nginx.securePort)
        try bench.write("hooks/reload", reload, mode: 0o700)
        let next = try bench.deploy(bench.program, ["--steps", "100", "--window", "0.2"]).outcome()
        #expect(next.status == 0, "\(next.output)\(next.errors)")
        #expect(!ProcessTable.isAlive(stuck) && bench.text("active") == "green\n")
        #expect(try load.stop().failures == 0)
    }

    @Test func whereTheOldProcessDiedTheNewOneIsLeftToServe() throws {
        let deployment = try bench.deploy(bench.program, ["--window", "600", "--steps", "50,100"])
        try wait(for: "weight=50 ", in: "upstream.conf")
        let (old, new) = (try #require(bench.process(in: "blue")), try #require(bench.process(in: "green")))
        kill(old, SIGKILL)
        deployment.signal(SIGTERM)
        let outcome = try deployment.outcome()
        #expect(outcome.status == 1 && outcome.output.contains("blue does not say it is ready"), "\(outcome.output)")
        #expect(try bench.lastRecord().contains(#""result":"stuck""#))
        let next = try bench.deploy(bench.program).outcome()
        #expect(next.status == 1 && next.errors.contains("start blue, or write green"), "\(next.errors)")
        #expect(bench.process(in: "green") == new && bench.text("upstream.conf").contains("weight=50 "))
    }

    @Test func aFirstDeploymentThatFailsLeavesNginxAsItWasAndCallsTheLastHook() throws {
        try bench.run("stop", "blue")
        try #require(unlink(bench.path("active")) == 0 && unlink(bench.path("history.jsonl")) == 0)
        let former = "server 127.0.0.1:9;\n"
        try bench.write("upstream.conf", former)
        // Which slot serves, and what became of it, cannot be written.
        try #require(mkdir(bench.path("active.next"), 0o700) == 0 && mkdir(bench.path("history.jsonl"), 0o700) == 0)
        let outcome = try bench.deploy(bench.program).outcome()
        #expect(outcome.status == 1 && outcome.errors.contains("active.next"), "\(outcome.errors)")
        #expect(bench.text("upstream.conf") == former && bench.process(in: "blue") == nil)
        #expect(bench.text("after").hasSuffix(" blue failed\n"))
    }

    @Test func aVersionThatIsNotReadyToBeDeployedIsNotStarted() throws {
        let process = bench.process(in: "blue")
        var settings = bench.settings
        settings["SESSION_SECRET"] = "too short"
        let words = ["deploy", "run", bench.program, "--folder", bench.folder.path]
        let outcome = try Command.run([bench.program] + words, environment: settings)
        #expect(outcome.status == 1 && outcome.errors.contains("check of the new version ended with 1"))
        #expect(outcome.errors.contains("session-secret"))
        try bench.expectUntouched(process)
        #expect(try bench.lastRecord().contains(#""result":"failed""#))
    }

    @Test func aMigrationThatHangsIsEnded() throws {
        let process = bench.process(in: "blue")
        let text = """
            #!/bin/sh
            case "$1" in
                version) echo 'telegram-backend hanging' ;;
                migrate) exec sleep 600 ;;
                *) exec "\(bench.program)" "$@" ;;
            esac

            """
        try bench.write("hanging", text, mode: 0o700)
        let outcome = try bench.deploy(bench.path("hanging"), ["--migrate-deadline", "1"]).outcome()
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("migrate of the new version was ended: it took longer than 1 s"))
        try bench.expectUntouched(process)
        #expect(try bench.lastRecord().contains(#""result":"failed""#))
    }

    @Test func requestsWaitWhileAPauseLastsAndThenAreServed() throws {
        let words = [bench.program, "deploy"]
        let folder = ["--folder", bench.folder.path]
        let former = try #require(bench.process(in: "blue"))
        let load = try Load(port: bench.nginx.securePort)
        let pause = try Command(words + ["pause", "--for", "60"] + folder)
        try Deadline.wait(seconds: 30, for: "the pause") { pause.outputText.contains("requests wait") ? () : nil }
        let refused = try bench.deploy(bench.program).outcome()
        #expect(refused.status == 1 && refused.errors.contains(": requests wait"), "\(refused.errors)")
        // What a pause is for: for this time nobody serves.
        try bench.run("stop", "blue")
        #expect(!ProcessTable.isAlive(former))
        try bench.run("start", "blue")
        let resume = try Command.run(words + ["resume"] + folder)
        #expect(resume.status == 0, "\(resume.errors)")
        let paused = try pause.outcome()
        #expect(paused.status == 0 && paused.output.hasSuffix("requests go to blue again\n"), "\(paused.errors)")
        let report = try load.stop()
        #expect(report.failures == 0, "\(report.json)")
        try bench.expectUntouched(bench.process(in: "blue"))
    }

    @Test func aPauseEndsByItselfAndOneThatWasKilledByResume() throws {
        let words = [bench.program, "deploy"]
        let folder = ["--folder", bench.folder.path]
        let load = try Load(port: bench.nginx.securePort)
        let ended = try Command.run(words + ["pause", "--for", "1"] + folder)
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(try load.stop().failures == 0)
        let killed = try Command(words + ["pause", "--for", "60"] + folder)
        try Deadline.wait(seconds: 30, for: "the pause") { killed.outputText.contains("requests wait") ? () : nil }
        killed.signal(SIGKILL)
        _ = try killed.outcome()
        #expect(try Command.run(words + ["resume"] + folder).status == 0)
        try bench.expectUntouched(bench.process(in: "blue"))
    }
}

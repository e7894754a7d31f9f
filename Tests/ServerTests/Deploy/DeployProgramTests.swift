import Glibc
import Platform
import TestSupport
import TestTraits
import Testing

/// Programs that a deployment runs and that do not end.
@Suite(.blocking) struct DeployProgramTests {
    @Test func oneThatDoesNotListenIsKilled() async throws {
        let folder = try TemporaryFolder()
        let mark = folder.path + "/started"
        // What it started has its output still, and outlives it.
        let script = "trap '' TERM; sleep 20 & echo $!; : >'\(mark)'; while :; do sleep 0.05; done"
        var program = Program(["sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"])
        program.grace = .milliseconds(300)
        let work = Task { [program] in try await program.run() }
        try Deadline.wait(seconds: 30, for: "the program") { access(mark, F_OK) == 0 ? () : nil }
        let begin = ContinuousClock.now
        work.cancel()
        let outcome = try await work.value
        #expect(outcome.status == 128 + SIGKILL)
        #expect(ContinuousClock.now - begin < .seconds(15))
        let text = String(decoding: outcome.output, as: UTF8.self)
        let sleeper = try #require(Int32(text.prefix { $0.isNumber }))
        kill(sleeper, SIGKILL)
    }
}

import Glibc
import Platform
import TestTraits
import Testing

/// Programs that a deployment runs and that do not end.
@Suite(.blocking) struct DeployProgramTests {
    @Test func oneThatDoesNotListenIsKilled() async throws {
        // What it started has its output still, and outlives it.
        var program = Program(
            ["sh", "-c", "trap '' TERM; sleep 20 & echo $!; while :; do sleep 0.05; done"],
            environment: ["PATH": "/usr/bin:/bin"]
        )
        program.grace = .milliseconds(300)
        let (begin, work) = (ContinuousClock.now, Task { [program] in try await program.run() })
        work.cancel()
        let outcome = try await work.value
        // Where the shell was asked before it knew what to do, SIGTERM ended it.
        #expect(outcome.status == 128 + SIGKILL || outcome.status == 128 + SIGTERM)
        #expect(ContinuousClock.now - begin < .seconds(15))
        let text = String(decoding: outcome.output, as: UTF8.self)
        if let sleeper = Int32(text.prefix { $0.isNumber }) { kill(sleeper, SIGKILL) }
    }
}

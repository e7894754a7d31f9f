internal import Glibc

/// A program that is run to its end.
package enum Command {
    package struct Outcome: Sendable {
        /// The exit code, or 128 and the signal that ended it.
        package let status: Int32
        package let output: String
        package let errors: String
    }

    /// Runs a program, found in `PATH`, in the root folder, and waits for its end; one that takes too long is killed.
    package static func run(
        _ words: [String],
        environment: [String: String] = [:],
        seconds: Double = 60
    ) throws -> Outcome {
        let folder: TemporaryFolder = try TemporaryFolder()
        let output: String = folder.uniquePath("output")
        let errors: String = folder.uniquePath("errors")
        let variables: [String: String] = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
        let identifier: Int32 = try spawn(
            ["/usr/bin/env", "-C", "/"] + words,
            SpawnOptions(environment: variables, output: output, errors: errors)
        )
        do {
            let status: Int32 = try Deadline.wait(seconds: seconds, for: "the end of \(words[0])") {
                var status: Int32 = 0
                return waitpid(identifier, &status, WNOHANG) == identifier ? status : nil
            }
            return Outcome(
                status: status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F),
                output: Files.text(of: output),
                errors: Files.text(of: errors)
            )
        } catch {
            kill(identifier, SIGKILL)
            waitpid(identifier, nil, 0)
            throw error
        }
    }

    /// The output of a program that must succeed.
    @discardableResult
    package static func output(
        of words: [String],
        environment: [String: String] = [:],
        seconds: Double = 60
    ) throws -> String {
        let outcome: Outcome = try run(words, environment: environment, seconds: seconds)
        guard outcome.status == 0 else {
            throw TestFailure("\(words.joined(separator: " ")) ended with \(outcome.status): \(outcome.errors)")
        }
        return outcome.output
    }
}

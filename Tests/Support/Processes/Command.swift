import Glibc

/// A program that runs to its end, with its output in files.
package final class Command {
    package struct Outcome: Sendable {
        /// The exit code, or 128 and the signal that ended it.
        package let status: Int32
        package let output: String
        package let errors: String
    }

    private let words: [String]
    private let folder: TemporaryFolder
    private let identifier: Int32
    private var status: Int32?

    /// Starts a program, found in `PATH`, in the root folder; it is killed where nobody waits for its end.
    package convenience init(_ words: [String], environment: [String: String] = [:]) throws {
        try self.init(words, environment: environment, holding: nil)
    }

    /// - Parameter descriptor: one that stays open until the program ends, even where we end before it.
    init(_ words: [String], environment: [String: String] = [:], holding descriptor: Int32?) throws {
        self.words = words
        folder = try TemporaryFolder()
        let variables: [String: String] = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
        let options = SpawnOptions(
            environment: variables,
            output: folder.path + "/output",
            errors: folder.path + "/errors",
            handed: descriptor.map { (number: 9, own: $0) }
        )
        identifier = try spawn(["/usr/bin/env", "-C", "/"] + words, options)
    }

    deinit {
        guard !hasEnded else { return }
        kill(identifier, SIGKILL)
        while waitpid(identifier, nil, 0) < 0, errno == EINTR {}
    }

    package var hasEnded: Bool {
        if status != nil { return true }
        var status: Int32 = 0
        guard waitpid(identifier, &status, WNOHANG) == identifier else { return false }
        self.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        return true
    }

    /// All that it has written to its standard output so far.
    package var outputText: String { Files.text(of: folder.path + "/output") }

    /// Sends it a signal.
    package func signal(_ number: Int32) { kill(identifier, number) }

    /// Waits for the end.
    package func outcome(seconds: Double = 60) throws -> Outcome {
        let status = try Deadline.wait(seconds: seconds, for: "the end of \(words[0])") {
            hasEnded ? self.status : nil
        }
        return Outcome(
            status: status,
            output: outputText,
            errors: Files.text(of: folder.path + "/errors")
        )
    }

    /// Waits for the end and throws where it was no success.
    @discardableResult
    func output(seconds: Double = 60) throws -> String {
        let outcome = try outcome(seconds: seconds)
        guard outcome.status == 0 else {
            throw TestFailure("\(words.joined(separator: " ")) ended with \(outcome.status): \(outcome.errors)")
        }
        return outcome.output
    }

    /// Runs a program to its end.
    package static func run(
        _ words: [String],
        environment: [String: String] = [:],
        seconds: Double = 60
    ) throws -> Outcome {
        try Command(words, environment: environment).outcome(seconds: seconds)
    }

    /// The output of a program that must succeed.
    @discardableResult
    package static func output(
        of words: [String],
        environment: [String: String] = [:],
        seconds: Double = 60
    ) throws -> String {
        try Command(words, environment: environment).output(seconds: seconds)
    }
}

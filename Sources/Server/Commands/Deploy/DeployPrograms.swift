import Glibc
import Platform

/// The programs that a deployment runs: the hooks of its folder, and the new version's own commands.
struct DeployPrograms: Sendable {
    /// An executable in `hooks`, by its name.
    enum Hook: String, Sendable {
        /// Before anything is done; refuses the deployment by its status.
        case before
        /// Starts the slot's process beside the other, and returns.
        case start
        /// Lets the slot's process drain and end, and returns when it has ended; or at once where there is none.
        case stop
        /// Prints what the slot's process has logged.
        case log
        /// Has nginx look at its configuration, and read it again.
        case reload
        /// After all is done, also after a roll-back; `RESULT` says which.
        case after

        var isOptional: Bool { self == .before || self == .log || self == .after }
    }

    let folder: DeployFolder
    /// The new version.
    let program: String
    /// What hooks find in their environment beside `PATH` and its like.
    var variables: [String: String]

    /// Throws where a hook that is needed is not there.
    func requireHooks() throws(CommandFailure) {
        for hook in [Hook.start, .stop, .reload] where access(path(hook), X_OK) != 0 {
            throw .refused("there is no program \(path(hook)); docs/deployment.md says what it has to do")
        }
    }

    /// Runs a hook; what it writes stands behind `output` in the folder.
    ///
    /// A file and no pipe takes it: a process that a hook starts may keep it open.
    func run(
        _ hook: Hook,
        _ slot: DeploySlot,
        _ more: [String: String] = [:],
        output: String = "hooks.log",
        within limit: Duration = .seconds(300)
    ) async throws(CommandFailure) {
        guard access(path(hook), X_OK) == 0 || !hook.isOptional else { return }
        let all = EnvironmentFile.process()
        let standing = all.filter { name, _ in Self.inherited.contains(name) }
        let own = ["FOLDER": folder.path, "SLOT": "\(slot)", "PORT": "\(try folder.address(of: slot).port)"]
        let words = ["/bin/sh", "-c", #"exec "$0" >>"$1" 2>&1"#, path(hook), "\(folder.path)/\(output)"]
        let environment = standing.merging(variables) { $1 }.merging(own) { $1 }.merging(more) { $1 }
        let outcome = try await run("the hook \(hook)", words, environment, within: limit)
        guard outcome.status == 0 else {
            throw .refused("the hook \(hook) ended with \(outcome.status); \(folder.path)/\(output) holds what it said")
        }
    }

    /// Runs a command of the new version with our environment; what it printed.
    @discardableResult
    func command(
        _ words: [String],
        _ envFile: String? = nil,
        within limit: Duration = .seconds(300)
    ) async throws(CommandFailure) -> String {
        let outcome = try await outcome(of: words, envFile, within: limit)
        guard outcome.status == 0 else {
            let said = String(decoding: outcome.output + outcome.errors, as: UTF8.self)
            let lines = said.split(separator: "\n").map { "  " + Terminal.printable(String($0)) }
            throw .refused(["\(words[0]) of the new version ended with \(outcome.status):"] + lines)
        }
        return String(decoding: outcome.output, as: UTF8.self)
    }

    private func outcome(
        of words: [String],
        _ envFile: String?,
        within limit: Duration
    ) async throws(CommandFailure) -> Program.Outcome {
        let file = envFile.map { ["--env-file", $0] } ?? []
        let all = [program] + words + file
        return try await run("\(words[0]) of the new version", all, EnvironmentFile.process(), within: limit)
    }

    private func path(_ hook: Hook) -> String { "\(folder.path)/hooks/\(hook)" }

    /// - Parameter name: of what runs, for people.
    private func run(
        _ name: String,
        _ words: [String],
        _ environment: [String: String],
        within limit: Duration
    ) async throws(CommandFailure) -> Program.Outcome {
        let begin = ContinuousClock.now
        let work = Task { () async -> Result<Program.Outcome, SystemError> in
            do throws(SystemError) {
                return .success(try await Program(words, environment: environment).run())
            } catch {
                return .failure(error)
            }
        }
        let alarm = Task {
            try await Task.sleep(for: limit)
            work.cancel()
        }
        defer { alarm.cancel() }
        let result = await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            work.cancel()
        }
        let outcome: Program.Outcome
        do throws(SystemError) { outcome = try result.get() } catch { throw .system(words[0], error.code) }
        guard outcome.status == 0 || ContinuousClock.now - begin < limit else {
            throw .refused("\(name) was ended: it took longer than \(limit.components.seconds) s")
        }
        return outcome
    }

    /// Secrets that may stand in our environment are no hook's business.
    private static let inherited: Set<String> = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "TMPDIR", "TZ"]
}

import Glibc
import Synchronization

/// A program that runs to its end, with its output kept (`posix_spawnp`); it has nothing to read.
package struct Program: Sendable {
    /// The outcome of it.
    package struct Outcome: Sendable {
        /// The exit code, or 128 and the number of the signal that ended it.
        package let status: Int32
        package let output: [UInt8]
        package let errors: [UInt8]
    }

    /// The program, found in our `PATH`, and its arguments, which everybody on the machine can read.
    package var words: [String]
    /// All that it finds in its environment.
    package var environment: [String: String]

    /// How long it may take to end once it was asked to.
    package var grace: Duration = .seconds(10)

    package init(_ words: [String], environment: [String: String]) {
        self.words = words
        self.environment = environment
    }

    /// Runs it. Cancelling the task asks the program to end (SIGTERM), and ends it where it does not within `grace`
    /// (SIGKILL); its end is waited for all the same.
    ///
    /// - Throws: where the system cannot start it; `ENOENT` where there is no such program.
    package func run() async throws(SystemError) -> Outcome {
        let child = try Child(self)
        let finish: @Sendable (CheckedContinuation<Outcome, Never>) -> Void = { $0.resume(returning: child.finish()) }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { caller in
                // Without a thread of its own it takes the caller's.
                do { try startThread(name: "program") { finish(caller) } } catch { finish(caller) }
            }
        } onCancel: {
            child.signal(SIGTERM)
            Task { [grace] in
                try? await Task.sleep(for: grace)
                child.end()
            }
        }
    }
}

/// The process, and the ends of the pipes that it writes to.
private final class Child: Sendable {
    /// nil when it has been waited for: its number may be another's then.
    private let identifier: Mutex<pid_t?>
    private let output: OwnedDescriptor
    private let errors: OwnedDescriptor
    /// What it wrote is not waited for then: a program that it started may have the pipes still.
    private let isKilled: Atomic<Bool> = Atomic(false)

    init(_ program: Program) throws(SystemError) {
        let (output, outputEnd) = try Descriptor.pipe()
        let (errors, errorsEnd) = try Descriptor.pipe()
        (self.output, self.errors) = (output, errors)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, outputEnd.number, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errorsEnd.number, STDERR_FILENO)
        // What we ignore or block it must not.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
        var words: [UnsafeMutablePointer<CChar>?] = program.words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = program.environment.map { strdup("\($0)=\($1)") } + [nil]
        var started: pid_t = 0
        let code = posix_spawnp(&started, program.words[0], &actions, &attributes, &words, &variables)
        for pointer in words + variables { free(pointer) }
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
        outputEnd.close()
        errorsEnd.close()
        identifier = Mutex(code == 0 ? started : nil)
        guard code == 0 else { throw SystemError(code: code) }
    }

    func signal(_ number: Int32) {
        identifier.withLock { if let identifier = $0 { _ = kill(identifier, number) } }
    }

    func end() {
        signal(SIGKILL)
        isKilled.store(true, ordering: .relaxed)
    }

    /// Reads all that it writes, and waits for its end; called once.
    func finish() -> Program.Outcome {
        var texts: [[UInt8]] = [[], []]
        var entries = [output, errors].map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while entries.contains(where: { $0.fd >= 0 }) {
            let ready = poll(&entries, nfds_t(entries.count), 500)
            guard ready >= 0 || errno == EINTR else { break }
            if ready == 0, isKilled.load(ordering: .relaxed) { break }
            guard ready > 0 else { continue }
            for index in entries.indices where entries[index].fd >= 0 && entries[index].revents != 0 {
                let count = read(entries[index].fd, &chunk, chunk.count)
                if count > 0 { texts[index] += chunk[..<count] }
                // A negative one is left out of what is polled.
                if count == 0 || count < 0 && errno != EINTR { entries[index].fd = -1 }
            }
        }
        return Program.Outcome(status: wait(), output: texts[0], errors: texts[1])
    }

    /// First without taking the process away, so that `signal` never meets another one of its number.
    private func wait() -> Int32 {
        guard let number = identifier.withLock({ $0 }) else { return 0 }
        var information = siginfo_t()
        while waitid(P_PID, id_t(number), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        return identifier.withLock { identifier in
            var status: Int32 = 0
            while waitpid(number, &status, 0) < 0, errno == EINTR {}
            identifier = nil
            return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
        }
    }
}

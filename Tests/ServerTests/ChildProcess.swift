import Glibc
import Platform
import TestSupport
import Testing

/// The built executable as a process of its own, with an empty environment in a directory of its own.
final class ChildProcess {
    private let pid: pid_t
    /// Kept, since a folder goes with the last that holds it.
    private let folder: TemporaryFolder
    private let output: OwnedDescriptor
    private var text: String = ""
    private var hasEnded: Bool = false

    /// - Parameters:
    ///   - dotEnv: what stands in the file given with `--env-file`.
    ///   - listener: a listening socket to hand over as systemd does; the process gets a copy.
    init(_ arguments: [String], dotEnv: String = "", listener: CInt? = nil, in folder: TemporaryFolder) throws {
        self.folder = folder
        let file = folder.path + "/test.env"
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        try #require(write(descriptor, dotEnv, dotEnv.utf8.count) == dotEnv.utf8.count)
        close(descriptor)

        let (output, input) = try Descriptor.pipe()
        self.output = output
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, input.number, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, input.number, STDERR_FILENO)
        var words: [String] = [try BuildProducts.path(of: "telegram-backend")] + arguments + ["--env-file", file]
        if let listener {
            posix_spawn_file_actions_adddup2(&actions, listener, 3)
            words = ["/bin/sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\""] + words
        }
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var child: pid_t = 0
        let code: CInt = posix_spawn(&child, words[0], &actions, nil, &pointers, &environment)
        for pointer in pointers { free(pointer) }
        posix_spawn_file_actions_destroy(&actions)
        input.close()
        try #require(code == 0)
        pid = child
    }

    deinit {
        guard !hasEnded else { return }
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
    }

    func signal(_ number: CInt) { kill(pid, number) }

    /// All output up to and with `phrase`; up to its end where that comes first; fails after twenty seconds.
    func read(until phrase: String? = nil) throws -> String {
        let deadline: ContinuousClock.Instant = .now + .seconds(20)
        while phrase.map({ !text.contains($0) }) ?? true {
            try #require(ContinuousClock.now < deadline, "the process said only: \(text)")
            var entry = pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 100) > 0 else { continue }
            var bytes: [UInt8] = Array(repeating: 0, count: 4_096)
            let count: Int = Glibc.read(output.number, &bytes, bytes.count)
            if count <= 0 { break }
            text += String(decoding: bytes[..<count], as: UTF8.self)
        }
        return text
    }

    /// Waits for the end; the exit code, or 128 and the number of the signal that ended it.
    func wait() -> Int32 {
        var status: CInt = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        hasEnded = true
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }
}

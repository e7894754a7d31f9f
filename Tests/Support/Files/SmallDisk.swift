import Glibc

/// A file system in memory that can be filled, which only programs see that are started with `entering`.
package final class SmallDisk: Sendable {
    private let folder: TemporaryFolder
    private let watchdog: ClusterWatchdog

    /// Throws where the machine forbids mounts.
    package init(megabytes: Int) throws {
        folder = try TemporaryFolder()
        mkdir(folder.path + "/disk", 0o700)
        let owner: (user: uid_t, group: gid_t)? = getuid() == 0 ? (user: 0, group: 0) : nil
        watchdog = try ClusterWatchdog(folder: folder.path, megabytes: megabytes, account: owner)
    }

    deinit { watchdog.end() }

    /// The path at which programs that have entered see it.
    package var path: String { folder.path + "/disk" }

    /// The first words of a command that sees it.
    package var entering: [String] {
        let words: [String] = ["/usr/bin/nsenter", "--target", String(watchdog.identifier), "--mount"]
        return getuid() == 0 ? words : words + ["--user", "--preserve-credentials"]
    }

    /// The output of a program that sees it and must succeed.
    package func output(of words: [String]) throws -> String { try Command.output(of: entering + words) }

    /// Writes until nothing more fits.
    package func fill() throws { try Files.fillDisk(with: ballast) }

    /// Gives the room back that `fill` took.
    package func free() throws {
        guard unlink(ballast) == 0 else { throw TestFailure("the disk was not filled: errno \(errno)") }
    }

    /// The path of a file on it for programs that have not entered.
    package func outsidePath(of name: String) -> String { "/proc/\(watchdog.identifier)/root\(path)/\(name)" }

    private var ballast: String { outsidePath(of: "ballast") }
}

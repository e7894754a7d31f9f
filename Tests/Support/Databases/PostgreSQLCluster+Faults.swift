import Glibc

/// The faults of real servers.
extension PostgreSQLCluster {
    /// Ends the server and all its sessions without a warning, as a power failure does; `start()` recovers.
    package func killHard() throws {
        guard let server = identifier else { throw TestFailure("no server to kill") }
        let family = try stopFamily(of: server)
        for process in family { kill(process, SIGKILL) }
        // A new server refuses to start while sessions of the old one are alive.
        try waitForEnd()
        try Deadline.wait(seconds: 20, for: "the end of the server's sessions") {
            family.contains(where: ProcessTable.isAlive) ? nil : ()
        }
    }

    /// Stops the server and its sessions where they stand: connections stay open and nobody answers.
    package func freeze() throws {
        guard let server = identifier else { throw TestFailure("no server to freeze") }
        _ = try stopFamily(of: server)
    }

    /// Lets a frozen server go on.
    package func thaw() throws {
        guard let server = identifier else { throw TestFailure("no server to thaw") }
        for process in try ProcessTable.children(of: server) + [server] { kill(process, SIGCONT) }
    }

    /// Writes to the server's disk until nothing more fits; for clusters that are in memory.
    package func fillDisk() throws {
        guard isInMemory else { throw TestFailure("only a disk in memory can be filled; see inMemoryOf") }
        try Files.fillDisk(with: visible(ballast))
    }

    /// Gives the room back that `fillDisk` took.
    package func freeDisk() throws {
        guard unlink(visible(ballast)) == 0 else { throw TestFailure("the disk was not filled: errno \(errno)") }
    }

    private var ballast: String { folder.path + "/disk/ballast" }

    /// Stops the first process, so that it starts no more, then the others; all of them, the first one last.
    private func stopFamily(of server: Int32) throws -> [Int32] {
        kill(server, SIGSTOP)
        try waitUntilStopped([server])
        let children = try ProcessTable.children(of: server)
        for child in children { kill(child, SIGSTOP) }
        try waitUntilStopped(children)
        return children + [server]
    }

    private func waitUntilStopped(_ processes: [Int32]) throws {
        try Deadline.wait(seconds: 20, for: "processes to stop") {
            processes.allSatisfy { ProcessTable.isStopped($0) || !ProcessTable.isAlive($0) } ? () : nil
        }
    }
}

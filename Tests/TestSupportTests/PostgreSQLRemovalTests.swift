import Glibc
import TestSupport
import TestTraits
import Testing

/// However tests end, nothing of a cluster stays.
@Suite(.blocking) struct PostgreSQLRemovalTests {
    @Test func nothingStaysOfAClusterThatIsNoLongerUsed() throws {
        for megabytes in [nil, 100] {
            let (path, server): (String, Int32) = try {
                let cluster = try PostgreSQLCluster(inMemoryOf: megabytes)
                return (cluster.socketFolder, try #require(cluster.identifier))
            }()
            #expect(!ProcessTable.isAlive(server))
            #expect(access(path, F_OK) != 0)
        }
    }

    @Test func nothingStaysWhereTheTestProcessIsKilled() async throws {
        let result = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
            let disk = try PostgreSQLCluster()
            let memory = try PostgreSQLCluster(inMemoryOf: 100)
            for cluster in [disk, memory] {
                let server: Int32 = try #require(cluster.identifier)
                let family = try ProcessTable.children(of: server) + [server]
                let line = "cluster \(cluster.socketFolder) \(family.map(String.init).joined(separator: " "))\n"
                write(STDOUT_FILENO, line, line.utf8.count)
            }
            kill(getpid(), SIGKILL)
        }
        let output = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
        let lines = output.split(separator: "\n").map { $0.split(separator: " ") }
            .filter { $0.first == "cluster" }
        #expect(lines.count == 2)
        for line in lines {
            let family = line.dropFirst(2).compactMap { Int32($0) }
            #expect(family.count > 3)
            try Deadline.wait(seconds: 30, for: "the watchdog's work") {
                !family.contains(where: ProcessTable.isAlive) && access(String(line[1]), F_OK) != 0 ? () : nil
            }
        }
    }

    @Test func nothingStaysWhereTheTestProcessIsKilledWhileAClusterIsMade() async throws {
        let result = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
            let folder = try TemporaryFolder()
            let line = "folder \(folder.path)\n"
            write(STDOUT_FILENO, line, line.utf8.count)
            // The server's account must get to what is in it.
            chmod(folder.path, 0o755)
            setenv("TMPDIR", folder.path, 1)
            let making = Task.detached { try PostgreSQLCluster() }
            // initdb is at work once this folder is there.
            try Deadline.wait(seconds: 30, for: "a cluster in the making") {
                try Files.names(in: folder.path).contains { name in
                    access("\(folder.path)/\(name)/disk/data/base", F_OK) == 0
                } ? () : nil
            }
            kill(getpid(), SIGKILL)
            _ = try await making.value
        }
        let output = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
        let line: Substring = try #require(output.split(separator: "\n").first { $0.hasPrefix("folder ") })
        let path = String(line.dropFirst("folder ".count))
        try Deadline.wait(seconds: 30, for: "the watchdog's work") {
            try Files.names(in: path).contains { access("\(path)/\($0)/disk", F_OK) == 0 } ? nil : ()
        }
        // What is left are folders that this process, too, would have removed at its end.
        try Command.output(of: ["rm", "-r", path])
    }
}

import Glibc
import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct ProcessTests {
    private func run(_ arguments: [String], dotEnv: String = "") throws -> (output: String, code: Int32) {
        let folder = try TemporaryFolder()
        let child = try ChildProcess(arguments, dotEnv: dotEnv, in: folder)
        return (try child.read(), child.wait())
    }

    @Test func versionAndHelpArePrinted() throws {
        let program = try BuildProducts.path(of: "telegram-backend")
        for word in ["version", "--version"] {
            let version = try Command.run([program, word])
            #expect(version.output.hasPrefix("telegram-backend ") && version.status == 0)
        }
        let help = try run(["help"])
        #expect(help.output.contains("Usage:") && help.code == 0)
        let command = try run(["help", "migrate"])
        #expect(command.output.hasPrefix("Usage: telegram-backend migrate [current|history]") && command.code == 0)
        #expect(try run(["migrate", "--help"]) == command)
    }

    @Test(arguments: [["sevre"], ["help", "sevre"], ["sevre", "--help"]])
    func unknownCommandExitsWithTwo(arguments: [String]) throws {
        let result = try run(arguments)
        let message = "unknown command \"sevre\"; did you mean serve? (see telegram-backend help)\n"
        #expect(result.output == "telegram-backend: \(message)")
        #expect(result.code == 2)
    }

    @Test func badConfigurationIsExplainedAndExitsWithOne() throws {
        for command in ["serve", "check", "migrate"] {
            let result = try run([command], dotEnv: "PORT=x\nSESSION_SECRET=hunter2\n")
            #expect(result.output.contains("PORT=\"x\": must be") && result.output.contains("SESSION_SECRET: must be"))
            #expect(!result.output.contains("hunter2"))
            #expect(result.code == 1)
        }
        let broken = try run(["serve"], dotEnv: "PORT=1\nhunter2 hunter3")
        #expect(broken.output.contains("test.env, line 2: ") && broken.code == 1)
    }

    @Test func checkAndServeWarnOfAFileThatOthersCanRead() throws {
        for (mode, isWarned) in [(mode_t(0o644), true), (0o600, false)] {
            let folder = try TemporaryFolder()
            let file = folder.path + "/test.env"
            close(open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
            try #require(chmod(file, mode) == 0)
            let dotEnv = "PORT=0\nDATABASE_URL=sqlite:\(folder.path)/test.sqlite\n"
            let check = try ChildProcess(["check"], dotEnv: dotEnv, in: folder)
            #expect(try check.read().contains("✗ env-file (warning): \(file) can be read or written by") == isWarned)
            #expect(check.wait() == 1)
            let server = try ChildProcess(["serve"], dotEnv: dotEnv, in: folder)
            let output = try server.read(until: "Serving on")
            #expect(output.contains("others than its owner can read or write it") == isWarned)
            server.signal(SIGTERM)
            #expect(server.wait() == 0)
        }
    }

    @Test func secretWithItsQuotesStopsTheStartWithoutBeingShown() throws {
        for command in ["serve", "check"] {
            let result = try run([command], dotEnv: #"SESSION_SECRET="'hunter2-0123456789-0123456789-0123456789'""#)
            #expect(result.output.contains("SESSION_SECRET: still has quotes around it"))
            #expect(!result.output.contains("hunter2"))
            #expect(result.code == 1)
        }
    }

    @Test func whatStopsTheStartIsSaidInWords() throws {
        let path = "/nowhere/at/all.sqlite"
        for command in ["serve", "migrate"] {
            let result = try run([command], dotEnv: "DATABASE_URL=sqlite://\(path)\n")
            #expect(result.output.contains("the directory of \(path) cannot be used: No such file or directory"))
            #expect(!result.output.contains("unavailable("))
            #expect(result.code == 1)
        }
    }

    @Test func migrateCheckIsSilentOnceMigrated() throws {
        let folder = try TemporaryFolder()
        let dotEnv = "DATABASE_URL=sqlite://\(folder.path)/test.sqlite\n"
        func run(_ arguments: [String]) throws -> (output: String, code: Int32) {
            let child = try ChildProcess(arguments, dotEnv: dotEnv, in: folder)
            return (try child.read(), child.wait())
        }
        let before = try run(["migrate", "--check"])
        #expect(before.output.hasPrefix("missing: 1 ") && before.code == 1)
        #expect(try run(["migrate"]).code == 0)
        let after = try run(["migrate", "--check"])
        #expect(after.output == "" && after.code == 0)
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func firstSignalDrainsAndExitsWithZero(number: CInt) throws {
        let folder = try TemporaryFolder()
        let dotEnv = "PORT=0\nDATABASE_URL=sqlite://\(folder.path)/test.sqlite\n"
        let child = try ChildProcess(["serve"], dotEnv: dotEnv, in: folder)
        _ = try child.read(until: "Serving on")
        child.signal(number)
        #expect(try child.read().contains("notice stopped"))
        #expect(child.wait() == 0)
    }

    @Test func aPortThatIsSharedIsWarnedOf() throws {
        let folder = try TemporaryFolder()
        func start(_ name: String, port: String) throws -> (child: ChildProcess, output: String) {
            let dotEnv = "PORT=\(port)\nDATABASE_URL=sqlite://\(folder.path)/\(name).sqlite\n"
            let child = try ChildProcess(["serve"], dotEnv: dotEnv, in: folder)
            return (child, try child.read(until: "(stop with"))
        }
        let warning = "another process listens on this port"
        let first = try start("first", port: "0")
        #expect(!first.output.contains(warning))
        let rest: Substring = try #require(first.output.split(separator: "Serving on http://127.0.0.1:").last)
        let port = String(rest.prefix { $0.isNumber })
        let second = try start("second", port: port)
        #expect(second.output.contains(warning))
        for child in [first.child, second.child] {
            child.signal(SIGTERM)
            #expect(child.wait() == 0)
        }
    }

    @Test func secondSignalEndsTheProcessAtOnce() throws {
        let folder = try TemporaryFolder()
        let dotEnv: String =
            "PORT=0\nHEADER_TIMEOUT=600\nDRAIN_DEADLINE=600\nDATABASE_URL=sqlite://\(folder.path)/a.sqlite\n"
        let child = try ChildProcess(["serve"], dotEnv: dotEnv, in: folder)
        let output = try child.read(until: "(stop with")
        let digits: Substring = try #require(output.split(separator: "Serving on http://127.0.0.1:").last)
        let port: UInt16 = try #require(UInt16(digits.prefix { $0.isNumber }))
        // Half a request keeps the server draining.
        let client = try connect(to: port)
        defer { close(client) }
        let half = "GET /live HTTP/1.1\r\nHost: a\r\n"
        try #require(send(client, half, half.utf8.count, Int32(MSG_NOSIGNAL)) == half.utf8.count)
        child.signal(SIGTERM)
        _ = try child.read(until: "draining")
        child.signal(SIGTERM)
        #expect(child.wait() == 128 + SIGTERM)
    }

    @Test func connectionsWaitInAHandedOverSocketWhileTheServerRestarts() throws {
        let folder = try TemporaryFolder()
        let dotEnv = "PORT=1\nDATABASE_URL=sqlite://\(folder.path)/test.sqlite\n"
        let (listener, port) = try listen()
        defer { close(listener) }
        for _ in 0..<2 {
            // Nobody serves yet, or any more; the connection is queued.
            let client = try connect(to: port)
            defer { close(client) }
            let request = "GET /live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            try #require(send(client, request, request.utf8.count, Int32(MSG_NOSIGNAL)) == request.utf8.count)
            let child = try ChildProcess(["serve"], dotEnv: dotEnv, listener: listener, in: folder)
            _ = try child.read(until: "Serving on")
            var answer: [UInt8] = Array(repeating: 0, count: 12)
            #expect(recv(client, &answer, answer.count, Int32(MSG_WAITALL)) == answer.count)
            #expect(String(decoding: answer, as: UTF8.self) == "HTTP/1.1 200")
            child.signal(SIGTERM)
            #expect(child.wait() == 0)
        }
    }

    /// A listening socket on a free port of the loopback address.
    private func listen() throws -> (CInt, UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        try #require(isBound && Glibc.listen(listener, 16) == 0)
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    private func connect(to port: UInt16) throws -> CInt {
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(result == 0)
        return client
    }
}

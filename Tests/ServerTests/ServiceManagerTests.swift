import Glibc
import Platform
import Synchronization
import TestSupport
import TestTraits
import Testing

@testable import Server

/// What a service manager hears, at a socket such as systemd's.
@Suite(.blocking) struct ServiceManagerTests {
    /// systemd's side.
    private final class Listener: Sendable {
        let path: String
        private let folder: TemporaryFolder
        private let descriptor: OwnedDescriptor

        init(abstractName: String? = nil) throws {
            folder = try TemporaryFolder()
            path = abstractName.map { "@\($0)" } ?? folder.path + "/notify"
            descriptor = OwnedDescriptor(socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0))
            let name = abstractName.map { [0] + Array($0.utf8) } ?? Array(path.utf8)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
            let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count + (abstractName == nil ? 1 : 0))
            let code = withUnsafeBytes(of: &address) { bytes in
                bind(descriptor.number, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), length)
            }
            try #require(code == 0)
        }

        /// The next message, waited for at most so long; nil where none comes.
        func next(seconds: Double = 30) -> String? {
            var entry = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, Int32(seconds * 1_000)) == 1 else { return nil }
            var bytes = [UInt8](repeating: 0, count: 512)
            let count = recv(descriptor.number, &bytes, bytes.count, 0)
            return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        }
    }

    @Test func itHearsThatTheServerIsReadyThatItLivesAndThatItStops() throws {
        let listener = try Listener()
        let changes = ["NOTIFY_SOCKET": listener.path, "WATCHDOG_USEC": "400000"]
        let server = try ServerProcess(ServerSettings.standard(with: changes))
        var heard: [String] = []
        while heard.count(where: { $0 == "WATCHDOG=1" }) < 3 { heard.append(try #require(listener.next())) }
        #expect(heard.count { $0 == "READY=1" } == 1)
        #expect(try HTTPConnection(port: server.port).exchange(HTTPMessage("GET", "/live")).status == 200)
        server.askToStop()
        while let message = listener.next(seconds: 5), message != "STOPPING=1" { #expect(message == "WATCHDOG=1") }
        #expect(try server.waitForEnd() == 0)
    }

    @Test func aServerWhoseLoopHangsIsNotSaidToLive() async throws {
        let listener = try Listener(abstractName: "telegram-backend-\(getpid())-\(Int64.random(in: 0...(.max)))")
        let environment = ["NOTIFY_SOCKET": listener.path, "WATCHDOG_USEC": "100000"]
        let manager = try #require(ServiceManager(environment: environment))
        let isHanging = HangingLoop()
        let found = manager.watchdog { if isHanging.value { await isHanging.wait() } }
        let worker = try #require(found)
        let task = Task(executorPreference: try BlockingExecutor()) { try await worker.run() }
        #expect(listener.next() == "WATCHDOG=1")
        #expect(listener.next() == "WATCHDOG=1")
        isHanging.begin()
        // What was under way may still come.
        while listener.next(seconds: 1) != nil {}
        isHanging.end()
        #expect(listener.next() == "WATCHDOG=1")
        task.cancel()
        try await task.value
    }

    @Test(
        arguments: [
            [:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "relative"], ["WATCHDOG_USEC": "1000"],
        ] as [[String: String]]
    )
    func nobodyIsToldWhereNobodyAsks(environment: [String: String]) {
        #expect(ServiceManager(environment: environment) == nil)
    }

    @Test(arguments: [("1", "7", nil), ("7", "7", 5), (nil, "7", 5)] as [(String?, String, Int64?)])
    func theWatchdogOfAnotherProcessIsNotOurs(of process: String?, own: String, patience: Int64?) throws {
        var environment = ["NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "5"]
        environment["WATCHDOG_PID"] = process
        let processID = try #require(Int32(own))
        let manager = try #require(ServiceManager(environment: environment, processID: processID))
        #expect(manager.patience == patience)
    }
}

/// A loop that does not get to work for a while.
private final class HangingLoop: Sendable {
    private let state = Mutex<(hangs: Bool, waiters: [CheckedContinuation<Void, Never>])>((false, []))

    var value: Bool { state.withLock { $0.hangs } }

    func begin() { state.withLock { $0.hangs = true } }

    func end() {
        let waiters = state.withLock { state in
            defer { state = (false, []) }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    func wait() async {
        await withCheckedContinuation { waiter in
            let hangs = state.withLock { state in
                if state.hangs { state.waiters.append(waiter) }
                return state.hangs
            }
            if !hangs { waiter.resume() }
        }
    }
}

import Glibc
import Logging
import Platform

/// `deploy pause` and `deploy resume`: requests wait at nginx's other end while the process that serves is out of the
/// way, and are passed on afterwards.
struct DeployPause: Sendable {
    /// The file that stands as long as the pause shall last.
    private static let mark: String = "paused"
    /// How long the requests that waited may take afterwards, and `resume` waits for them.
    private static let patience: Duration = .seconds(60)

    let folder: DeployFolder
    let slot: DeploySlot
    let address: SlotAddress
    let client: SlotClient

    init(_ folder: DeployFolder) throws(CommandFailure) {
        guard let slot = folder.active else { throw .refused("nothing was deployed to \(folder.path) yet") }
        (self.folder, self.slot) = (folder, slot)
        address = try folder.address(of: slot)
        client = try SlotClient()
    }

    /// Holds requests until `resume`, a signal, or the end of the time.
    func pause(_ seconds: Double, _ note: String) async throws(CommandFailure) {
        let lock = try DeployLock(folder, "\(note): requests wait")
        defer { withExtendedLifetime(lock) {} }
        let room: WaitingRoom
        do throws(SystemError) { room = try WaitingRoom() } catch { throw .system("a port to wait at", error.code) }
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        try folder.replace(Self.mark, with: note + "\n")
        var failure: CommandFailure?
        do throws(CommandFailure) {
            try await send(room.port)
            await client.waitUntilQuiet(address)
            Terminal.print("requests wait; telegram-backend deploy resume ends that, or \(Int(seconds)) s")
            while isWanted, clock.now < end, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(50)) }
        } catch {
            failure = error
        }
        // Whatever ended it, requests are served again.
        let ended = await Task { [failure] in await resume(room) ?? failure }.value
        if let ended { throw ended }
        Terminal.print("requests go to \(slot) again")
    }

    /// Lets those who wait go to the process, and nginx send the others there.
    private func resume(_ room: WaitingRoom) async -> CommandFailure? {
        unlink(path)
        let deadline = ContinuousClock.now + Self.patience
        while await !client.isReady(address), ContinuousClock.now < deadline - .seconds(30) {
            try? await Task.sleep(for: .milliseconds(50))
        }
        var failure: CommandFailure?
        do throws(CommandFailure) { try await send(address.port) } catch { failure = error }
        await room.relay(to: address.port, until: deadline)
        await client.close()
        return failure
    }

    /// Ends a pause, also one whose process was killed, and returns when nobody waits any more.
    func end(_ note: String) async throws(CommandFailure) {
        unlink(path)
        let deadline = ContinuousClock.now + Self.patience
        var lock: DeployLock?
        while lock == nil {
            do throws(CommandFailure) { lock = try DeployLock(folder, note) } catch {
                guard ContinuousClock.now < deadline else { throw error }
                try? await Task.sleep(for: .milliseconds(50))
            }
        }
        defer { withExtendedLifetime(lock) {} }
        try await send(address.port)
        await client.close()
        Terminal.print("requests go to \(slot)")
    }

    private var path: String { "\(folder.path)/\(Self.mark)" }

    private var isWanted: Bool { access(path, F_OK) == 0 }

    private func send(_ port: UInt16) async throws(CommandFailure) {
        try folder.setUpstream(.only(port))
        try await DeployPrograms(folder: folder, program: "", variables: [:]).run(.reload, slot)
    }
}

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

    private typealias Serving = (slot: DeploySlot, address: SlotAddress)

    let folder: DeployFolder
    let client: SlotClient

    init(_ folder: DeployFolder) throws(CommandFailure) {
        self.folder = folder
        client = try SlotClient()
    }

    /// Holds requests until `resume`, a signal, or the end of the time.
    func pause(_ seconds: Double, _ note: String) async throws(CommandFailure) {
        let lock = try DeployLock(folder, "\(note): requests wait")
        defer { withExtendedLifetime(lock) {} }
        let serving = try serving()
        let room: WaitingRoom
        do throws(SystemError) { room = try WaitingRoom() } catch { throw .system("a port to wait at", error.code) }
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        try folder.replace(Self.mark, with: note + "\n")
        var failure: CommandFailure?
        do throws(CommandFailure) {
            try await send(room.port, serving.slot)
            await client.waitUntilQuiet(serving.address)
            Terminal.print("requests wait; telegram-backend deploy resume ends that, or \(Int(seconds)) s")
            while isWanted, clock.now < end, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(50)) }
        } catch {
            failure = error
        }
        // Whatever ended it, requests are served again.
        let ended = await Task { [failure] in await resume(room, serving) ?? failure }.value
        if let ended { throw ended }
        Terminal.print("requests go to \(serving.slot) again")
    }

    /// Lets those who wait go to the process, and nginx send the others there.
    private func resume(_ room: WaitingRoom, _ serving: Serving) async -> CommandFailure? {
        unlink(path)
        let deadline = ContinuousClock.now + Self.patience
        while await !client.isReady(serving.address), ContinuousClock.now < deadline - .seconds(30) {
            try? await Task.sleep(for: .milliseconds(50))
        }
        var failure: CommandFailure?
        do throws(CommandFailure) { try await send(serving.address.port, serving.slot) } catch { failure = error }
        await room.relay(to: serving.address.port, until: deadline)
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
        let serving = try serving()
        try await send(serving.address.port, serving.slot)
        await client.close()
        Terminal.print("requests go to \(serving.slot)")
    }

    private var path: String { "\(folder.path)/\(Self.mark)" }

    private var isWanted: Bool { access(path, F_OK) == 0 }

    /// Who serves; asked by who has the lock, as a deployment changes it.
    private func serving() throws(CommandFailure) -> Serving {
        guard let slot = try folder.active else { throw .refused("nothing was deployed to \(folder.path) yet") }
        return (slot, try folder.address(of: slot))
    }

    private func send(_ port: UInt16, _ slot: DeploySlot) async throws(CommandFailure) {
        try folder.setUpstream(.only(port))
        try await DeployPrograms(folder: folder, program: "", variables: [:]).run(.reload, slot)
    }
}

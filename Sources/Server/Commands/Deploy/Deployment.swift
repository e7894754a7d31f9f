import Platform

/// One deployment: the new version is started beside the old one, gets more and more of the requests, and either has
/// all of them in the end, or is taken back.
struct Deployment: Sendable {
    let options: DeployOptions
    let folder: DeployFolder
    let programs: DeployPrograms
    let client: SlotClient
    let new: DeploySlot
    let newAddress: SlotAddress
    /// nil before the first deployment: there is nobody to compare with, or to go back to.
    let old: (slot: DeploySlot, address: SlotAddress)?
    /// What nginx read before, which it goes back to where there is no old slot.
    let formerUpstream: [UInt8]?
    var record: DeployRecord

    /// Large databases take hours; one that hangs shall not have the lock for ever.
    private static let backupLimit: Duration = .seconds(86_400)

    /// Does it, and notes what became of it.
    ///
    /// - Returns: why it did not succeed.
    mutating func run() async -> CommandFailure? {
        var failure: CommandFailure?
        do throws(CommandFailure) {
            try await prepare()
            failure = await replace()
        } catch {
            failure = note(error)
        }
        record.ended = SystemClock.microseconds()
        let rest = await Task { [self] in await leave() }.value
        return failure ?? rest
    }

    /// What can be refused before anything of the new version runs.
    private mutating func prepare() async throws(CommandFailure) {
        try programs.requireHooks()
        try await tidy()
        say("checking \(record.version)")
        // Those that are missing are applied below.
        try await programs.command(["check", "--deploy", "--silence", "migrations"], options.envFile)
        try await programs.run(.before, new)
        if options.makesBackup {
            say("making a backup")
            let target = if let target = options.backupFolder { target } else { try folder.makeFolder("backups") }
            try await programs.command(["backup", "--to", target], options.envFile, within: Self.backupLimit)
        }
        let limit = Duration.seconds(options.migrateDeadline)
        let applied = try await programs.command(["migrate"], options.envFile, within: limit).split(separator: "\n")
        record.migrations = applied.count
        for line in applied { say(String(line)) }
    }

    /// Takes back what a deployment that was killed has left behind.
    private func tidy() async throws(CommandFailure) {
        if let old {
            // Where it died meanwhile, what a deployment that was killed had started may be all that serves.
            if await !client.isReadySoon(old.address), await client.isReady(newAddress) {
                throw .refused(
                    "\(old.slot), which serves by \(folder.path)/active, does not say it is ready, and \(new) does: start "
                        + "\(old.slot), or write \(new) into that file where \(new) shall be what serves"
                )
            }
            if try folder.setUpstream(.only(old.address.port)) {
                say("an earlier deployment was interrupted: all requests go to \(old.slot)")
            }
            // The file may say so and nginx not have read it.
            try await programs.run(.reload, new)
        }
        try await programs.run(.stop, new)
    }

    /// Starts the new version and lets it take over; or takes it back.
    private mutating func replace() async -> CommandFailure? {
        do throws(CommandFailure) {
            try await start()
            try await shift()
            try folder.setActive(new)
        } catch {
            let failure = note(error)
            record = await Task { [self] in await rollBack() }.value
            return failure
        }
        record.result = .succeeded
        return await Task { [self] in await drainOld() }.value
    }

    private func start() async throws(CommandFailure) {
        say("starting \(record.version) in \(new)")
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(options.startDeadline)
        try folder.link(record.program, to: new)
        try await programs.run(.start, new, within: .seconds(options.startDeadline))
        while await !client.isReady(newAddress) {
            try checkCancelled()
            guard clock.now < deadline else {
                throw .refused("it was not ready within \(Int(options.startDeadline)) s of its start")
            }
            try? await Task.sleep(for: .milliseconds(100))
        }
        say("it is ready")
    }

    /// The old version serves nobody any more: it drains and ends.
    private func drainOld() async -> CommandFailure? {
        guard let old else { return nil }
        await client.waitUntilQuiet(old.address)
        do throws(CommandFailure) {
            try await programs.run(.stop, old.slot)
            say("\(record.version) serves in \(new); \(old.slot) has ended")
            return nil
        } catch {
            return .refused(["\(record.version) serves, but the old process was not stopped:"] + error.lines)
        }
    }

    /// Writes the history, and calls the last hook, whatever became of the history.
    ///
    /// - Returns: the first failure.
    private func leave() async -> CommandFailure? {
        var failure: CommandFailure?
        do throws(CommandFailure) { try DeployHistory(folder: folder).add(record) } catch { failure = error }
        do throws(CommandFailure) {
            try await programs.run(.after, new, ["RESULT": record.result.rawValue])
        } catch {
            failure = failure ?? error
        }
        return failure
    }

    /// Keeps why it did not succeed.
    private mutating func note(_ failure: CommandFailure) -> CommandFailure {
        let failure = Task.isCancelled ? .refused("stopped by a signal") : failure
        record.reason = failure.lines.joined(separator: "\n")
        return failure
    }

    func checkCancelled() throws(CommandFailure) {
        if Task.isCancelled { throw .refused("stopped by a signal") }
    }

    /// Has nginx send requests as it says.
    func send(_ upstream: Upstream) async throws(CommandFailure) {
        try folder.setUpstream(upstream)
        try await programs.run(.reload, new)
    }

    func say(_ text: String) { Terminal.print("\(record.version): \(text)") }
}

extension CommandFailure {
    /// The lines of it.
    var lines: [String] {
        switch self {
        case .notUnderstood(let line): [line]
        case .refused(let lines): lines
        }
    }
}

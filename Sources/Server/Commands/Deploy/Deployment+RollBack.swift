import Platform

extension Deployment {
    /// Gives the old version all requests again, keeps what tells of the new one's fault, and ends it.
    ///
    /// - Returns: the record with what became of it.
    func rollBack() async -> DeployRecord {
        var record = record
        let noticed = SystemClock.microseconds()
        for line in (record.reason ?? "").split(separator: "\n") { say(String(line)) }
        do throws(CommandFailure) {
            try await sendBack()
        } catch {
            // Requests may still come to it: it is not stopped.
            record.result = .stuck
            record.reason = ([record.reason ?? ""] + error.lines).joined(separator: "\n")
            let former = old.map { "\($0.slot)" } ?? "what it read before"
            say("nginx does not go back to \(former): \(error.lines.joined(separator: "; "))")
            return record
        }
        if let old {
            record.recovery = Double(SystemClock.microseconds() - noticed) / 1e6
            record.result = .rolledBack
            say("all requests go to \(old.slot) again")
        }
        record.kept = try? await keep()
        await client.waitUntilQuiet(newAddress)
        do throws(CommandFailure) {
            try await programs.run(.stop, new)
        } catch {
            say("its process was not stopped: \(error.lines.joined(separator: "; "))")
        }
        if let kept = record.kept { say("what is known of it is kept in \(kept)") }
        if record.migrations > 0 {
            say(
                "its migrations stay. The old process goes on with them, but would not start anew: deploy a version "
                    + "that has them, or restore the backup that was made before"
            )
        }
        return record
    }

    /// Has nginx send requests where they went before; throws where nobody takes them there.
    private func sendBack() async throws(CommandFailure) {
        guard let old else {
            guard let formerUpstream, try folder.setUpstream(formerUpstream) else { return }
            return try await programs.run(.reload, new)
        }
        guard await client.isReadySoon(old.address) else {
            throw .refused("\(old.slot) does not say it is ready; \(new) goes on with what it has")
        }
        try await send(.only(old.address.port))
    }

    /// The log, the answer about its health and the metrics of the process, in a folder of their own.
    private func keep() async throws(CommandFailure) -> String {
        let version = String(record.version.map { $0.isLetter || $0.isNumber || "._-".contains($0) ? $0 : "_" })
        let name = "failed/\(TimeStamp.now())-\(version)"
        let kept = try folder.makeFolder(name)
        try folder.replace("\(name)/reason.txt", with: (record.reason ?? "") + "\n")
        try folder.replace("\(name)/health.txt", with: await client.record(newAddress.base + "/ready"))
        let metrics = "http://\(newAddress.metrics.text)/metrics"
        try folder.replace("\(name)/metrics.txt", with: await client.record(metrics))
        try await programs.run(.log, new, output: "\(name)/log.txt")
        return kept
    }
}

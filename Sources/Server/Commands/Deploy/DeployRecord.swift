import ContractRuntime
import Logging
import Platform

/// A deployment that is over: a line of the history.
struct DeployRecord: Sendable {
    enum Result: String, CaseIterable, Sendable {
        case succeeded
        /// The new version had been started, and the old one serves as before.
        case rolledBack = "rolled_back"
        /// Before the new version was started.
        case failed
        /// Taking it back did not work: somebody has to look.
        case stuck
    }

    let who: String
    let version: String
    let program: String
    let slot: DeploySlot
    /// Microseconds since 1970-01-01T00:00:00Z.
    let started: Int64
    var ended: Int64 = 0
    var result: Result = .failed
    /// The share of requests that the new version had at the end, in per cent.
    var percent: Int = 0
    /// How many migrations were applied; they stay, whatever the result.
    var migrations: Int = 0
    /// Why it did not succeed.
    var reason: String?
    /// Seconds from when that was noticed until the old version had all requests again.
    var recovery: Double?
    /// The folder with what is kept of the version that failed.
    var kept: String?

    init(who: String, version: String, program: String, slot: DeploySlot) {
        (self.who, self.version, self.program, self.slot) = (who, version, program, slot)
        started = SystemClock.microseconds()
    }

    var seconds: Double { Double(ended - started) / 1e6 }

    /// One line of JSON.
    var json: String {
        var json = JSONWriter()
        json.raw(#"{"started":"#)
        json.write(RFC3339.string(microseconds: started))
        json.raw(#","ended":"#)
        json.write(RFC3339.string(microseconds: ended))
        json.raw(#","seconds":"#)
        json.write(seconds)
        json.raw(#","who":"#)
        json.write(who)
        json.raw(#","version":"#)
        json.write(version)
        json.raw(#","program":"#)
        json.write(program)
        json.raw(#","slot":"#)
        json.write(slot.rawValue)
        json.raw(#","result":"#)
        json.write(result.rawValue)
        json.raw(#","percent":"#)
        json.write(Int64(percent))
        json.raw(#","migrations":"#)
        json.write(Int64(migrations))
        if let reason {
            json.raw(#","reason":"#)
            json.write(reason)
        }
        if let recovery {
            json.raw(#","recovery_seconds":"#)
            json.write(recovery)
        }
        if let kept {
            json.raw(#","kept":"#)
            json.write(kept)
        }
        json.raw("}\n")
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

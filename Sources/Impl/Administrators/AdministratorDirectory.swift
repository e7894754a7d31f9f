import Domain
import Logging
import Storage
import Synchronization

/// Who administers, in memory: asked with each request, without the database.
///
/// A change by this process counts at once, one by another process after `interval` and the time of a read. While the
/// database is away, what was read last counts.
package final class AdministratorDirectory: Sendable {
    private struct State {
        var ranks: [Int64: Administrator.Rank] = [:]
        var hasSuperadmin: Bool = false
        /// Counts the reads that have begun, and names the one whose answer counts: an older one does not undo it.
        var begun: UInt64 = 0
        var read: UInt64 = 0

        mutating func set(_ ranks: [Int64: Administrator.Rank]) {
            self.ranks = ranks
            hasSuperadmin = ranks.values.contains(.superadmin)
        }
    }

    /// How often the table is read.
    static let interval: Duration = .seconds(1)

    private let state: Mutex<State> = Mutex(State())

    /// - Parameter ranks: known from the beginning.
    package init(_ ranks: [Int64: Administrator.Rank] = [:]) { state.withLock { $0.set(ranks) } }

    package func isAdmin(_ telegramID: Int64) -> Bool {
        state.withLock { $0.ranks[telegramID] != nil }
    }

    /// Where there is no superadministrator, administrators have their rights.
    package func isSuperadmin(_ telegramID: Int64) -> Bool {
        state.withLock { state in
            guard let rank = state.ranks[telegramID] else { return false }
            return rank == .superadmin || !state.hasSuperadmin
        }
    }

    /// Reads the table; what was committed before the call counts when it returns.
    package func refresh(_ administrators: Administrators) async throws(StorageError) {
        let number = state.withLock { state in
            state.begun += 1
            return state.begun
        }
        let active = try await administrators.list().filter(\.isActive)
        let ranks = Dictionary(active.map { ($0.telegramID, $0.rank) }) { _, last in last }
        state.withLock { state in
            guard number > state.read else { return }
            state.read = number
            state.set(ranks)
        }
    }

    /// Reads the table again and again until its task is cancelled.
    package func run(_ administrators: Administrators, logger: Logger) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: AdministratorDirectory.interval)
            guard !Task.isCancelled else { return }
            do throws(StorageError) {
                try await refresh(administrators)
            } catch {
                logger.warning("administrators are not read", [.errorDetail: .string(String(describing: error))])
            }
        }
    }
}

extension AccessSettings {
    /// The ranks that the settings give; who stands in both is a superadministrator.
    package var administratorRanks: [Int64: Administrator.Rank] {
        var ranks: [Int64: Administrator.Rank] = [:]
        for id in admins { ranks[id] = .admin }
        for id in superadmins { ranks[id] = .superadmin }
        return ranks
    }
}

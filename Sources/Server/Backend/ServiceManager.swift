import Glibc
import Platform

/// The service manager that started this process and wants to hear how it is: systemd with `Type=notify`, and
/// `WatchdogSec` (`sd_notify(3)`, `sd_watchdog_enabled(3)`).
struct ServiceManager: Sendable {
    /// What it is told.
    enum State: String {
        /// Requests are served.
        case ready = "READY=1"
        /// It drains, and ends.
        case stopping = "STOPPING=1"
        /// It lives.
        case alive = "WATCHDOG=1"
    }

    /// The address of its socket; a leading "@" is one without a file (`unix(7)`, abstract).
    private let path: String
    /// It ends a process that says nothing for so long: microseconds; nil where it does not.
    let patience: Int64?

    /// nil where nobody asks.
    init?(environment: [String: String], processID: Int32 = getpid()) {
        guard let path = environment["NOTIFY_SOCKET"], path.hasPrefix("/") || path.hasPrefix("@") else { return nil }
        self.path = path
        let isMeant = environment["WATCHDOG_PID"].map { Int32($0) == processID } ?? true
        patience = isMeant ? environment["WATCHDOG_USEC"].flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil } : nil
    }

    /// Tells it; where it does not listen any more, nobody else has to know.
    func tell(_ state: State) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = path.hasPrefix("@") ? [0] + Array(path.utf8.dropFirst()) : Array(path.utf8)
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let number = socket(AF_UNIX, type, 0)
        guard number >= 0 else { return }
        let descriptor = OwnedDescriptor(number)
        // A file's name ends with a zero; one without a file is as long as it is.
        let length = MemoryLayout<sa_family_t>.size + name.count + (name.first == 0 ? 0 : 1)
        let text = Array(state.rawValue.utf8)
        withUnsafeBytes(of: &address) { bytes in
            _ = sendto(
                descriptor.number,
                text,
                text.count,
                Int32(MSG_NOSIGNAL),
                bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                socklen_t(length)
            )
        }
    }

    /// Says that the process lives, twice as often as it must, as long as each of its loops gets to work; nil where
    /// nobody watches.
    ///
    /// - Parameter pulse: returns when each loop has done something for it.
    func watchdog(_ pulse: @escaping @Sendable () async -> Void) -> Worker? {
        guard let patience else { return nil }
        return Worker("watchdog") {
            while !Task.isCancelled {
                await pulse()
                tell(.alive)
                try? await Task.sleep(for: .microseconds(patience / 2))
            }
        }
    }
}

/// Listening sockets that a service manager hands over (`sd_listen_fds(3)`).
package struct InheritedSockets {
    /// The first descriptor that is handed over.
    private static let first: Int32 = 3

    /// The descriptors named by `LISTEN_FDS`, where `LISTEN_PID` is this process; none otherwise.
    package static func descriptors(listenPID: String?, listenFDs: String?, processID: Int32) -> [Int32] {
        guard let listenPID, Int32(listenPID) == processID, let listenFDs, let count: Int32 = Int32(listenFDs),
            count > 0, count <= 64
        else { return [] }
        return (0..<count).map { first + $0 }
    }
}

import Synchronization

/// The certificate that a server shows, which can be replaced while it runs.
package final class TLSCredentials: Sendable {
    private struct State {
        var identity: TLSIdentity
        var context: TLSContext
    }

    private let files: TLSFiles
    private let tickets: TicketKeys
    private let state: Mutex<State>

    /// Reads the files; throws where they cannot be used.
    package init(_ files: TLSFiles, tickets: TicketKeys = TicketKeys()) throws(TLSError) {
        self.files = files
        self.tickets = tickets
        let identity = try TLSIdentity(files)
        state = Mutex(State(identity: identity, context: try TLSContext(identity, tickets: tickets)))
    }

    /// The certificate that new connections get.
    package var identity: TLSIdentity { state.withLock { $0.identity } }

    /// Reads the files again; where they cannot be used, all stays as it is. Connections that are open keep theirs.
    ///
    /// - Returns: the certificate that new connections get from here on.
    @discardableResult
    package func reload() throws(TLSError) -> TLSIdentity {
        let identity = try TLSIdentity(files)
        let context = try TLSContext(identity, tickets: tickets)
        state.withLock { $0 = State(identity: identity, context: context) }
        return identity
    }

    /// The server's side of a connection; nil where memory is short. The descriptor stays the caller's.
    package func stream(on descriptor: Int32) -> TLSStream? {
        TLSStream(descriptor: descriptor, context: state.withLock { $0.context })
    }
}

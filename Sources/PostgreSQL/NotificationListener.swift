internal import CPostgreSQL
import Glibc
import Platform
import Synchronization

/// Hears what other sessions of a database notify (`LISTEN`), on a session and a thread of its own.
///
/// Behind a pooler nothing is heard, since it lends sessions for a transaction only: that is said, and not tried again.
package final class NotificationListener: Sendable {
    /// What is to be told.
    package enum Event: Sendable, Equatable {
        /// From here on all is heard.
        case listening
        /// Something may have been missed, and may be until the next `listening`.
        case deaf
        /// Nothing will be heard.
        case pooled
        case heard(payload: String)
    }

    /// How long the server may say nothing before it is asked whether it is there, and how long it may take to answer:
    /// milliseconds. A machine that went away says nothing either.
    private static let silence: Int32 = 10_000
    private static let patience: Int = 2_000

    private let target: ConnectionString
    private let channel: String
    private let event: @Sendable (Event) -> Void
    private let thread: Mutex<StoppableThread?> = Mutex(nil)

    /// - Parameters:
    ///   - channel: a name of the program's own: it becomes a part of a statement.
    ///   - event: called from the listener's thread.
    package init(_ target: ConnectionString, channel: String, event: @escaping @Sendable (Event) -> Void) {
        self.target = target
        self.channel = channel
        self.event = event
    }

    /// Begins to listen, when there is a server; called once.
    package func start() throws(SystemError) {
        let thread = try StoppableThread(name: "pg-listen") { [target, channel, event] end in
            NotificationListener.listen(to: channel, of: target, until: end, event)
        }
        self.thread.withLock { $0 = thread }
    }

    /// Returns when nothing is heard any more; an attempt to connect ends first.
    package func stop() async {
        await thread.withLock { $0.take() }?.stop()
    }

    private static func listen(
        to channel: String,
        of target: ConnectionString,
        until end: Int32,
        _ event: (Event) -> Void
    ) {
        var backoff = Backoff()
        while true {
            do throws(DatabaseFailure) {
                let session = try Session(target, applicationName: "telegram-backend listener")
                guard !session.isPooled else { return event(.pooled) }
                _ = try session.rows("LISTEN \(channel)", within: patience)
                event(.listening)
                while try session.hear(until: end, atMost: silence, { event(.heard(payload: $0)) }) {
                    _ = try session.rows("SELECT 1", within: patience)
                    // One that breaks at once each time is not tried at once each time.
                    backoff.reset()
                }
                return
            } catch { event(.deaf) }
            var entry = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
            if poll(&entry, 1, Int32(backoff.next())) > 0 { return }
        }
    }
}

extension Session {
    /// Tells of notifications as they come; returns true when none came for some milliseconds, and false when `end`
    /// becomes readable.
    ///
    /// - Throws: where the connection breaks.
    fileprivate func hear(
        until end: Int32,
        atMost silence: Int32,
        _ tell: (String) -> Void
    ) throws(DatabaseFailure) -> Bool {
        while true {
            while let notification = PQnotifies(connection) {
                tell(String(cString: notification.pointee.extra))
                PQfreemem(notification)
            }
            var entries = [
                pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0),
                pollfd(fd: end, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&entries, 2, silence)
            if entries[1].revents != 0 { return false }
            if ready == 0 { return true }
            guard PQconsumeInput(connection) == 1, PQstatus(connection) == CONNECTION_OK else { throw breakage }
        }
    }
}

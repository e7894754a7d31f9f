import Glibc
import Platform
import Synchronization

/// Lets other processes of the same owner use the SQLite file that this one has: one statement or transaction each
/// time, over a socket beside the file. So commands work beside a running server.
package final class CommandSocket: Sendable {
    /// How long who asks may say nothing: milliseconds.
    private static let patience: Int32 = 5_000

    private let database: SQLiteDatabase
    private let address: CommandSocketAddress
    private let thread: Mutex<StoppableThread?> = Mutex(nil)

    init(_ database: SQLiteDatabase) {
        self.database = database
        address = database.socket
    }

    /// Listens from here on; called once.
    ///
    /// - Throws: `unavailable` where the file system has no sockets, or no room.
    package func start() throws(StorageError) {
        do throws(SystemError) {
            let listener = try address.listen()
            let thread = try StoppableThread(name: "command-socket") { [database] end in
                CommandSocket.serve(listener.number, until: end, database)
                listener.close()
            }
            self.thread.withLock { $0 = thread }
        } catch {
            unlink(address.path)
            throw .unavailable("\(address.path): \(error.text)")
        }
    }

    /// Listens no more; what is asked is answered.
    package func stop() async {
        guard let thread = thread.withLock({ $0.take() }) else { return }
        unlink(address.path)
        await thread.stop()
    }

    /// Answers one after another until `end` becomes readable.
    private static func serve(_ listener: Int32, until end: Int32, _ database: SQLiteDatabase) {
        while true {
            var entries = [
                pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
                pollfd(fd: end, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&entries, 2, -1) > 0 else { continue }
            if entries[1].revents != 0 { return }
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else {
                // No room for one more descriptor: some will be closed.
                usleep(20_000)
                continue
            }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            let connection = ServedConnection(OwnedDescriptor(descriptor), end: end, milliseconds: patience)
            defer { connection.close() }
            // Who goes away, or says nothing, is told nothing.
            guard let request = try? connection.receive() else { continue }
            let answers = JobQueue<[UInt8]>(capacity: 1)
            Task { _ = answers.append(ServedAnswer.encoded(await answer(request, database))) }
            guard let answer = answers.next(atMost: 1)?.first else { continue }
            try? connection.send(answer)
        }
    }

    private static func answer(
        _ bytes: [UInt8],
        _ database: SQLiteDatabase
    ) async -> Result<ServedAnswer, StorageError> {
        do throws(StorageError) {
            let request = try ServedRequest(decoding: bytes)
            switch request.kind {
            case .read:
                guard let step = request.steps.first else { throw MessageReader.fault }
                let rows = try await database.read(SQL(step.sql), into: [ServedRow]()) { $0.append($1.served) }
                return .success(ServedAnswer(rows: [rows]))
            case .transact:
                var transaction = Transaction()
                var slots: [Slot<ServedRow>?] = []
                for step in request.steps {
                    if step.isRequired { transaction.require(SQL(step.sql)) }
                    slots.append(step.isRequired ? nil : transaction.add(SQL(step.sql)) { $0.served })
                }
                let unmet = try await database.transact(transaction)
                return .success(ServedAnswer(unmet: unmet?.index, rows: slots.map { $0?.rows ?? [] }))
            }
        } catch {
            return .failure(error)
        }
    }
}

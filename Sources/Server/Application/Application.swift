internal import ContractRuntime
package import HTTPServer
package import HTTPTypes
internal import Impl
package import Logging
package import Storage
internal import Telegram

/// A ready application: everything is opened, nothing is served yet.
package struct Application: Sendable {
    package let responder: any HTTPResponder
    package let server: HTTPServer
    package let store: any Store
    package let logger: Logger
    let botAPI: BotAPI?
    let state: ServiceState
    /// How long `stop` waits for what is in flight.
    let drainTimeout: Duration

    /// Starts serving; returns the port that was bound.
    package func start() throws -> UInt16 {
        try server.start(prepare: { store.attach(to: $0) }).first ?? 0
    }

    /// Stops accepting, answers what is in flight, makes what was acknowledged durable, lets go of everything.
    package func stop() async {
        state.startDraining()
        // Who waits for Telegram when time is nearly over is told so, instead of being cut off.
        let lead: Duration = min(.milliseconds(200), drainTimeout / 2)
        let breakOff: Task<Void, any Error> = Task {
            try await Task.sleep(for: drainTimeout - lead)
            await botAPI?.close()
        }
        await server.drain(within: drainTimeout)
        breakOff.cancel()
        await botAPI?.close()
        await store.close()
    }
}

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

    /// Starts serving; returns the port that was bound.
    package func start() throws -> UInt16 {
        try server.start(prepare: { store.attach(to: $0) }).first ?? 0
    }

    /// Stops accepting, answers what is in flight, makes what was acknowledged durable, lets go of everything.
    package func stop() async {
        state.startDraining()
        await server.drain()
        await store.close()
        await botAPI?.close()
        logger.flush()
    }
}

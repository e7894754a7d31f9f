import Impl
import Logging
import Storage

extension Membership {
    /// That of a process that is alone with its database.
    static func alone(
        with store: Store,
        executor: any TaskExecutor = globalConcurrentExecutor,
        logger: Logger,
        listeners: [Impl.Signal] = []
    ) -> Membership {
        Membership(
            id: 1,
            store: store,
            wantsPoller: false,
            executor: executor,
            logger: logger,
            listeners: listeners
        )
    }
}

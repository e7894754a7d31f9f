import Domain
import Impl
import Logging
import Platform
import Storage
import Telegram

/// What wakes the bot's workers, here and in other processes.
struct BotSignals: Sendable {
    let inbox = Signal()
    let outbox = Signal()
    let poller = Signal()
    let broadcasts = Signal()
    let desk: BroadcastDesk
    let alerts = Alerts()
    let metrics = BotMetrics()
    let backlog = BacklogWatch()
    let webhook = WebhookWatch()
    let membership: Membership
    let peers: Peers

    /// - Parameter source: how updates come in to this process.
    init(store: Store, source: UpdateSource, executor: any TaskExecutor, logger: Logger) {
        desk = BroadcastDesk(sender: outbox, worker: broadcasts)
        membership = Membership(
            id: .random(in: 1...(.max)),
            store: store,
            wantsPoller: source == .polling,
            executor: executor,
            logger: logger,
            listeners: [inbox, outbox, poller, broadcasts]
        )
        peers = Peers(
            store: store,
            membership: membership,
            inbox: inbox,
            outbox: outbox,
            hasWork: source != .off,
            executor: executor,
            logger: logger
        )
    }
}

/// The workers of a bot: all processes with its token share their work.
func botWorkers(
    _ configuration: Configuration,
    _ service: Service,
    _ botAPI: BotAPI,
    _ invitation: Invitation,
    _ signals: BotSignals,
    _ gauge: InboxGauge,
    _ limits: MessageLimits,
    _ executor: any TaskExecutor,
    _ tracer: Tracer,
    _ logger: Logger
) -> [Worker] {
    let store = service.store
    var workers = [Worker("bot-api", start: botAPI.start, stop: botAPI.close)]
    let alertWorker = AlertWorker(
        alerts: signals.alerts,
        sender: AlertSender(outbox: configuration.updateSource == .off ? nil : store.outbox, botAPI: botAPI) {
            configuration.access.alerted
        },
        store: store,
        queued: signals.peers.noteMessages,
        logger: logger
    )
    workers.append(Worker("alerts", run: alertWorker.run))
    guard configuration.updateSource != .off else { return workers }
    let membership = signals.membership
    let bot = Bot(
        store: store,
        approval: service.approval,
        statistics: service.statistics,
        administrators: service.authenticator.administrators,
        botAPI: botAPI,
        username: { try? await invitation.username() },
        appURL: configuration.appURL,
        broadcasting: service.broadcasting,
        limits: limits,
        logger: logger
    )
    let inbox = InboxWorker(
        store: store,
        membership: membership,
        peers: signals.peers,
        signal: signals.inbox,
        tracer: tracer,
        executor: executor,
        alerts: signals.alerts,
        metrics: signals.metrics,
        logger: logger
    ) { try await bot.handle($0) }
    let outbox = OutboxWorker(
        store: store,
        botAPI: botAPI,
        membership: membership,
        peers: signals.peers,
        signal: signals.outbox,
        pacing: configuration.pacing,
        desk: signals.desk,
        executor: executor,
        alerts: signals.alerts,
        metrics: signals.metrics,
        logger: logger
    )
    if store.isShared { workers.append(Worker("membership", run: membership.run)) }
    let broadcasts = BroadcastWorker(
        store: store,
        desk: signals.desk,
        membership: membership,
        signal: signals.broadcasts,
        queued: signals.outbox,
        executor: executor,
        alerts: signals.alerts,
        logger: logger
    )
    // It ends after the outbox, whose last results it records.
    workers.append(Worker("broadcasts", run: broadcasts.run))
    workers += [Worker("outbox", run: outbox.run), Worker("inbox", run: inbox.run)]
    let notifier = ApplicationNotifier(store: store, membership: membership, queued: signals.outbox, logger: logger)
    workers.append(Worker("application-notices", run: notifier.run))
    workers.append(Worker("inbox-gauge") { await gauge.run(store, logger: logger) })
    if configuration.metricsAddress != nil {
        workers.append(Worker("backlog-watch") { await signals.backlog.run(store, logger: logger) })
        if configuration.updateSource == .webhook {
            workers.append(Worker("webhook-watch") { await signals.webhook.run(botAPI, logger: logger) })
        }
    }
    if configuration.updateSource == .polling {
        let poller = UpdatePoller(
            store: store,
            botAPI: botAPI,
            membership: membership,
            signal: signals.poller,
            recorded: signals.peers.noteUpdate,
            logger: logger
        )
        workers.append(Worker("poller", run: poller.run))
    }
    return workers
}

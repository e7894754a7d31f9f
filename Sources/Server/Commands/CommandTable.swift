import Platform

extension Subcommand {
    /// All commands, in the order in which `help` lists them; without a word on the command line the first is meant.
    package static let all: [Subcommand] = [
        Subcommand(
            "serve",
            options: [.envFile],
            "Serve until SIGTERM; what is done without a command",
            details: """
                The first SIGTERM or SIGINT makes it stop accepting, answer what is under way and end, within
                DRAIN_DEADLINE; the second ends it at once. Missing migrations are applied at start.
                """,
            run: ServeCommand.run
        ),
        Subcommand(
            "check",
            options: [.deploy, .online, .failLevel, .silence, .json, .envFile],
            "Say whether this deployment is ready, a line a check with what to do; 1 where it is not",
            details: """
                Looks at the settings, the machine and the database, and changes nothing. In production and staging it asks
                what a deployment needs, elsewhere with --deploy. serve refuses there what is an error here, but applies
                missing migrations. docs/checks.md says what each check means.
                """,
            run: CheckCommand.run
        ),
        Subcommand(
            "migrate",
            operands: [.optional("current|history")],
            options: [.check, .backup, .to, .keep, .envFile],
            "Apply the migrations that are missing, or say which there are",
            details: """
                current   the newest one that the database has, and when it was applied
                history   all of them, oldest first

                There is no way down: a step is never taken back. To return to an older program restore the backup that was
                made before: --backup makes one as telegram-backend backup does, where something is missing, and
                migrates only when it is whole.
                """,
            run: MigrateCommand.run
        ),
        Subcommand(
            "backup",
            options: [.to, .keep, .list, .envFile],
            "Copy the database of DATABASE_URL while the server goes on, and print the new file's place",
            details: """
                The copy is one moment's state. It is checked from beginning to end and forced to disk before it gets its
                name, NAME-YYYYMMDDTHHMMSSZ.dump (for pg_restore) or .sqlite, and its SHA-256 a line in SHA256SUMS. Only
                then older backups of that NAME that stand in SHA256SUMS are removed; other files are left alone.

                To a bucket it goes in parts, each signed with its SHA-256; that of the whole is kept with it. It is made
                in TMPDIR (/tmp) first, which must have room for it. S3_… settings say how the server is reached.
                """,
            run: BackupCommand.run
        ),
        Subcommand(
            "restore",
            operands: [.optional("FILE")],
            options: [.force, .drill, .to, .envFile],
            "Bring a backup back into the database of DATABASE_URL; the server must not be running",
            details: """
                FILE is a path, or s3://bucket/prefix/NAME. It is checked first, also by SHA256SUMS where that stands
                beside it. Then all of it is restored or nothing. What is there already is refused, and replaced only with
                --force: on PostgreSQL in the same transaction; on SQLite it is kept as
                FILE.before-restore-YYYYMMDDTHHMMSSZ. Owners and grants are not restored: everything belongs to the user of
                DATABASE_URL.

                --drill restores FILE, or the newest backup, into a database of its own, compares the number of rows of
                each table with those in the file, asks which migrations it has, and drops it. The server goes on. On
                PostgreSQL the user of DATABASE_URL needs CREATEDB.
                """,
            run: RestoreCommand.run
        ),
        Subcommand(
            "deploy",
            operands: [.required("run|pause|resume|history"), .optional("PROGRAM")],
            options: [
                .deployFolder, .steps, .window, .minRequests, .maxErrorRate, .maxResponseTime, .maxSlowdown,
                .startDeadline, .migrateDeadline, .noBackup,
                .pauseFor, .limit, .envFile,
            ],
            "Replace the program that serves behind nginx without losing a request; PostgreSQL only",
            details: """
                run PROGRAM   checks PROGRAM, the new version, makes a backup, migrates, starts it beside the old one,
                              gives it more and more of the requests, and then lets the old one drain and end
                pause         lets requests wait while the process that serves is out of the way, until resume
                resume        ends a pause: those that wait are served
                history       the deployments, a line of JSON each

                A new version that does not get ready, that dies or whose figures are worse is taken back, and so is one
                when SIGINT or SIGTERM comes; what is known of it is kept. docs/deployment.md describes the folder with
                the hooks that start and stop a process and have nginx read its configuration again.
                """,
            run: DeployCommand.run
        ),
        Subcommand(
            "smoke",
            operands: [.optional("URL")],
            "Ask a running server what it promises, one question each; 1 where an answer is another",
            details: """
                URL is BASE_URL or http://localhost:8080 where it is not given. From the environment, or from the file
                that the name with _FILE behind it gives:

                  BOT_SECRET       TELEGRAM_BOT_API_SECRET of the server
                  WEBHOOK_SECRET   TELEGRAM_WEBHOOK_SECRET of the server
                  INIT_DATA        valid launch data of somebody who is no administrator
                  ADMIN_INIT_DATA  valid launch data of an administrator, less than 30 minutes old

                Questions that need one that is not set are left out, and named. It saves a test of the Telegram user
                123 and an update 1. Without TLS it asks only this machine and private networks.
                """,
            run: SmokeCommand.run
        ),
        Subcommand(
            "health",
            operands: [.optional("URL")],
            options: [.live, .envFile],
            "Ask a running server whether it is ready for requests; 1 where it is not",
            details: """
                Asks /ready at URL, or at PORT of this machine where it is not given. For a container's health check. What
                restarts a server that fails asks --live: a database that is away makes a server not ready, and a restart
                does not bring it back.
                """,
            run: HealthCommand.run
        ),
        Subcommand(
            "bot",
            operands: [.required("set-up")],
            options: [.envFile],
            "Set at Telegram what the bot needs there: commands, menu button, short description, webhook",
            details: """
                Commands are set by language, and for administrators with those of their rank; the menu button opens
                PUBLIC_URL/app/; the webhook is PUBLIC_URL/webhook/telegram where updates come by webhook, with the secret
                and the kinds of update that are handled. Prints what it changed. What is set already is not set again:
                a second run changes nothing.
                """,
            run: BotCommand.run
        ),
        Subcommand(
            "webhook",
            operands: [.required("set|info|delete")],
            options: [.envFile],
            "Set or remove the webhook at Telegram, or print what Telegram says of it",
            details: """
                set      as bot set-up does, and nothing else
                info     its address, the updates that wait, the last error
                delete   updates wait at Telegram then, for a day, or for polling
                """,
            run: WebhookCommand.run
        ),
        Subcommand(
            "updates",
            operands: [.required("list|show|retry|drop"), .repeated("ID")],
            options: [.all, .state, .kind, .key, .limit, .envFile],
            "List updates that failed for good, print one, let them be tried again, or drop them",
            details: """
                list     id, state, attempts, time of arrival, kind, order key and last fault, a line each, oldest first
                show     the update ID as Telegram delivered it: it holds what people wrote
                retry    tries each ID again as if it had never failed; what came behind it may be done already
                drop     takes each ID for handled: what blocks its key lets it go on

                An update is dead, and its key goes on without it, or blocking, where it tells of money. Without --state
                these two are meant, and by its ID any update. retry and drop need an ID or --all.
                """,
            run: UpdatesCommand.run
        ),
        Subcommand(
            "admins",
            operands: [.required("list|add|remove"), .optional("ID")],
            options: [.superadmin, .name, .envFile],
            "List the administrators, add one by the Telegram id, or remove one",
            details: """
                Those of TELEGRAM_ADMINS and TELEGRAM_SUPERADMINS are there from the beginning. One who is removed stays
                removed, also where the settings still name them, until added again. The last superadmin cannot be removed.
                """,
            run: AdminsCommand.run
        ),
        Subcommand(
            "alert",
            operands: [.required("TEXT")],
            options: [.envFile],
            "Tell the superadministrators something by the bot; the administrators where there is none",
            details: """
                For scripts: alert "the backup failed". On PostgreSQL it goes through the outbox, which a running server
                sends; else at once, to TELEGRAM_SUPERADMINS or TELEGRAM_ADMINS.
                """,
            run: AlertCommand.run
        ),
        Subcommand(
            "sign-init-data",
            operands: [.optional("ID"), .optional("NAME")],
            options: [.envFile],
            "Print launch data of a Telegram id as a Mini App would send it, signed with TELEGRAM_BOT_TOKEN",
            run: SignInitDataCommand.run
        ),
        Subcommand(
            "settings",
            options: [.envExample, .markdown],
            "Print all settings with their defaults",
            run: SettingsCommand.run
        ),
        Subcommand("version", "Print the version") { _ in Terminal.print("telegram-backend \(Version.text)") },
        Subcommand(
            "help",
            operands: [.optional("COMMAND")],
            "List the commands, or describe one",
            details: "The same as COMMAND --help.",
            run: Help.run
        ),
    ]
}

extension CommandOption {
    static let envFile = CommandOption("--env-file", value: "PATH", "Read this file instead of .env; it must exist")
    static let live = CommandOption("--live", "Ask /live: whether the process is there at all")
    static let deploy = CommandOption("--deploy", "Ask what production needs, whatever ENVIRONMENT is")
    static let online = CommandOption("--online", "Ask Telegram and PUBLIC_URL, too")
    static let failLevel = CommandOption(
        "--fail-level",
        value: "LEVEL",
        "info, warning or error: the least that is a no-go; error where it is not given"
    )
    static let silence = CommandOption(
        "--silence",
        value: "ID",
        isRepeated: true,
        "Leave this check out; may be given several times"
    )
    static let json = CommandOption("--json", "One JSON document in place of lines")
    static let envExample = CommandOption("--env-example", "As a file to fill in, .env.example")
    static let markdown = CommandOption("--markdown", "As a page, docs/settings.md; what is printed without an option")
    static let all = CommandOption("--all", "All that updates list prints, with the same options")
    static let state = CommandOption("--state", value: "STATE", "dead, blocking, pending or all")
    static let kind = CommandOption("--kind", value: "KIND", "Updates of this kind alone, such as message")
    static let key = CommandOption("--key", value: "KEY", "Updates of this order key alone, such as chat/7")
    static let limit = CommandOption("--limit", value: "N", "At most so many lines; 100 where it is not given")
    static let superadmin = CommandOption("--superadmin", "With the rights of a superadmin")
    static let name = CommandOption("--name", value: "NAME", "As others call them; without it the name stays")
    static let check = CommandOption("--check", "List the migrations that are missing, and 1 where there are any")
    static let to = CommandOption(
        "--to",
        value: "PLACE",
        "Where backups are: a folder or s3://bucket/prefix; else BACKUP_FOLDER, or ./backups"
    )
    static let keep = CommandOption(
        "--keep",
        value: "N",
        "How many backups stay, or how many days with a d as in 30d; else BACKUP_KEEP, or 14"
    )
    static let list = CommandOption("--list", "Make none, and print those that are there, newest first")
    static let backup = CommandOption("--backup", "Make a backup first, where a migration is missing")
    static let drill = CommandOption("--drill", "Into a database of its own, to see that it works, and drop it")
    static let deployFolder = CommandOption(
        "--folder",
        value: "FOLDER",
        "Where slots, hooks and history are; /srv/telegram-backend"
    )
    static let steps = CommandOption(
        "--steps",
        value: "LIST",
        "The shares of requests in per cent that the new version gets; 5,25,50,100"
    )
    static let window = CommandOption("--window", value: "SECONDS", "How long each share is watched; 60")
    static let minRequests = CommandOption("--min-requests", value: "N", "With fewer it is watched twice as long; 20")
    static let maxErrorRate = CommandOption(
        "--max-error-rate",
        value: "SHARE",
        "Of requests that may be answered with 5xx; 0.05"
    )
    static let maxResponseTime = CommandOption(
        "--max-response-time",
        value: "SECONDS",
        "Within which 95 of 100 requests must be answered; 2"
    )
    static let maxSlowdown = CommandOption(
        "--max-slowdown",
        value: "FACTOR",
        "How many times longer than by the old version; 2"
    )
    static let startDeadline = CommandOption(
        "--start-deadline",
        value: "SECONDS",
        "Within which the new version must be ready; 120"
    )
    static let migrateDeadline = CommandOption(
        "--migrate-deadline",
        value: "SECONDS",
        "Within which its migrations must be applied; 3600"
    )
    static let pauseFor = CommandOption("--for", value: "SECONDS", "The longest time that requests wait; 20")
    static let noBackup = CommandOption("--no-backup", "Make none; for those that make backups in another way")
    static let force = CommandOption("--force", "Replace what is in the database")
}

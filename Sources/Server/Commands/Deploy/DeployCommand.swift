import Glibc
import Logging
import Platform
import Storage

/// `deploy`: replaces the program that serves behind nginx without losing a request, and tells what became of it.
enum DeployCommand {
    private static let words: [String] = ["run", "pause", "resume", "history"]

    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        switch arguments.operands[0] {
        case "run": try await deploy(arguments)
        case "pause": try await pause(arguments)
        case "resume": try await DeployPause(folder(arguments)).end(note())
        case "history": try history(arguments)
        case let word: throw .unknown("word behind deploy", word, among: words)
        }
    }

    private static func history(_ arguments: CommandLineArguments) throws(CommandFailure) {
        guard let count = Int(arguments[.limit] ?? "100"), count > 0 else {
            throw .notUnderstood("--limit must be a number, at least 1")
        }
        for line in try DeployHistory(folder: folder(arguments)).lines(count) { Terminal.print(line) }
    }

    private static func pause(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let seconds = try DeployOptions.number(arguments, .pauseFor, 20, 1...3_600)
        let pause = try DeployPause(folder(arguments))
        try await stoppable { () throws(CommandFailure) -> CommandFailure? in
            try await pause.pause(seconds, note())
            return nil
        }
    }

    private static func folder(_ arguments: CommandLineArguments) throws(CommandFailure) -> DeployFolder {
        try DeployFolder(arguments[.deployFolder] ?? DeployFolder.standardPath)
    }

    private static func deploy(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        guard arguments.operands.count == 2 else { throw .notUnderstood("deploy run needs a PROGRAM") }
        let options = try DeployOptions(arguments)
        if case .sqlite = try arguments.database() {
            throw .refused(
                "two processes cannot share SQLite's file: start the new version in place of the old one, "
                    + "docs/deployment.md says how that loses no request"
            )
        }
        let program = arguments.operands[1]
        guard let path = realpath(program, nil) else { throw .system(program, errno) }
        defer { free(path) }
        let absolute = String(cString: path)
        let folder = try DeployFolder(options.folder)
        let lock = try DeployLock(folder, "\(note()), \(absolute)")
        try await stoppable { () throws(CommandFailure) -> CommandFailure? in
            defer { withExtendedLifetime(lock) {} }
            return try await deploy(absolute, options, folder)
        }
    }

    private static func deploy(
        _ program: String,
        _ options: DeployOptions,
        _ folder: DeployFolder
    ) async throws(CommandFailure) -> CommandFailure? {
        let old = try folder.active
        let new = old?.other ?? .blue
        var programs = DeployPrograms(folder: folder, program: program, variables: [:])
        let printed = try await programs.command(["version"]).split { $0.isWhitespace }
        let version = String(printed.last ?? "unknown")
        programs.variables = ["PROGRAM": program, "VERSION": version]
        let address = try folder.address(of: new)
        let oldSlot = try old.map { (slot) throws(CommandFailure) in (slot: slot, address: try folder.address(of: slot))
        }
        let client = try SlotClient()
        var deployment = Deployment(
            options: options,
            folder: folder,
            programs: programs,
            client: client,
            new: new,
            newAddress: address,
            old: oldSlot,
            formerUpstream: folder.upstream,
            record: DeployRecord(who: caller, version: version, program: program, slot: new)
        )
        let failure = await deployment.run()
        await client.close()
        return failure
    }

    /// Who has the lock.
    private static func note() -> String {
        "\(caller) (process \(getpid())) since \(RFC3339.string(microseconds: SystemClock.microseconds()))"
    }

    /// Who deploys: the one who became root, or whose process it is.
    private static var caller: String {
        let environment = EnvironmentFile.process()
        if let name = environment["SUDO_USER"], !name.isEmpty { return Terminal.printable(name) }
        guard let entry = getpwuid(getuid()) else { return String(getuid()) }
        return String(cString: entry.pointee.pw_name)
    }
}

import Glibc
import Platform

/// `POSIX_SPAWN_SETSID` of glibc, which Swift does not import.
private let setSession: Int32 = 0x80

/// The things that a new process gets beside its words.
struct SpawnOptions {
    /// The whole environment.
    var environment: [String: String] = [:]
    /// The file that standard output is appended to.
    var output: String = "/dev/null"
    /// The file that standard error is appended to.
    var errors: String = "/dev/null"
    /// The standard input: a descriptor of ours, or nothing.
    var input: Int32?
    /// A descriptor of ours, and the number that the process gets it as.
    var handed: (number: Int32, own: Int32)?
    /// A session of its own: what the terminal sends to our group does not reach it.
    var ownSession: Bool = false
}

/// posix_spawn(3) of a program by its path; no signal is blocked or ignored in it.
///
/// No other of our first 1,024 descriptors gets through, even one that is not closed on exec: a pipe that another test
/// has just made would never end while the new process lives.
func spawn(_ words: [String], _ options: SpawnOptions) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input = options.input {
        posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    if let (number, own) = options.handed { posix_spawn_file_actions_adddup2(&actions, own, number) }
    // Swift does not import glibc's action that closes all at once.
    for descriptor: Int32 in 3..<Int32(min(sysconf(Int32(_SC_OPEN_MAX)), 1_024))
    where descriptor != options.handed?.number {
        posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    posix_spawn_file_actions_addopen(&actions, 1, options.output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, options.errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    if options.ownSession { flags |= setSession }
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = options.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    var identifier: pid_t = 0
    let code = posix_spawn(&identifier, words[0], &actions, &attributes, &arguments, &variables)
    guard code == 0 else { throw TestFailure("cannot start \(words[0]): \(SystemError.text(code))") }
    return identifier
}

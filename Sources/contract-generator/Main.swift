import ContractGenerator
import Glibc
import Platform

/// `contract-generator`: reads a specification, prints what is wrong with it, writes what was made of it.
///
/// Exit status: 0 done, 1 the specification or a file is at fault, 2 the command line is.
@main
struct Main {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        let command: Command
        do throws(ArgumentFault) {
            command = try Command(Arguments())
        } catch {
            Terminal.complain("contract-generator: \(error)\nTry `contract-generator help`.")
            Terminal.exit(2)
        }
        do throws(Failure) {
            try command.run()
        } catch {
            Terminal.complain(error.message, terminator: "")
            Terminal.exit(error.status)
        }
        Terminal.exit(0)
    }
}

/// Why a command ended early.
struct Failure: Error {
    var status: Int32
    /// Empty where all has been said.
    var message: String

    static func file(_ message: String) -> Self {
        Failure(status: 1, message: "error: \(message)\n")
    }

    static let diagnosed = Failure(status: 1, message: "")
}

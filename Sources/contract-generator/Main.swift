import ContractGenerator
import Glibc

/// `contract-generator`: reads a specification, prints what is wrong with it, writes what was made of it.
///
/// Exit status: 0 done, 1 the specification or a file is at fault, 2 the command line is.
@main
struct Main {
    static func main() {
        do throws(Failure) {
            try Command(CommandLine.arguments.dropFirst()).run()
        } catch {
            Terminal.error(error.message)
            exit(error.status)
        }
    }
}

/// Why a command ended early.
struct Failure: Error {
    var status: Int32
    /// Empty where all has been said.
    var message: String

    static func usage(_ message: String) -> Self {
        Failure(status: 2, message: "contract-generator: \(message)\nTry `contract-generator help`.\n")
    }

    static func file(_ message: String) -> Self {
        Failure(status: 1, message: "error: \(message)\n")
    }

    static let diagnosed = Failure(status: 1, message: "")
}

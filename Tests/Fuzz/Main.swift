internal import CFuzzer
import Platform

/// The target that is tried; global, because libFuzzer calls back without a context.
private let chosen: FuzzTarget? = CommandLine.arguments.dropFirst().first.flatMap { name in
    FuzzTarget.all.first { $0.name == name }
}

/// Tries inputs on one target: `fuzzer TARGET [options of libFuzzer] [folders]`; `fuzzer` alone lists the targets and
/// the bytes of their longest inputs.
@main
struct Main {
    static func main() {
        guard chosen != nil else {
            for target in FuzzTarget.all { Terminal.print("\(target.name) \(target.maxBytes)") }
            Terminal.exit(CommandLine.argc > 1 ? 2 : 0)
        }
        var count = CommandLine.argc - 1
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
        let status = LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
            do {
                try chosen?.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
            } catch {
                // libFuzzer keeps the input of a process that aborts.
                fatalError("a property is broken: \(error)")
            }
            return 0
        }
        Terminal.exit(status == 0 ? 0 : 1)
    }
}

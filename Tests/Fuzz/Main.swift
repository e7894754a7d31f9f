internal import CFuzzer
import Glibc
import Platform

/// The target that is tried; global, because libFuzzer calls back without a context.
private let chosen: FuzzTarget? = getenv("FUZZ_TARGET").map { String(cString: $0) }.flatMap { name in
    FuzzTarget.all.first { $0.name == name }
}

/// Tries inputs on the target that `FUZZ_TARGET` names: `fuzzer [options of libFuzzer] [folders]`; without a target it
/// lists them and the bytes of their longest inputs.
///
/// The name is no argument, because libFuzzer starts itself again with the arguments to merge.
@main
struct Main {
    static func main() {
        guard chosen != nil else {
            for target in FuzzTarget.all { Terminal.print("\(target.name) \(target.maxBytes)") }
            Terminal.exit(getenv("FUZZ_TARGET") == nil ? 0 : 2)
        }
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
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

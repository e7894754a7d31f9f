import Glibc
import Synchronization

/// The only way to the terminal: whole texts through `write(2)`, which needs no lock and no buffer of stdio's.
package enum Terminal {
    private static let outputFault: Atomic<Int32> = Atomic(0)

    /// Answers: what somebody may want to pipe on. Waits for a reader who is slow.
    package static func print(_ text: String, terminator: String = "\n") {
        let fault = write(text + terminator, to: STDOUT_FILENO, patienceMilliseconds: -1)
        // A reader who has seen enough, as head(1), is no fault.
        if fault != 0, fault != EPIPE { outputFault.store(fault, ordering: .relaxed) }
    }

    /// Everything else. Whoever does not read it within a second does not hold up the process's end.
    package static func complain(_ text: String, terminator: String = "\n") {
        _ = write(text + terminator, to: STDERR_FILENO, patienceMilliseconds: 1_000)
    }

    /// The words of others, who do not steer the terminal.
    package static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Why some of the answers could not be written, in words; nil where all were.
    package static var lostOutput: String? {
        let fault = outputFault.load(ordering: .relaxed)
        return fault == 0 ? nil : "standard output: \(SystemError.text(fault))"
    }

    /// Ends a program that has a handful of options; with 1 where it would be 0 and its output was lost.
    package static func exit(_ status: Int32) -> Never {
        if let lostOutput { complain(lostOutput) }
        Glibc.exit(lostOutput == nil ? status : max(status, 1))
    }

    /// Descriptors 0 to 2 that were closed at start lead nowhere, so that no socket and no database becomes what lines
    /// are written to.
    package static func holdStandardDescriptors() {
        var descriptor = open("/dev/null", O_RDWR)
        while descriptor >= 0, descriptor <= STDERR_FILENO { descriptor = open("/dev/null", O_RDWR) }
        if descriptor >= 0 { close(descriptor) }
    }

    /// - Returns: 0, or the error number of what stopped it.
    private static func write(_ text: String, to descriptor: CInt, patienceMilliseconds: Int32) -> Int32 {
        Array(text.utf8).withUnsafeBytes { bytes in
            Descriptor.write(bytes, to: descriptor, patienceMilliseconds: patienceMilliseconds).code
        }
    }
}

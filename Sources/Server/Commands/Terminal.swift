internal import Glibc

/// The only way to the terminal: whole texts through `write(2)`, which needs no lock and no buffer of stdio's.
package enum Terminal {
    /// Answers: what somebody may want to pipe on.
    package static func print(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    /// Everything else.
    package static func complain(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    private static func write(_ text: String, to descriptor: CInt) {
        var rest: ArraySlice<UInt8> = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count: Int = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                guard errno == EINTR else { return }
                continue
            }
            rest = rest.dropFirst(count)
        }
    }
}

import Glibc
import Platform

/// Writes to the standard streams with write(2); what cannot be written is lost.
enum Terminal {
    static func output(_ text: String) { write(text, to: STDOUT_FILENO) }
    static func error(_ text: String) { write(text, to: STDERR_FILENO) }

    private static func write(_ text: String, to descriptor: Int32) {
        try? Descriptor.write(Array(text.utf8), to: descriptor)
    }
}

internal import COpenSSL

/// A call into libcrypto that failed: which one, and what OpenSSL's error queue said.
package struct CryptoError: Error, Sendable, CustomStringConvertible {
    /// The C function, such as "RAND_bytes".
    package let function: StaticString
    /// OpenSSL's packed error codes, oldest first; they hold no data of ours.
    package let codes: [UInt]

    package var description: String {
        "\(function) failed" + codes.map { ", OpenSSL error \(String($0, radix: 16))" }.joined()
    }

    /// Drains this thread's error queue, so that a later call does not report this failure as its own.
    static func drained(after function: StaticString) -> CryptoError {
        var codes: [UInt] = []
        while true {
            let code = ERR_get_error()
            if code == 0 { break }
            codes.append(code)
        }
        return CryptoError(function: function, codes: codes)
    }
}

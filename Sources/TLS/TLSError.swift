internal import CTLS

/// A certificate or key that cannot be used, in words that name the file and hold nothing of its content.
package struct TLSError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }

    /// The failure of a function of OpenSSL, with the reasons in its error queue, which is empty then.
    init(after function: StaticString) {
        var reasons: [String] = []
        while true {
            let code = ERR_get_error()
            if code == 0 { break }
            if let reason = ERR_reason_error_string(code) { reasons.append(String(cString: reason)) }
        }
        description = "\(function) failed" + (reasons.isEmpty ? "" : ": " + reasons.joined(separator: ", "))
    }
}

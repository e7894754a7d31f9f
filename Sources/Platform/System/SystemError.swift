import Glibc

/// An error number of the system, `errno` or what a `pthread` function returned.
package struct SystemError: Error, Sendable, Equatable {
    /// The `errno` value.
    package let code: Int32

    package init(code: Int32) { self.code = code }

    /// The system's words for it (`strerror_r`).
    package var text: String { SystemError.text(code) }

    /// The system's words for an error number (`strerror_r`).
    package static func text(_ code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let start = buffer.baseAddress, strerror_r(code, start, buffer.count) == 0 else {
                return "error \(code)"
            }
            return String(cString: start)
        }
    }
}

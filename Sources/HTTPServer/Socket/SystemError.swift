internal import Glibc

/// The system's words for an error number (`strerror_r`).
struct SystemError {
    static func text(_ number: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let start: UnsafeMutablePointer<CChar> = buffer.baseAddress,
                strerror_r(number, start, buffer.count) == 0
            else { return "error \(number)" }
            return String(cString: start)
        }
    }
}

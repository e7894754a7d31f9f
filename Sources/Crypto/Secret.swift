/// Bytes that must not be shown: every way of printing it says `<redacted>`.
///
/// Equality is constant-time. Whoever needs the value says so with `withBytes` or `revealed`.
package struct Secret: Sendable {
    static let redacted: String = "<redacted>"

    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package init(_ text: String) { self.bytes = Array(text.utf8) }

    package var count: Int { bytes.count }
    package var isEmpty: Bool { bytes.isEmpty }

    /// The value as text, invalid UTF-8 repaired; never to be logged or stored.
    package var revealed: String { String(decoding: bytes, as: UTF8.self) }

    /// Lends the bytes.
    package func withBytes<Result, Failure>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withUnsafeBufferPointer(body)
    }

    /// Compares with what a caller sent, in constant time.
    package func matches(_ candidate: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.withUnsafeBufferPointer { constantTimeEqual($0, candidate) }
    }
}

extension Secret: Equatable {
    package static func == (left: Secret, right: Secret) -> Bool { constantTimeEqual(left.bytes, right.bytes) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { Secret.redacted }
    package var debugDescription: String { Secret.redacted }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

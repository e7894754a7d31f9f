/// Bounds of one request's head.
package struct RequestLimits: Sendable {
    /// Bytes of the request line and the header section together, at most 1 MiB; more is answered 431.
    package var headerBytes: Int = 16 * 1024 {
        didSet { headerBytes = min(max(headerBytes, 64), 1 << 20) }
    }
    /// Bytes of the request line; more is answered 414.
    package var requestLineBytes: Int = 8 * 1024
    /// Field lines; more are answered 431.
    package var fields: Int = 100

    /// Bytes of a method; a longer one is answered 400. The longest registered method has 17.
    static let methodBytes: Int = 32

    /// Empty lines that are skipped before a request line.
    static let emptyLines: Int = 4

    package init() {}
}

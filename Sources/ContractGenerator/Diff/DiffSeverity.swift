/// How much a change asks of clients; the words are those of the command line and the documentation.
package enum DiffSeverity: String, Sendable, CaseIterable, Comparable {
    /// Clients that keep to the old contract are served as before.
    case info = "INFO"
    /// Some clients may notice, or no rule can tell whether they do.
    case warning = "WARN"
    /// A client that keeps to the old contract breaks.
    case error = "ERR"

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// The side that sends the values of a schema: what narrows a request breaks clients, in a response what widens it.
package enum DiffDirection: String, Sendable, CaseIterable {
    /// Parameters and request bodies.
    case request
    /// Response headers and bodies.
    case response

    var opposite: Self { self == .request ? .response : .request }
}

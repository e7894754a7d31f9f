import HTTPTypes

/// One broken assertion: where, which keyword, and a constant message. Rendering waits until it is needed.
package struct Violation: Sendable {
    /// The tape index of the faulty value.
    package let index: Int
    package let keyword: StaticString
    package let message: StaticString

    /// The place of the faulty value in the document of this root (RFC 6901).
    package func pointer(in root: JSONValue) -> String { JSONPointer.pointer(to: index, from: root) }
}

/// The findings of a run of generated validators.
///
/// In collecting mode every broken assertion is kept; otherwise (inside `not`, `anyOf`, `if`, …) only the verdict
/// counts and the first broken assertion ends the run.
package struct Validation {
    /// A hostile body can break assertions without end; the answer lists this many.
    package static let maxViolations: Int = 100

    package private(set) var violations: [Violation] = []
    /// False where only the verdict counts.
    @usableFromInline package var isCollecting: Bool
    /// The text of the values; empty where they are parts of none.
    private var source: JSONSource

    /// - Parameter source: the text that is decoded; it must outlive the run. Without it, as for a parameter's value,
    ///   what is kept is written anew.
    package init(collecting: Bool = true, source: Bytes = .empty) {
        isCollecting = collecting
        self.source = JSONSource(source)
    }

    /// Keeps a value as it came.
    package mutating func text(of value: JSONValue) -> JSONText {
        guard !source.isEmpty else { return JSONText(value) }
        return JSONText(trusted: Array(source.slice(of: value).buffer))
    }

    /// Notes a broken assertion; true where the run goes on to find more.
    @inline(never)
    package mutating func fail(_ value: JSONValue, _ keyword: StaticString, _ message: StaticString) -> Bool {
        guard isCollecting else { return false }
        if violations.count < Validation.maxViolations {
            violations.append(Violation(index: value.index, keyword: keyword, message: message))
        }
        return violations.count < Validation.maxViolations
    }

    /// Asks `body` for a verdict only, whatever the mode outside.
    @inlinable
    package mutating func quietly(_ body: (inout Validation) -> Bool) -> Bool {
        let outside = isCollecting
        isCollecting = false
        let verdict = body(&self)
        isCollecting = outside
        return verdict
    }
}

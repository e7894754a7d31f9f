/// The settings under which statements run: those of a session that is ours alone, or of each transaction.
package struct SessionSettings: Sendable {
    /// Milliseconds; see `Connector.Options`.
    let statementMilliseconds: Int

    package init(statementMilliseconds: Int) { self.statementMilliseconds = statementMilliseconds }

    /// Once a session.
    package var ofSession: Statement { Self.statement(common(isLocal: false) + Self.onePlan(isLocal: false)) }

    /// Goes before each statement that is not prepared on a session that has `ofSession`, in the same transaction, and
    /// counts for that alone.
    package static let planForValues: Statement = statement(valuePlan(isOnTop: true))

    /// The statement before one with one plan where the session may be another's after each transaction.
    package var ofTransaction: Statement { Self.statement(common(isLocal: true) + Self.onePlan(isLocal: true)) }

    /// The same before one that is planned for its values.
    package var ofTransactionForValues: Statement {
        Self.statement(common(isLocal: true) + Self.valuePlan(isOnTop: false))
    }

    /// Times, and no commit that is not on disk, whatever the server's default says.
    private func common(isLocal: Bool) -> [String] {
        [
            Self.set("statement_timeout", "\(statementMilliseconds)", isLocal),
            Self.set("lock_timeout", "\(max(1, statementMilliseconds / 5))", isLocal),
            Self.set("enable_seqscan", "off", isLocal), Self.set("jit", "off", isLocal),
            """
            CASE WHEN current_setting('synchronous_commit') = 'off'
                THEN \(Self.set("synchronous_commit", "on", isLocal)) END
            """,
        ]
    }

    /// One plan a statement, whatever its values, which reads rows in the order of an index and stops when it has
    /// enough: the planner does not know the values and takes every page for a tenth of the table, or plans while the
    /// table is small.
    private static func onePlan(isLocal: Bool) -> [String] {
        [set("plan_cache_mode", "force_generic_plan", isLocal), set("enable_bitmapscan", "off", isLocal)]
    }

    /// Tables are not read from end to end here either.
    ///
    /// - Parameter isOnTop: takes back what `onePlan` says.
    private static func valuePlan(isOnTop: Bool) -> [String] {
        [set("plan_cache_mode", "force_custom_plan", true)] + (isOnTop ? [set("enable_bitmapscan", "on", true)] : [])
    }

    private static func set(_ name: String, _ value: String, _ isLocal: Bool) -> String {
        "set_config('\(name)', '\(value)', \(isLocal))"
    }

    private static func statement(_ columns: [String]) -> Statement {
        Statement("SELECT " + columns.joined(separator: ", "), isPrepared: false)
    }
}

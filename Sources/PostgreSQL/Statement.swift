/// One SQL statement with `$1`-style parameters, under a name of its own.
package struct Statement: Sendable, Equatable {
    package let name: String
    package let sql: String
    package let parameters: [ParameterType]
    /// Prepared once a connection; others are planned for their values each time.
    package let isPrepared: Bool

    package init(_ name: String, _ sql: String, _ parameters: [ParameterType], isPrepared: Bool = true) {
        self.name = name
        self.sql = sql
        self.parameters = parameters
        self.isPrepared = isPrepared
    }

    /// Goes before each statement that is not prepared, in the same transaction, and counts for that alone: what
    /// `Connector.Options.settings` says is for prepared ones. Tables are not read from end to end here either.
    package static let planForValues: Statement = Statement(
        "",
        """
        SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_bitmapscan', 'on', true)
        """,
        [],
        isPrepared: false
    )
}

/// The types that parameters have; the raw value is the type's OID (`pg_type.dat`).
package enum ParameterType: UInt32, Sendable {
    case bool = 16
    case bytea = 17
    case bigint = 20
    case text = 25
    case boolArray = 1000
    case byteaArray = 1001
    case textArray = 1009
    case bigintArray = 1016
}

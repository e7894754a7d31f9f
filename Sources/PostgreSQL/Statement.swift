/// One SQL statement with `$1`-style parameters, under a name of its own.
package struct Statement: Sendable, Equatable {
    package let name: String
    package let sql: String
    package let parameters: [ParameterType]
    /// Has one plan for all values, and is prepared once a connection where that is ours alone; others are planned for
    /// their values each time.
    package let isPrepared: Bool

    package init(_ name: String, _ sql: String, _ parameters: [ParameterType], isPrepared: Bool = true) {
        self.name = name
        self.sql = sql
        self.parameters = parameters
        self.isPrepared = isPrepared
    }
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

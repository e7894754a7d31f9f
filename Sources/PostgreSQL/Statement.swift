import Platform

/// One SQL statement with `$1`-style parameters.
package struct Statement: Sendable, Equatable {
    package let sql: String
    package let parameters: [ParameterType]
    /// Has one plan for all values, and is prepared once a connection where that is ours alone; others are planned for
    /// their values each time.
    package let isPrepared: Bool
    /// Made of text and types: what a session prepared under it is never another statement, even where somebody between
    /// us and the server gives its sessions away.
    let id: UInt64
    let name: String

    package init(_ sql: String, _ parameters: [ParameterType] = [], isPrepared: Bool = true) {
        self.sql = sql
        self.parameters = parameters
        self.isPrepared = isPrepared
        var hash = FNV1a()
        for byte in sql.utf8 { hash.add(byte) }
        for type in parameters { hash.add(UInt8(truncatingIfNeeded: type.rawValue ^ type.rawValue >> 8)) }
        id = hash.value
        name = "s" + String(hash.value, radix: 16)
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

/// A JSON value of a specification; objects keep the order of their members.
package indirect enum SpecValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case real(Double)
    case string(String)
    case array([SpecValue])
    case object([SpecMember])
}

/// One member of a specification's object.
package struct SpecMember: Sendable {
    package var key: String
    package var value: SpecValue

    package init(key: String, value: SpecValue) {
        self.key = key
        self.value = value
    }
}

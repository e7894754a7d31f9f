// Made from api/openapi.json by `contract-generator generate`; edit the contract, not this file.
import ContractRuntime
import HTTPTypes
import Patterns

/// `openapi.json#/components/parameters/ItemId/schema`
func decodeGetItemID(_ v: JSONValue, _ c: inout Validation) -> Int64? {
    guard checkGetItemID(v, &c) else { return nil }
    return v.int64
}

/// `openapi.json#/components/parameters/ItemId/schema`
func checkGetItemID(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isInteger else {
        _ = c.fail(v, "type", "must be an integer")
        return false
    }
    var ok: Bool = true
    if v.compare(to: (1 as Int64)) < 0 {
        ok = false
        if !c.fail(v, "minimum", "must be at least 1") { return false }
    }
    if v.isInteger && v.int64 == nil {
        ok = false
        if !c.fail(v, "format", "must fit into 64 bits") { return false }
    }
    return ok
}

// Made from api/schemas/Item.json by `contract-generator generate`; edit the contract, not this file.
import ContractRuntime
import HTTPTypes
import Patterns

/// A thing on a shelf.
/// It may have parts.
///
/// `schemas/Item.json#`
package struct Item: Sendable {
    package var id: Int64?
    /// What it is called.
    package var name: String
    package var owner: String?
    package var note: Presence<String>
    package var size: Int64?
    package var price: Double?
    package var status: ItemStatus?
    package var origin: JSONText?
    package var tags: [String]?
    package var counts: [JSONMember<Int64>]?
    package var parent: JSONText?
    package var parts: [Item]?
    /// Members that the schema does not name, in their order.
    package var additionalMembers: [JSONMember<JSONText>]

    package init(
        id: Int64? = nil,
        name: String,
        owner: String?,
        note: Presence<String> = .absent,
        size: Int64? = nil,
        price: Double? = nil,
        status: ItemStatus? = nil,
        origin: JSONText? = nil,
        tags: [String]? = nil,
        counts: [JSONMember<Int64>]? = nil,
        parent: JSONText? = nil,
        parts: [Item]? = nil,
        additionalMembers: [JSONMember<JSONText>] = []
    ) {
        self.id = id
        self.name = name
        self.owner = owner
        self.note = note
        self.size = size
        self.price = price
        self.status = status
        self.origin = origin
        self.tags = tags
        self.counts = counts
        self.parent = parent
        self.parts = parts
        self.additionalMembers = additionalMembers
    }

    /// Appends the object; absent members are left out.
    package func encode(into writer: inout JSONWriter) {
        writer.raw("{")
        var first: Bool = true
        if let value = self.id {
            writer.quotedName("\"id\":", &first)
            writer.write(value)
        }
        writer.quotedName("\"name\":", &first)
        writer.write(self.name)
        writer.quotedName("\"owner\":", &first)
        if let value0 = self.owner {
            writer.write(value0)
        } else {
            writer.writeNull()
        }
        switch self.note {
        case .absent: break
        case .null:
            writer.quotedName("\"note\":", &first)
            writer.writeNull()
        case .value(let value):
            writer.quotedName("\"note\":", &first)
            writer.write(value)
        }
        if let value = self.size {
            writer.quotedName("\"size\":", &first)
            writer.write(value)
        }
        if let value = self.price {
            writer.quotedName("\"price\":", &first)
            writer.write(value)
        }
        if let value = self.status {
            writer.quotedName("\"status\":", &first)
            value.encode(into: &writer)
        }
        if let value = self.origin {
            writer.quotedName("\"origin\":", &first)
            writer.raw(value)
        }
        if let value = self.tags {
            writer.quotedName("\"tags\":", &first)
            writer.raw("[")
            var first0: Bool = true
            for element0 in value {
                writer.separate(&first0)
                writer.write(element0)
            }
            writer.raw("]")
        }
        if let value = self.counts {
            writer.quotedName("\"counts\":", &first)
            writer.raw("{")
            var first0: Bool = true
            for member0 in value {
                writer.name(escaping: member0.name, &first0)
                writer.write(member0.value)
            }
            writer.raw("}")
        }
        if let value = self.parent {
            writer.quotedName("\"parent\":", &first)
            writer.raw(value)
        }
        if let value = self.parts {
            writer.quotedName("\"parts\":", &first)
            writer.raw("[")
            var first0: Bool = true
            for element0 in value {
                writer.separate(&first0)
                element0.encode(into: &writer)
            }
            writer.raw("]")
        }
        for member in additionalMembers {
            writer.name(escaping: member.name, &first)
            writer.raw(member.value)
        }
        writer.raw("}")
    }
}

/// `schemas/Item.json#/properties/status`
package enum ItemStatus: Sendable, CaseIterable {
    case new
    case old
    case `default`

    /// The value with these bytes; nil where it is none of the schema's.
    package init?(_ text: Bytes) {
        switch text.count {
        case 3:
            if text == "new" {
                self = .new
                return
            }
            if text == "old" {
                self = .old
                return
            }
        case 7:
            if text == "default" {
                self = .`default`
                return
            }
        default: break
        }
        return nil
    }

    /// The value as it stands in JSON, without quotes.
    package var text: StaticString {
        switch self {
        case .new: "new"
        case .old: "old"
        case .`default`: "default"
        }
    }

    package func encode(into writer: inout JSONWriter) {
        writer.write(Bytes(text))
    }
}

/// `schemas/Item.json#`
func decodeItem(_ v: JSONValue, _ c: inout Validation) -> Item? {
    guard v.isObject else {
        _ = c.fail(v, "type", "must be an object")
        return nil
    }
    var ok: Bool = true
    var decodedId: Int64? = nil
    var decodedName: String? = nil
    var decodedOwner: Presence<String> = .absent
    var decodedNote: Presence<String> = .absent
    var decodedSize: Int64? = nil
    var decodedPrice: Double? = nil
    var decodedStatus: ItemStatus? = nil
    var decodedOrigin: JSONText? = nil
    var decodedTags: [String]? = nil
    var decodedCounts: [JSONMember<Int64>]? = nil
    var decodedParent: JSONText? = nil
    var decodedParts: [Item]? = nil
    var additional: [JSONMember<JSONText>] = []
    var seen0: UInt64 = 0
    var members: JSONMembers = v.members
    while let (name, value) = members.nextWithNameAsValue() {
        let key: Bytes = name.text
        var isKnown: Bool = false
        var isNamed: Bool = false
        switch key.count {
        case 2:
            if key == "id" {
                seen0 |= 0x1
                if let decoded: Int64 = decodeItemID(value, &c) {
                    decodedId = decoded
                } else {
                    ok = false
                    if !c.isCollecting { return nil }
                }
                isKnown = true
                isNamed = true
            }
        case 4:
            if key == "name" {
                seen0 |= 0x2
                if let decoded: String = decodeItemName(value, &c) {
                    decodedName = decoded
                } else {
                    ok = false
                    if !c.isCollecting { return nil }
                }
                isKnown = true
                isNamed = true
            }
            if key == "note" {
                if value.isNull {
                    if !checkItemNote(value, &c) {
                        ok = false
                        if !c.isCollecting { return nil }
                    }
                    decodedNote = .null
                } else if let decoded: String = decodeItemNote(value, &c) {
                    decodedNote = .value(decoded)
                } else {
                    ok = false
                    if !c.isCollecting { return nil }
                }
                isKnown = true
                isNamed = true
            }
            if key == "size" {
                seen0 |= 0x8
                if let decoded: Int64 = decodeItemSize(value, &c) {
                    decodedSize = decoded
                } else {
                    ok = false
                    if !c.isCollecting { return nil }
                }
                isKnown = true
                isNamed = true
            }
            if key == "tags" {
                if let decoded: [String] = decodeItemTags(value, &c) {
                    decodedTags = decoded
                } else {
                    ok = false
                    if !c.isCollecting { return nil }
                }
                isKnown = true
                isNamed = true
            }
        case 5:
            if key == "owner" {
                seen0 |= 0x4
                if value.isNull {
                    if !checkItemOwner(value, &c) {
                        ok = false
                        if !c.isCollecting { return nil }
                    }
                    decodedOwner = .null
                } else if let decoded: String = decodeItemOwner(value, &c) {
                    decodedOwner = .value(decoded)
                } else {
                    ok = false
                    if !c.isCollecting { return nil }
                }
                isKnown = true
                isNamed = true
            }
            if key == "price" {
                seen0 |= 0x10
                if let decoded: Double = decodeItemPrice(value, &c) {
                    decodedPrice = decoded
                } else {
                    ok = false
                    if !c.isCollecting { return nil }
                }
                isKnown = true
                isNamed = true
            }
            if key == "parts" {
                if let decoded: [Item] = decodeItemParts(value, &c) {
                    decodedParts = decoded
                } else {
                    ok = false
                    if !c.isCollecting { return nil }
                }
                isKnown = true
                isNamed = true
            }
        case 6:
            if key == "status" {
                if let decoded: ItemStatus = decodeItemStatus(value, &c) {
                    decodedStatus = decoded
                } else {
                    ok = false
                    if !c.isCollecting { return nil }
                }
                isKnown = true
                isNamed = true
            }
            if key == "origin" {
                if let decoded: JSONText = (checkItemOrigin(value, &c) ? c.text(of: value) : nil) {
                    decodedOrigin = decoded
                } else {
                    ok = false
                    if !c.isCollecting { return nil }
                }
                isKnown = true
                isNamed = true
            }
            if key == "counts" {
                if let decoded: [JSONMember<Int64>] = decodeItemCounts(value, &c) {
                    decodedCounts = decoded
                } else {
                    ok = false
                    if !c.isCollecting { return nil }
                }
                isKnown = true
                isNamed = true
            }
            if key == "parent" {
                if let decoded: JSONText = (checkItem(value, &c) ? c.text(of: value) : nil) {
                    decodedParent = decoded
                } else {
                    ok = false
                    if !c.isCollecting { return nil }
                }
                isKnown = true
                isNamed = true
            }
        default: break
        }
        if pattern0.matches(key) {
            isKnown = true
            if !checkItemPattern0(value, &c) {
                ok = false
                if !c.isCollecting { return nil }
            }
        }
        if !isKnown {
            ok = false
            if !c.fail(value, "additionalProperties", "is not a member that this object may have") { return nil }
        }
        if isKnown && !isNamed {
            additional.append(JSONMember(name: key.string, value: c.text(of: value)))
        }
    }
    if !(seen0 & 0x2 != 0) {
        ok = false
        if !c.fail(v, "required", "lacks the required member \"name\"") { return nil }
    }
    if !(seen0 & 0x4 != 0) {
        ok = false
        if !c.fail(v, "required", "lacks the required member \"owner\"") { return nil }
    }
    if (seen0 & 0x10 != 0) && !(seen0 & 0x8 != 0) {
        ok = false
        if !c.fail(v, "dependentRequired", "lacks \"size\", which \"price\" requires") { return nil }
    }
    var matched: Int = 0
    if matched < 2 && seen0 & 0x1 == 0x1 { matched += 1 }
    if matched < 2 && seen0 & 0x8 == 0x8 { matched += 1 }
    if matched < 2 && seen0 & 0x9 == 0 { matched += 1 }
    if matched != 1 {
        ok = false
        if !c.fail(v, "oneOf", "must match exactly one of 3 schemas") { return nil }
    }
    guard ok else { return nil }
    guard let decodedName else { return nil }
    return Item(
        id: decodedId,
        name: decodedName,
        owner: decodedOwner.value,
        note: decodedNote,
        size: decodedSize,
        price: decodedPrice,
        status: decodedStatus,
        origin: decodedOrigin,
        tags: decodedTags,
        counts: decodedCounts,
        parent: decodedParent,
        parts: decodedParts,
        additionalMembers: additional
    )
}

/// `schemas/Item.json#/properties/id`
func decodeItemID(_ v: JSONValue, _ c: inout Validation) -> Int64? {
    guard checkItemID(v, &c) else { return nil }
    return v.int64
}

/// `schemas/Item.json#/properties/name`
func decodeItemName(_ v: JSONValue, _ c: inout Validation) -> String? {
    guard checkItemName(v, &c) else { return nil }
    return v.isString ? v.string : nil
}

/// `schemas/Item.json#/properties/owner`
func decodeItemOwner(_ v: JSONValue, _ c: inout Validation) -> String? {
    guard checkItemOwner(v, &c) else { return nil }
    return v.isString ? v.string : nil
}

/// `schemas/Item.json#/properties/note`
func decodeItemNote(_ v: JSONValue, _ c: inout Validation) -> String? {
    guard checkItemNote(v, &c) else { return nil }
    return v.isString ? v.string : nil
}

/// `schemas/Item.json#/properties/size`
func decodeItemSize(_ v: JSONValue, _ c: inout Validation) -> Int64? {
    guard checkItemSize(v, &c) else { return nil }
    return v.int64
}

/// `schemas/Item.json#/properties/price`
func decodeItemPrice(_ v: JSONValue, _ c: inout Validation) -> Double? {
    guard checkItemPrice(v, &c) else { return nil }
    return v.isNumber ? v.double : nil
}

/// `schemas/Item.json#/properties/status`
func decodeItemStatus(_ v: JSONValue, _ c: inout Validation) -> ItemStatus? {
    guard v.isString else {
        _ = c.fail(v, "type", "must be a string")
        return nil
    }
    if v.isString, let value = ItemStatus(v.text) { return value }
    _ = c.fail(v, "enum", "must be one of \"new\", \"old\", \"default\"")
    return nil
}

/// `schemas/Item.json#/properties/tags`
func decodeItemTags(_ v: JSONValue, _ c: inout Validation) -> [String]? {
    guard v.isArray else {
        _ = c.fail(v, "type", "must be an array")
        return nil
    }
    var ok: Bool = true
    if v.containedCount > 5 {
        ok = false
        if !c.fail(v, "maxItems", "must have at most 5 elements") { return nil }
    }
    if !v.hasUniqueElements {
        ok = false
        if !c.fail(v, "uniqueItems", "must not have equal elements") { return nil }
    }
    var result: [String] = []
    result.reserveCapacity(v.containedCount)
    var elements: JSONElements = v.elements
    while let element = elements.next() {
        if let decoded: String = decodeItemTagsItem(element, &c) {
            result.append(decoded)
        } else {
            ok = false
            if !c.isCollecting { return nil }
        }
    }
    return ok ? result : nil
}

/// `schemas/Item.json#/properties/tags/items`
func decodeItemTagsItem(_ v: JSONValue, _ c: inout Validation) -> String? {
    guard checkItemTagsItem(v, &c) else { return nil }
    return v.isString ? v.string : nil
}

/// `schemas/Item.json#/properties/counts`
func decodeItemCounts(_ v: JSONValue, _ c: inout Validation) -> [JSONMember<Int64>]? {
    guard checkItemCounts(v, &c) else { return nil }
    var result: [JSONMember<Int64>] = []
    var members: JSONMembers = v.members
    while let (key, value) = members.next() {
        guard let decoded: Int64 = decodeItemCountsAdditionalProperty(value, &c) else { return nil }
        result.append(JSONMember(name: key.string, value: decoded))
    }
    return result
}

/// `schemas/Item.json#/properties/counts/additionalProperties`
func decodeItemCountsAdditionalProperty(_ v: JSONValue, _ c: inout Validation) -> Int64? {
    guard checkItemCountsAdditionalProperty(v, &c) else { return nil }
    return v.int64
}

/// `schemas/Item.json#/properties/parts`
func decodeItemParts(_ v: JSONValue, _ c: inout Validation) -> [Item]? {
    guard v.isArray else {
        _ = c.fail(v, "type", "must be an array")
        return nil
    }
    var ok: Bool = true
    var result: [Item] = []
    result.reserveCapacity(v.containedCount)
    var elements: JSONElements = v.elements
    while let element = elements.next() {
        if let decoded: Item = decodeItem(element, &c) {
            result.append(decoded)
        } else {
            ok = false
            if !c.isCollecting { return nil }
        }
    }
    return ok ? result : nil
}

/// `schemas/Item.json#`
func checkItem(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isObject else {
        _ = c.fail(v, "type", "must be an object")
        return false
    }
    var ok: Bool = true
    var seen0: UInt64 = 0
    var members: JSONMembers = v.members
    while let (name, value) = members.nextWithNameAsValue() {
        let key: Bytes = name.text
        var isKnown: Bool = false
        switch key.count {
        case 2:
            if key == "id" {
                seen0 |= 0x1
                if !checkItemID(value, &c) {
                    ok = false
                    if !c.isCollecting { return false }
                }
                isKnown = true
            }
        case 4:
            if key == "name" {
                seen0 |= 0x2
                if !checkItemName(value, &c) {
                    ok = false
                    if !c.isCollecting { return false }
                }
                isKnown = true
            }
            if key == "note" {
                if !checkItemNote(value, &c) {
                    ok = false
                    if !c.isCollecting { return false }
                }
                isKnown = true
            }
            if key == "size" {
                seen0 |= 0x8
                if !checkItemSize(value, &c) {
                    ok = false
                    if !c.isCollecting { return false }
                }
                isKnown = true
            }
            if key == "tags" {
                if !checkItemTags(value, &c) {
                    ok = false
                    if !c.isCollecting { return false }
                }
                isKnown = true
            }
        case 5:
            if key == "owner" {
                seen0 |= 0x4
                if !checkItemOwner(value, &c) {
                    ok = false
                    if !c.isCollecting { return false }
                }
                isKnown = true
            }
            if key == "price" {
                seen0 |= 0x10
                if !checkItemPrice(value, &c) {
                    ok = false
                    if !c.isCollecting { return false }
                }
                isKnown = true
            }
            if key == "parts" {
                if !checkItemParts(value, &c) {
                    ok = false
                    if !c.isCollecting { return false }
                }
                isKnown = true
            }
        case 6:
            if key == "status" {
                if !checkItemStatus(value, &c) {
                    ok = false
                    if !c.isCollecting { return false }
                }
                isKnown = true
            }
            if key == "origin" {
                if !checkItemOrigin(value, &c) {
                    ok = false
                    if !c.isCollecting { return false }
                }
                isKnown = true
            }
            if key == "counts" {
                if !checkItemCounts(value, &c) {
                    ok = false
                    if !c.isCollecting { return false }
                }
                isKnown = true
            }
            if key == "parent" {
                if !checkItem(value, &c) {
                    ok = false
                    if !c.isCollecting { return false }
                }
                isKnown = true
            }
        default: break
        }
        if pattern0.matches(key) {
            isKnown = true
            if !checkItemPattern0(value, &c) {
                ok = false
                if !c.isCollecting { return false }
            }
        }
        if !isKnown {
            ok = false
            if !c.fail(value, "additionalProperties", "is not a member that this object may have") { return false }
        }
    }
    if !(seen0 & 0x2 != 0) {
        ok = false
        if !c.fail(v, "required", "lacks the required member \"name\"") { return false }
    }
    if !(seen0 & 0x4 != 0) {
        ok = false
        if !c.fail(v, "required", "lacks the required member \"owner\"") { return false }
    }
    if (seen0 & 0x10 != 0) && !(seen0 & 0x8 != 0) {
        ok = false
        if !c.fail(v, "dependentRequired", "lacks \"size\", which \"price\" requires") { return false }
    }
    var matched: Int = 0
    if matched < 2 && seen0 & 0x1 == 0x1 { matched += 1 }
    if matched < 2 && seen0 & 0x8 == 0x8 { matched += 1 }
    if matched < 2 && seen0 & 0x9 == 0 { matched += 1 }
    if matched != 1 {
        ok = false
        if !c.fail(v, "oneOf", "must match exactly one of 3 schemas") { return false }
    }
    return ok
}

/// `schemas/Item.json#/properties/id`
func checkItemID(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isInteger else {
        _ = c.fail(v, "type", "must be an integer")
        return false
    }
    var ok: Bool = true
    if v.isInteger && v.int64 == nil {
        ok = false
        if !c.fail(v, "format", "must fit into 64 bits") { return false }
    }
    return ok
}

/// `schemas/Item.json#/properties/name`
func checkItemName(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isString else {
        _ = c.fail(v, "type", "must be a string")
        return false
    }
    var ok: Bool = true
    let length: Int = v.scalarCount
    if length < 1 {
        ok = false
        if !c.fail(v, "minLength", "must have at least 1 character") { return false }
    }
    if length > 20 {
        ok = false
        if !c.fail(v, "maxLength", "must have at most 20 characters") { return false }
    }
    if !pattern1.matches(v.text) {
        ok = false
        if !c.fail(v, "pattern", "must match ^[a-z ]+$") { return false }
    }
    return ok
}

/// `schemas/Item.json#/properties/owner`
func checkItemOwner(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isNull || v.isString else {
        _ = c.fail(v, "type", "must be null or a string")
        return false
    }
    return true
}

/// `schemas/Item.json#/properties/note`
func checkItemNote(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isNull || v.isString else {
        _ = c.fail(v, "type", "must be null or a string")
        return false
    }
    return true
}

/// `schemas/Item.json#/properties/size`
func checkItemSize(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isInteger else {
        _ = c.fail(v, "type", "must be an integer")
        return false
    }
    var ok: Bool = true
    if v.compare(to: (1 as Int64)) < 0 {
        ok = false
        if !c.fail(v, "minimum", "must be at least 1") { return false }
    }
    if v.compare(to: (100 as Int64)) > 0 {
        ok = false
        if !c.fail(v, "maximum", "must be at most 100") { return false }
    }
    return ok
}

/// `schemas/Item.json#/properties/price`
func checkItemPrice(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isNumber else {
        _ = c.fail(v, "type", "must be a number")
        return false
    }
    var ok: Bool = true
    if !v.isMultiple(of: (0.01 as Double)) {
        ok = false
        if !c.fail(v, "multipleOf", "must be a multiple of 0.01") { return false }
    }
    return ok
}

/// `schemas/Item.json#/properties/status`
func checkItemStatus(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isString else {
        _ = c.fail(v, "type", "must be a string")
        return false
    }
    var ok: Bool = true
    if !(v.text == "new" || v.text == "old" || v.text == "default") {
        ok = false
        if !c.fail(v, "enum", "must be one of \"new\", \"old\", \"default\"") { return false }
    }
    return ok
}

/// `schemas/Item.json#/properties/origin`
func checkItemOrigin(_ v: JSONValue, _ c: inout Validation) -> Bool {
    var ok: Bool = true
    if !(v == constantsItemOrigin[0].root || v == constantsItemOrigin[1].root) {
        ok = false
        if !c.fail(v, "enum", "must be one of {\"country\":\"IN\"}, {\"country\":\"CN\"}") { return false }
    }
    return ok
}

/// `schemas/Item.json#/properties/tags`
func checkItemTags(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isArray else {
        _ = c.fail(v, "type", "must be an array")
        return false
    }
    var ok: Bool = true
    if v.containedCount > 5 {
        ok = false
        if !c.fail(v, "maxItems", "must have at most 5 elements") { return false }
    }
    if !v.hasUniqueElements {
        ok = false
        if !c.fail(v, "uniqueItems", "must not have equal elements") { return false }
    }
    var elements: JSONElements = v.elements
    while let element = elements.next() {
        if !checkItemTagsItem(element, &c) {
            ok = false
            if !c.isCollecting { return false }
        }
    }
    return ok
}

/// `schemas/Item.json#/properties/tags/items`
func checkItemTagsItem(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isString else {
        _ = c.fail(v, "type", "must be a string")
        return false
    }
    return true
}

/// `schemas/Item.json#/properties/counts`
func checkItemCounts(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isObject else {
        _ = c.fail(v, "type", "must be an object")
        return false
    }
    var ok: Bool = true
    var members: JSONMembers = v.members
    while let (_, value) = members.nextWithNameAsValue() {
        if !checkItemCountsAdditionalProperty(value, &c) {
            ok = false
            if !c.isCollecting { return false }
        }
    }
    return ok
}

/// `schemas/Item.json#/properties/counts/additionalProperties`
func checkItemCountsAdditionalProperty(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isInteger else {
        _ = c.fail(v, "type", "must be an integer")
        return false
    }
    var ok: Bool = true
    if v.compare(to: (0 as Int64)) < 0 {
        ok = false
        if !c.fail(v, "minimum", "must be at least 0") { return false }
    }
    if v.compare(to: (9 as Int64)) > 0 {
        ok = false
        if !c.fail(v, "maximum", "must be at most 9") { return false }
    }
    return ok
}

/// `schemas/Item.json#/properties/parts`
func checkItemParts(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isArray else {
        _ = c.fail(v, "type", "must be an array")
        return false
    }
    var ok: Bool = true
    var elements: JSONElements = v.elements
    while let element = elements.next() {
        if !checkItem(element, &c) {
            ok = false
            if !c.isCollecting { return false }
        }
    }
    return ok
}

/// `schemas/Item.json#/patternProperties/^x-`
func checkItemPattern0(_ v: JSONValue, _ c: inout Validation) -> Bool {
    guard v.isString else {
        _ = c.fail(v, "type", "must be a string")
        return false
    }
    return true
}

/// `schemas/Item.json#/additionalProperties`
func checkItemAdditionalProperty(_ v: JSONValue, _ c: inout Validation) -> Bool {
    _ = c.fail(v, "false", "is not allowed here")
    return false
}

/// `schemas/Item.json#/properties/origin`
let constantsItemOrigin: [JSONConstant] = [
    JSONConstant("{\"country\":\"IN\"}"),
    JSONConstant("{\"country\":\"CN\"}"),
]

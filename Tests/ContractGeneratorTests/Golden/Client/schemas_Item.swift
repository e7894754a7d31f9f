// Made from schemas/Item.json by `contract-generator generate --client`; edit that, not this file.
import ClientRuntime
import ContractRuntime
import Crypto
import HTTPTypes

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
package enum ItemStatus: Sendable, Equatable {
    case new
    case old
    case `default`
    /// A value that the contract does not list.
    case unknown(String)

    package init(_ text: Bytes) {
        if text == "new" {
            self = .new
        } else if text == "old" {
            self = .old
        } else if text == "default" {
            self = .`default`
        } else {
            self = .unknown(text.string)
        }
    }

    /// The value as it stands in JSON, without quotes.
    package var text: String {
        switch self {
        case .new: "new"
        case .old: "old"
        case .`default`: "default"
        case .unknown(let text): text
        }
    }

    package func encode(into writer: inout JSONWriter) {
        writer.write(text)
    }
}

/// `schemas/Item.json#`
extension Item: ServiceValue {
    package static func decode(_ v: JSONValue, _ c: inout Validation) -> Item? {
        guard v.isObject else { return c.mismatch(v, "must be an object") }
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
        var members: JSONMembers = v.members
        while let (key, value) = members.next() {
            switch key.count {
            case 2:
                if key == "id" {
                    if value.isNull { continue }
                    guard let decoded = c.integer(value) else { return nil }
                    decodedId = decoded
                    continue
                }
            case 4:
                if key == "name" {
                    if value.isNull { continue }
                    guard let decoded = c.string(value) else { return nil }
                    decodedName = decoded
                    continue
                }
                if key == "note" {
                    if value.isNull {
                        decodedNote = .null
                        continue
                    }
                    guard let decoded = c.string(value) else { return nil }
                    decodedNote = .value(decoded)
                    continue
                }
                if key == "size" {
                    if value.isNull { continue }
                    guard let decoded = c.integer(value) else { return nil }
                    decodedSize = decoded
                    continue
                }
                if key == "tags" {
                    if value.isNull { continue }
                    let decoded: [String]? = c.array(value) { (v: JSONValue, c: inout Validation) -> String? in
                        c.string(v)
                    }
                    guard let decoded else { return nil }
                    decodedTags = decoded
                    continue
                }
            case 5:
                if key == "owner" {
                    if value.isNull {
                        decodedOwner = .null
                        continue
                    }
                    guard let decoded = c.string(value) else { return nil }
                    decodedOwner = .value(decoded)
                    continue
                }
                if key == "price" {
                    if value.isNull { continue }
                    guard let decoded = c.number(value) else { return nil }
                    decodedPrice = decoded
                    continue
                }
                if key == "parts" {
                    if value.isNull { continue }
                    let decoded: [Item]? = c.array(value) { (v: JSONValue, c: inout Validation) -> Item? in
                        Item.decode(v, &c)
                    }
                    guard let decoded else { return nil }
                    decodedParts = decoded
                    continue
                }
            case 6:
                if key == "status" {
                    if value.isNull { continue }
                    guard let decoded = ItemStatus.decode(value, &c) else { return nil }
                    decodedStatus = decoded
                    continue
                }
                if key == "origin" {
                    if value.isNull { continue }
                    guard let decoded = Optional(c.text(of: value)) else { return nil }
                    decodedOrigin = decoded
                    continue
                }
                if key == "counts" {
                    if value.isNull { continue }
                    let decoded: [JSONMember<Int64>]? = c.members(value) {
                        (v: JSONValue, c: inout Validation) -> Int64? in
                        c.integer(v)
                    }
                    guard let decoded else { return nil }
                    decodedCounts = decoded
                    continue
                }
                if key == "parent" {
                    if value.isNull { continue }
                    guard let decoded = Optional(c.text(of: value)) else { return nil }
                    decodedParent = decoded
                    continue
                }
            default: break
            }
            let decoder = { (v: JSONValue, c: inout Validation) -> JSONText? in Optional(c.text(of: v)) }
            guard let decoded = decoder(value, &c) else { return nil }
            additional.append(JSONMember(name: key.string, value: decoded))
        }
        guard let decodedName else { return c.missing(v, "lacks the required member \"name\"") }
        if case .absent = decodedOwner { return c.missing(v, "lacks the required member \"owner\"") }
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
}

/// `schemas/Item.json#/properties/status`
extension ItemStatus: ServiceValue {
    package static func decode(_ v: JSONValue, _ c: inout Validation) -> ItemStatus? {
        v.isString ? ItemStatus(v.text) : c.mismatch(v, "must be a string")
    }
}

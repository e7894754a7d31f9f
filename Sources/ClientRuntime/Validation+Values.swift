import ContractRuntime
import HTTPTypes

/// Values of a service's answer: each is asked for its type and nothing else.
extension Validation {
    /// Notes that a value is of another type.
    package mutating func mismatch<Value>(_ value: JSONValue, _ message: StaticString) -> Value? {
        _ = fail(value, "type", message)
        return nil
    }

    /// Notes that an object lacks a member.
    package mutating func missing<Value>(_ value: JSONValue, _ message: StaticString) -> Value? {
        _ = fail(value, "required", message)
        return nil
    }

    package mutating func string(_ value: JSONValue) -> String? {
        value.isString ? value.string : mismatch(value, "must be a string")
    }

    package mutating func integer(_ value: JSONValue) -> Int64? {
        value.int64 ?? mismatch(value, "must be an integer of 64 bits")
    }

    package mutating func number(_ value: JSONValue) -> Double? {
        value.isNumber ? value.double : mismatch(value, "must be a number")
    }

    package mutating func boolean(_ value: JSONValue) -> Bool? {
        value.isBool ? value.bool : mismatch(value, "must be a Boolean")
    }

    package mutating func array<Element>(
        _ value: JSONValue,
        _ decode: (JSONValue, inout Validation) -> Element?
    ) -> [Element]? {
        guard value.isArray else { return mismatch(value, "must be an array") }
        var result: [Element] = []
        result.reserveCapacity(value.containedCount)
        var elements: JSONElements = value.elements
        while let element = elements.next() {
            guard let decoded = decode(element, &self) else { return nil }
            result.append(decoded)
        }
        return result
    }

    package mutating func members<Member>(
        _ value: JSONValue,
        _ decode: (JSONValue, inout Validation) -> Member?
    ) -> [JSONMember<Member>]? {
        guard value.isObject else { return mismatch(value, "must be an object") }
        var result: [JSONMember<Member>] = []
        var members: JSONMembers = value.members
        while let (name, member) = members.next() {
            guard let decoded = decode(member, &self) else { return nil }
            result.append(JSONMember(name: name.string, value: decoded))
        }
        return result
    }
}

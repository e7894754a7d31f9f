import HTTPTypes

/// The refusals of a well-formed text: nesting beyond the limit, and an object that has a member twice, since parsers
/// differ on which one wins.
enum StructureRules {
    /// One pass over the tape; nil where the document keeps the rules.
    static func refusal(of root: JSONValue, maxDepth: Int) -> JSONRefusal? {
        let end = root.end
        var index = root.index
        var depth = 0
        while index < end {
            let value = root.at(index)
            switch value.tag {
            case JSONValue.Tag.object, JSONValue.Tag.array:
                depth += 1
                if depth > maxDepth { return .malformed }
                if value.isObject, let second = repeatedMember(of: value) {
                    return .duplicateMember(pointer: JSONPointer.pointer(to: second, from: root))
                }
                index += 1
            case JSONValue.Tag.endOfObject, JSONValue.Tag.endOfArray:
                depth -= 1
                index += 1
            case JSONValue.Tag.signed, JSONValue.Tag.unsigned, JSONValue.Tag.double:
                index += 2
            default:
                index += 1
            }
        }
        return nil
    }

    /// The value of the first member whose name stands before it, as an index of the tape.
    private static func repeatedMember(of object: JSONValue) -> Int? {
        let count = object.containedCount
        guard count > 1 else { return nil }
        return count <= 24 ? fewMembers(object) : manyMembers(object, count: count)
    }

    /// Each with each: cheaper than any table for the handful of members that objects usually have.
    private static func fewMembers(_ object: JSONValue) -> Int? {
        var outer = object.members
        while let (key, _) = outer.next() {
            var inner = outer
            while let (other, value) = inner.next() {
                if key == other { return value.index }
            }
        }
        return nil
    }

    /// An open-addressing table of tape indices, so that a hostile object of 100,000 members costs linear time.
    private static func manyMembers(_ object: JSONValue, count: Int) -> Int? {
        var capacity = 64
        while capacity < count * 2 { capacity *= 2 }
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: capacity) { slots in
            slots.initialize(repeating: 0)
            var members = object.members
            while let (name, value) = members.nextWithNameAsValue() {
                let key = name.text
                // Hasher is seeded anew each process, so that colliding names cannot be prepared.
                var hasher = Hasher()
                hasher.combine(bytes: UnsafeRawBufferPointer(key.buffer))
                var slot = hasher.finalize() & (capacity - 1)
                while slots[slot] != 0 {
                    if object.at(slots[slot]).text == key { return value.index }
                    slot = (slot + 1) & (capacity - 1)
                }
                slots[slot] = name.index
            }
            return nil
        }
    }
}

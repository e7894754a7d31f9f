internal import HTTPTypes

/// Finds an object that has a member twice; parsers differ on which one wins, so such a text is refused.
enum DuplicateMembers {
    /// The value of the first repeated member below `root`, as an index of the tape; nil where there is none.
    static func first(in root: JSONValue) -> Int? {
        let end: Int = root.end
        var index: Int = root.index
        while index < end {
            let value: JSONValue = root.at(index)
            switch value.tag {
            case JSONValue.Tag.object:
                let count: Int = value.containedCount
                if count > 1, let repeated = count <= 24 ? fewMembers(value) : manyMembers(value, count: count) {
                    return repeated
                }
                index += 1
            case JSONValue.Tag.signed, JSONValue.Tag.unsigned, JSONValue.Tag.double:
                index += 2
            default:
                index += 1
            }
        }
        return nil
    }

    /// Each with each: cheaper than any table for the handful of members that objects usually have.
    private static func fewMembers(_ object: JSONValue) -> Int? {
        var outer: JSONMembers = object.members
        while let (key, _) = outer.next() {
            var inner: JSONMembers = outer
            while let (other, value) = inner.next() {
                if key == other { return value.index }
            }
        }
        return nil
    }

    /// An open-addressing table of tape indices, so that a hostile object of 100,000 members costs linear time.
    private static func manyMembers(_ object: JSONValue, count: Int) -> Int? {
        var capacity: Int = 64
        while capacity < count * 2 { capacity *= 2 }
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: capacity) { slots in
            slots.initialize(repeating: 0)
            var members: JSONMembers = object.members
            while let (name, value) = members.nextWithNameAsValue() {
                let key: Bytes = name.text
                // Hasher is seeded anew each process, so that colliding names cannot be prepared.
                var hasher: Hasher = Hasher()
                hasher.combine(bytes: UnsafeRawBufferPointer(key.buffer))
                var slot: Int = hasher.finalize() & (capacity - 1)
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

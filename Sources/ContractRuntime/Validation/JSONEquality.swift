import HTTPTypes

extension JSONValue {
    /// Equality of JSON Schema 2020-12 § 4.2.2: numbers by value, strings by bytes, objects without order.
    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        if left.isNumber && right.isNumber { return numbersEqual(left, right) }
        guard left.tag == right.tag else { return false }
        switch left.tag {
        case Tag.string: return left.text == right.text
        case Tag.array: return arraysEqual(left, right)
        case Tag.object: return objectsEqual(left, right)
        default: return true
        }
    }

    private static func numbersEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
        if let one = left.int64, let other = right.int64 { return one == other }
        if let one = left.uint64, let other = right.uint64 { return one == other }
        return left.double == right.double && left.isWide == right.isWide
    }

    /// An integer above Int64's range where the number is one.
    private var uint64: UInt64? {
        switch tag {
        case Tag.unsigned: tape[index + 1]
        case Tag.double: UInt64(exactly: double)
        default: nil
        }
    }

    /// True for an integer that only UInt64 holds.
    private var isWide: Bool { int64 == nil && uint64 != nil }

    private static func arraysEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
        guard left.containedCount == right.containedCount else { return false }
        var others = right.elements
        var elements = left.elements
        while let element = elements.next(), let other = others.next() {
            if !(element == other) { return false }
        }
        return true
    }

    /// Names are unique in each object (the parser refused others), so equal counts and one inclusion suffice.
    ///
    /// The member at the same place is tried first, so objects in the same order cost linear time; the names of large
    /// ones in another order are looked up by hash, so that hostile objects cost no more.
    private static func objectsEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
        let count = left.containedCount
        guard count == right.containedCount else { return false }
        var members = left.members
        var others = right.members
        var index: [Int: [Int]] = [:]
        while let (key, value) = members.next() {
            if let (name, other) = others.next(), name == key {
                if !(value == other) { return false }
                continue
            }
            if count > 16 && index.isEmpty { index = right.membersByHash }
            let candidate = count > 16 ? right.member(key, in: index) : right.member(key)
            guard let candidate, value == candidate else { return false }
        }
        return true
    }

    /// The tape indices of the members' values, by the hash of their names.
    private var membersByHash: [Int: [Int]] {
        var index: [Int: [Int]] = [:]
        index.reserveCapacity(containedCount)
        var rest = members
        while let (key, value) = rest.next() { index[JSONValue.hash(of: key), default: []].append(value.index) }
        return index
    }

    /// The member with this name, found by `membersByHash`; a name stands right before its value.
    private func member(_ name: Bytes, in index: [Int: [Int]]) -> JSONValue? {
        for place in index[JSONValue.hash(of: name)] ?? [] where at(place - 1).text == name { return at(place) }
        return nil
    }

    private static func hash(of name: Bytes) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(name.buffer))
        return hasher.finalize()
    }

    /// The member with this name, by bytes.
    package func member(_ name: Bytes) -> JSONValue? {
        guard isObject else { return nil }
        var rest = members
        while let (key, value) = rest.next() {
            if key == name { return value }
        }
        return nil
    }

    /// Says whether all elements differ (`uniqueItems`).
    package var hasUniqueElements: Bool {
        let count = containedCount
        if count < 2 { return true }
        if count <= 16 { return hasUniqueElementsPairwise }
        // Equal values have equal canonical hashes; only those are compared, so hostile arrays cost linear time.
        var seen: [Int: [Int]] = [:]
        seen.reserveCapacity(count)
        var rest = elements
        while let element = rest.next() {
            var hasher = Hasher()
            element.hash(into: &hasher)
            let hash = hasher.finalize()
            for other in seen[hash] ?? [] where at(other) == element { return false }
            seen[hash, default: []].append(element.index)
        }
        return true
    }

    private var hasUniqueElementsPairwise: Bool {
        var outer = elements
        while let element = outer.next() {
            var inner = outer
            while let other = inner.next() {
                if element == other { return false }
            }
        }
        return true
    }

    /// A hash that agrees with `==`: members are combined without order, integers as such and fractions by their
    /// double.
    func hash(into hasher: inout Hasher) {
        if isNumber {
            if let integer = int64 { return hasher.combine(integer) }
            if let integer = uint64 { return hasher.combine(integer) }
            return hasher.combine(double)
        }
        hasher.combine(tag)
        switch tag {
        case Tag.string:
            hasher.combine(bytes: UnsafeRawBufferPointer(text.buffer))
        case Tag.array:
            var rest = elements
            while let element = rest.next() { element.hash(into: &hasher) }
        case Tag.object:
            var sum = 0
            var rest = members
            while let (key, value) = rest.next() {
                var inner = Hasher()
                inner.combine(bytes: UnsafeRawBufferPointer(key.buffer))
                value.hash(into: &inner)
                sum &+= inner.finalize()
            }
            hasher.combine(sum)
        default: break
        }
    }
}

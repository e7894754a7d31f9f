import HTTPTypes

/// The query of a request target as a list of `name=value` pairs in the encoding of HTML forms.
///
/// "&" separates, empty pairs are skipped, a pair without "=" has the empty value, "+" is a space. Names are compared
/// decoded; looking for one does not allocate. A pair whose name cannot be decoded has no name.
package struct Query: Sendable, Sequence {
    /// The value in a query of a parameter that may stand once; the caller knows its name.
    package enum Value: Equatable, Sendable {
        case absent
        /// It stands more than once.
        case repeated
        /// A broken escape, or no UTF-8.
        case malformed
        case value([UInt8])
    }

    /// A pair as it was received.
    package struct Pair: Sendable {
        package let rawName: Bytes
        package let rawValue: Bytes

        /// True where the decoded name is `name`.
        package func isNamed(_ name: StaticString) -> Bool {
            let expected = Bytes(name)
            var reader = PercentReader(rawName, plusIsSpace: true)
            var index = 0
            do throws(PercentReader.BadEscape) {
                while let byte = try reader.next() {
                    guard index < expected.count, expected[index] == byte else { return false }
                    index += 1
                }
            } catch {
                return false
            }
            return index == expected.count
        }
    }

    private let bytes: Bytes

    /// `bytes` is the query without its "?"; nil is a target without one.
    package init(_ bytes: Bytes?) {
        self.bytes = bytes ?? .empty
    }

    /// The decoded value of a parameter that may stand once.
    package func value(of name: StaticString) -> Value {
        var found: Pair?
        for pair in self where pair.isNamed(name) {
            if found != nil { return .repeated }
            found = pair
        }
        guard let found else { return .absent }
        return PercentReader.decode(found.rawValue, plusIsSpace: true).map { Value.value($0) } ?? .malformed
    }

    /// The decoded values of a parameter that may stand often, in their order; nil where one of them is malformed.
    package func values(of name: StaticString) -> [[UInt8]]? {
        var values: [[UInt8]] = []
        for pair in self where pair.isNamed(name) {
            guard let value = PercentReader.decode(pair.rawValue, plusIsSpace: true) else { return nil }
            values.append(value)
        }
        return values
    }

    /// Goes through the pairs in the order they stand.
    package func makeIterator() -> Iterator {
        Iterator(bytes: bytes)
    }

    /// Finds the pairs one by one, without allocating.
    package struct Iterator: IteratorProtocol {
        private let bytes: Bytes
        private var index: Int = 0

        fileprivate init(bytes: Bytes) {
            self.bytes = bytes
        }

        /// The next pair that is not empty.
        package mutating func next() -> Pair? {
            while index < bytes.count {
                let end = bytes.firstIndex(of: UInt8(ascii: "&"), from: index) ?? bytes.count
                let pair = bytes.slice(index, end)
                index = end + 1
                if pair.isEmpty { continue }
                let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.count
                return Pair(
                    rawName: pair.slice(0, equals),
                    rawValue: pair.slice(Swift.min(equals + 1, pair.count), pair.count)
                )
            }
            return nil
        }
    }
}

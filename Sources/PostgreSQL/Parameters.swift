/// The values of a statement's parameters in PostgreSQL's binary format, one behind the other.
///
/// Nothing here is generic: the values of every write pass through, and other modules could not specialise it.
package struct Parameters: Sendable {
    private(set) var bytes: [UInt8] = []
    /// The end of each value; the complement of that for NULL.
    private var ends: [Int] = []

    /// - Parameters:
    ///   - size: of all values in bytes, roughly.
    ///   - count: how many values there are, roughly.
    package init(reserving size: Int = 64, count: Int = 0) {
        bytes.reserveCapacity(size)
        ends.reserveCapacity(count)
    }

    /// No values.
    static let none = Parameters(reserving: 0)

    var count: Int { ends.count }

    func end(_ index: Int) -> Int { max(ends[index], ~ends[index]) }

    func isNull(_ index: Int) -> Bool { ends[index] < 0 }

    package mutating func add(_ value: Int64) {
        bytes.append(bigEndian: UInt64(bitPattern: value))
        close()
    }

    package mutating func add(_ value: Bool) {
        bytes.append(value ? 1 : 0)
        close()
    }

    package mutating func add(_ value: String) {
        bytes.append(text: value)
        close()
    }

    /// Text that is UTF-8 already, or bytes.
    package mutating func add(_ value: [UInt8]) {
        bytes.append(contentsOf: value)
        close()
    }

    package mutating func addNull() { close(isNull: true) }

    /// Adds an array of one dimension: a header, then each element with its length (`array_send` in `arrayfuncs.c`).
    ///
    /// - Parameter write: adds one value, or NULL, for each index.
    package mutating func addArray(
        of element: ParameterType,
        count: Int,
        _ write: (Int, inout ArrayElements) -> Void
    ) {
        // Dimensions, whether there are NULLs, the elements' type; then the dimension's length and its first index.
        bytes.append(bigEndian: UInt32(count == 0 ? 0 : 1))
        let flag = bytes.count
        bytes.append(bigEndian: UInt32(0))
        bytes.append(bigEndian: element.rawValue)
        if count > 0 {
            bytes.append(bigEndian: UInt32(count))
            bytes.append(bigEndian: UInt32(1))
        }
        var elements = ArrayElements(bytes: [])
        swap(&elements.bytes, &bytes)
        for index in 0..<count { write(index, &elements) }
        swap(&elements.bytes, &bytes)
        if elements.hasNull { bytes[flag + 3] = 1 }
        close()
    }

    private mutating func close(isNull: Bool = false) {
        ends.append(isNull ? ~bytes.count : bytes.count)
    }
}

/// The elements of an array, each a length and a value.
package struct ArrayElements {
    fileprivate var bytes: [UInt8]
    fileprivate var hasNull: Bool = false

    package mutating func add(_ value: Int64) {
        bytes.append(bigEndian: UInt32(8))
        bytes.append(bigEndian: UInt64(bitPattern: value))
    }

    package mutating func add(_ value: Bool) {
        bytes.append(bigEndian: UInt32(1))
        bytes.append(value ? 1 : 0)
    }

    package mutating func add(_ value: String) {
        let start = bytes.count
        bytes.append(bigEndian: UInt32(0))
        bytes.append(text: value)
        let length = UInt32(bytes.count - start - 4)
        for offset in 0..<4 { bytes[start + offset] = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * offset)) }
    }

    package mutating func add(_ value: [UInt8]) {
        bytes.append(bigEndian: UInt32(value.count))
        bytes.append(contentsOf: value)
    }

    package mutating func add(_ value: Int64?) {
        if let value { add(value) } else { addNull() }
    }

    package mutating func add(_ value: String?) {
        if let value { add(value) } else { addNull() }
    }

    package mutating func addNull() {
        bytes.append(bigEndian: UInt32.max)
        hasNull = true
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian value: UInt32) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(bigEndian value: UInt64) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }
}

/// The values of a statement's parameters in PostgreSQL's binary format, one behind the other.
///
/// Integers are big-endian; an array is its header and then each element with its length
/// (`array_send` in PostgreSQL's `arrayfuncs.c`).
package struct Parameters: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where each value ends; where it is NULL.
    private(set) var ends: [Int] = []
    private(set) var nulls: [Bool] = []

    package init(reserving count: Int = 64) { bytes.reserveCapacity(count) }

    package mutating func add(_ value: Int64) { close { $0.append(bigEndian: value) } }

    package mutating func add(_ value: Bool) { close { $0.append(value ? 1 : 0) } }

    package mutating func add(_ value: String) { close { $0.append(text: value) } }

    package mutating func add(_ value: Int64?) {
        if let value { add(value) } else { addNull() }
    }

    package mutating func addNull() {
        ends.append(bytes.count)
        nulls.append(true)
    }

    package mutating func add(_ values: some Collection<Int64?>) {
        addArray(.bigint, values) { $0.append(bigEndian: $1) }
    }

    package mutating func add(_ values: some Collection<Bool?>) {
        addArray(.bool, values) { $0.append($1 ? 1 : 0) }
    }

    package mutating func add(_ values: some Collection<String?>) {
        addArray(.text, values) { $0.append(text: $1) }
    }

    package mutating func add(_ values: some Collection<[UInt8]?>, as element: ParameterType) {
        addArray(element, values) { $0.append(contentsOf: $1) }
    }

    private mutating func close(_ body: (inout [UInt8]) -> Void) {
        body(&bytes)
        ends.append(bytes.count)
        nulls.append(false)
    }

    private mutating func addArray<Value>(
        _ element: ParameterType,
        _ values: some Collection<Value?>,
        _ append: (inout [UInt8], Value) -> Void
    ) {
        close { bytes in
            guard !values.isEmpty else {
                for word: Int32 in [0, 0, Int32(bitPattern: element.rawValue)] { bytes.append(bigEndian: word) }
                return
            }
            let hasNull: Int32 = values.contains { $0 == nil } ? 1 : 0
            for word: Int32 in [1, hasNull, Int32(bitPattern: element.rawValue), Int32(values.count), 1] {
                bytes.append(bigEndian: word)
            }
            for value in values {
                guard let value else {
                    bytes.append(bigEndian: Int32(-1))
                    continue
                }
                let start: Int = bytes.count
                bytes.append(bigEndian: Int32(0))
                append(&bytes, value)
                bytes.replace(at: start, with: Int32(bytes.count - start - 4))
            }
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func replace(at index: Int, with value: Int32) {
        Swift.withUnsafeBytes(of: value.bigEndian) { word in
            for offset in 0..<4 { self[index + offset] = word[offset] }
        }
    }

    /// PostgreSQL's text holds every character but U+0000; it becomes U+FFFD, the replacement character.
    fileprivate mutating func append(text: String) {
        let start: Int = count
        append(contentsOf: text.utf8)
        guard self[start...].contains(0) else { return }
        removeSubrange(start...)
        for byte in text.utf8 {
            if byte == 0 { append(contentsOf: [0xEF, 0xBF, 0xBD]) } else { append(byte) }
        }
    }
}

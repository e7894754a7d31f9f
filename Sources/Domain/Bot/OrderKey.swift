import Platform

/// Updates of one key are handled one after another in order of arrival: what Telegram itself orders by.
package struct OrderKey: Sendable, Hashable {
    package let text: String

    package init(text: String) { self.text = text }

    package static func chat(_ id: Int64) -> OrderKey { OrderKey(text: "chat/\(id)") }
    package static func user(_ id: Int64) -> OrderKey { OrderKey(text: "user/\(id)") }
    package static func poll(_ id: String) -> OrderKey { OrderKey(text: "poll/\(id)") }
    /// Queues behind nothing.
    package static func update(_ id: Int64) -> OrderKey { OrderKey(text: "update/\(id)") }

    /// How many partitions there are; processes share the work by them.
    package static let partitions: Int64 = 32

    /// 0..<partitions; the same in each process.
    package var partition: Int64 {
        var hash = FNV1a()
        for byte in text.utf8 { hash.add(byte) }
        return Int64((hash.value ^ hash.value >> 32) % UInt64(OrderKey.partitions))
    }
}

/// Some items of a list, newest first.
package struct Page<Item: Sendable>: Sendable {
    package var items: [Item]
    /// The `after` of the next page; nil on the last.
    package var next: Int64?

    /// - Parameter found: one more than the page takes where there are so many.
    init(_ found: [Item], limit: Int, id: KeyPath<Item, Int64>) {
        items = Array(found.prefix(limit))
        next = found.count > limit ? items.last?[keyPath: id] : nil
    }
}

extension Page: Equatable where Item: Equatable {}

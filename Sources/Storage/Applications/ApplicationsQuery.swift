import Domain

/// A question for applications.
package struct ApplicationsQuery: Sendable, Equatable {
    package var limit: Int
    package var offset: Int
    /// Only applications older than this one (its id): the keyset way to page.
    package var after: Int64?
    package var status: ApplicationStatus?
    /// Part of a name or username, letters folded, or a whole Telegram id.
    package var search: String?
    package var includeDetails: Bool

    package init(
        limit: Int = 200,
        offset: Int = 0,
        after: Int64? = nil,
        status: ApplicationStatus? = nil,
        search: String? = nil,
        includeDetails: Bool = false
    ) {
        self.limit = limit
        self.offset = offset
        self.after = after
        self.status = status
        self.search = search
        self.includeDetails = includeDetails
    }

    /// The page's length within bounds, so that one more never overflows and no caller asks for the whole table.
    var pageLength: Int { min(max(limit, 0), 10_000) }

    /// How many rows a store reads: one more than the page has tells whether another follows.
    var rowCount: Int64 { Int64(pageLength) + 1 }
}

/// Some applications, newest first.
package struct ApplicationsPage: Sendable, Equatable {
    package var items: [Application]
    /// How many applications match status and search, in all pages.
    package var total: Int64
    /// The `after` of the next page; nil on the last.
    package var next: Int64?

    package init(items: [Application], total: Int64, next: Int64?) {
        self.items = items
        self.total = total
        self.next = next
    }

    /// - Parameter found: up to `query.rowCount` applications.
    init(_ query: ApplicationsQuery, found: [Application], total: Int64) {
        items = found
        self.total = total
        guard found.count > query.pageLength else { return }
        items.removeLast()
        next = items.last?.id
    }
}

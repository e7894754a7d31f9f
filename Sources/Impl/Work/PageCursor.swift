import Crypto

/// The opaque `after` of a page: where the next one begins.
///
/// base64url of a version byte and the last item's id. Reading is strict: what `text` would not have written is no
/// cursor. `api/schemas/Cursor.json` says the same as a pattern; the two change together.
package struct PageCursor: Sendable, Equatable {
    package var id: Int64

    private static let version: UInt8 = 1

    package init(id: Int64) {
        self.id = id
    }

    /// nil for anything that is not a cursor.
    package init?(_ text: String) {
        guard text.utf8.count == 12, let bytes = Base64URL.decode(text), bytes.first == PageCursor.version
        else {
            return nil
        }
        let id = bytes.dropFirst().reduce(0) { $0 << 8 | UInt64($1) }
        guard id > 0, let id = Int64(exactly: id) else { return nil }
        self.id = id
    }

    package var text: String {
        let bits = UInt64(bitPattern: id)
        let bytes = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> UInt64($0)) }
        return Base64URL.encode([PageCursor.version] + bytes)
    }
}

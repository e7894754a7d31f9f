/// The form of a noun that goes with a number (Unicode CLDR, cardinal plurals).
enum Plural {
    static func english(_ count: Int, _ one: String, _ other: String) -> String { count == 1 ? one : other }

    /// - Parameters:
    ///   - one: 1, 21, 31 …
    ///   - few: 2, 3, 4, 22 …
    ///   - many: 0, 5, 11, 12 …
    static func russian(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
        switch (count % 10, count % 100) {
        case (_, 11...14): many
        case (1, _): one
        case (2...4, _): few
        default: many
        }
    }
}

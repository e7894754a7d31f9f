import Platform
import Telegram

/// The rule by which older backups go when a new one is there; the newest always stays.
package enum Retention: Sendable, Equatable {
    /// So many stay, at least 1.
    case count(Int)
    /// Those that are younger stay.
    case days(Int)

    /// Reads `14`, or `30d`; nil for anything else.
    package init?(_ text: String) {
        let isDays = text.hasSuffix("d")
        guard let number = Decimal.digits(isDays ? String(text.dropLast()) : text), (1...10_000).contains(number) else {
            return nil
        }
        self = isDays ? .days(Int(number)) : .count(Int(number))
    }

    package var text: String {
        switch self {
        case .count(let count): "\(count)"
        case .days(let days): "\(days)d"
        }
    }

    /// What may go.
    ///
    /// - Parameters:
    ///   - older: all but the newest.
    ///   - now: seconds since 1970.
    func excess(among older: [BackupName], now: Int) -> [BackupName] {
        switch self {
        case .count(let count): Array(older.sorted { $0.text > $1.text }.dropFirst(count - 1))
        case .days(let days): older.filter { now - $0.seconds >= days * 86_400 }
        }
    }
}

import Domain

extension Broadcast {
    /// The columns of `broadcasts` that `init(_:)` reads, first of all.
    static let columns: String = """
        id, creator, status, text, is_html, media_kind, media_file_id, copy_chat_id, copy_message_id, buttons, \
        languages, active_days, completed_test, registered_after, scheduled_at, rate, is_paid, language, recipients, \
        sent, failed, unreachable, fault, created_at, started_at, completed_at
        """

    /// How many they are.
    static let count: Int32 = 26

    init(_ row: borrowing StoredRow) {
        self.init(
            id: row.integer(0),
            creator: row.integer(1),
            status: Status(rawValue: row.text(2)) ?? .draft,
            message: BroadcastMessage(row),
            audience: BroadcastAudience(row),
            scheduledAt: row.optionalInteger(14),
            rate: row.integer(15),
            isPaid: row.bool(16),
            language: row.text(17),
            recipients: row.integer(18),
            progress: BroadcastProgress(sent: row.integer(19), failed: row.integer(20), unreachable: row.integer(21)),
            fault: row.text(22),
            createdAt: row.integer(23),
            startedAt: row.optionalInteger(24),
            completedAt: row.optionalInteger(25)
        )
    }
}

extension BroadcastMessage {
    fileprivate init(_ row: borrowing StoredRow) {
        let kind = Media.Kind(rawValue: row.text(5))
        let fileID = row.text(6)
        let messageID = row.integer(8)
        let chatID = row.integer(7)
        self.init(
            text: row.text(3),
            isHTML: row.bool(4),
            media: kind.map { Media(kind: $0, fileID: fileID) },
            copy: messageID == 0 ? nil : Copy(chatID: chatID, messageID: messageID),
            buttons: [[BroadcastButton]](stored: row.text(9))
        )
    }
}

extension BroadcastAudience {
    fileprivate init(_ row: borrowing StoredRow) {
        self.init(
            languages: row.text(10).split(separator: ",").map(String.init),
            activeDays: row.optionalInteger(11),
            completedTest: row.isNull(12) ? nil : row.bool(12),
            registeredAfter: row.optionalInteger(13)
        )
    }

    /// Each between two commas, so that one is found in it; empty where any will do.
    var languagesText: String { languages.isEmpty ? "" : "," + languages.joined(separator: ",") + "," }
}

/// Buttons as a text: rows, buttons and the parts of a button between control characters, which none of them holds.
extension [[BroadcastButton]] {
    private static let betweenRows: Character = "\u{1D}"
    private static let betweenButtons: Character = "\u{1E}"
    private static let betweenParts: Character = "\u{1F}"

    fileprivate init(stored text: String) {
        self = text.split(separator: Self.betweenRows).map { row in
            row.split(separator: Self.betweenButtons).compactMap { button in
                let parts = button.split(separator: Self.betweenParts, omittingEmptySubsequences: false)
                guard parts.count == 3 else { return nil }
                let action = String(parts[2])
                return BroadcastButton(
                    text: String(parts[0]),
                    action: parts[1] == "url" ? .url(action) : .callback(action)
                )
            }
        }
    }

    var stored: String {
        let rows = map { row in
            row.map { button in
                let (kind, action) =
                    switch button.action {
                    case .url(let address): ("url", address)
                    case .callback(let data): ("callback", data)
                    }
                return "\(button.text)\(Self.betweenParts)\(kind)\(Self.betweenParts)\(action)"
            }
            .joined(separator: String(Self.betweenButtons))
        }
        return rows.joined(separator: String(Self.betweenRows))
    }
}

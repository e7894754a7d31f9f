import Glibc

/// A backup's name: `BASE-YYYYMMDDTHHMMSSZ.SUFFIX`.
struct BackupName: Sendable, Equatable {
    let text: String
    /// The database's part of it.
    let base: String
    /// `dump` for PostgreSQL, `sqlite` for SQLite.
    let suffix: String
    /// When it was made: seconds since 1970.
    let seconds: Int

    /// nil for any other name.
    init?(_ text: String) {
        guard let dot = text.lastIndex(of: "."), let seconds = TimeStamp.seconds(text[..<dot].suffix(16)),
            text[..<dot].dropLast(16).hasSuffix("-")
        else { return nil }
        self.text = text
        self.seconds = seconds
        base = String(text[..<dot].dropLast(17))
        suffix = String(text[text.index(after: dot)...])
    }

    /// A database's name as it stands in that of a file.
    static func base(_ database: String) -> String {
        String(database.map { $0.isASCII && ($0.isLetter || $0.isNumber) || "_-".contains($0) ? $0 : "_" })
    }
}

/// `YYYYMMDDTHHMMSSZ`, ISO 8601's basic form in UTC.
enum TimeStamp {
    static func now() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y%m%dT%H%M%SZ", &parts)
        return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func isOne(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return false }
        return (bytes[..<8] + bytes[9..<15]).allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Seconds since 1970; nil where the text is no time stamp.
    static func seconds(_ text: Substring) -> Int? {
        guard isOne(text) else { return nil }
        func number(_ from: Int, _ count: Int) -> Int32 { Int32(text.dropFirst(from).prefix(count)) ?? 0 }
        var parts = tm()
        parts.tm_year = number(0, 4) - 1_900
        parts.tm_mon = number(4, 2) - 1
        parts.tm_mday = number(6, 2)
        parts.tm_hour = number(9, 2)
        parts.tm_min = number(11, 2)
        parts.tm_sec = number(13, 2)
        return timegm(&parts)
    }
}

import ContractRuntime
import HTTPTypes

extension InitDataUser {
    /// Reads the signed `user` text.
    ///
    /// A known member of another type than Telegram's is refused; `null` counts as absent, unknown members are ignored.
    init(json: ArraySlice<UInt8>) throws(InitDataFailure) {
        var user = InitDataUser(id: 0, firstName: "", isPremium: false, rawText: String(decoding: json, as: UTF8.self))
        do {
            try JSONDocument.withRoot(copying: json) { root in
                guard root.isObject else { throw InitDataFailure.userMalformed }
                var members = root.members
                while let (name, value) = members.next() { try user.read(name, value) }
            }
        } catch {
            throw .userMalformed
        }
        guard user.id >= 1, user.id < 1 << 52 else { throw .userIDInvalid }
        guard !InitDataUser.escapesNUL(json) else { throw .nulCharacter }
        self = user
    }

    private mutating func read(_ name: Bytes, _ value: JSONValue) throws(InitDataFailure) {
        if name == "id" {
            // Anything but a whole number leaves the id at 0, which is refused as such once the text is known to be
            // JSON.
            id = value.isWrittenAsInteger ? value.int64 ?? 0 : 0
        } else if value.isNull {
            return
        } else if name == "first_name" {
            firstName = try InitDataUser.text(value)
        } else if name == "last_name" {
            lastName = try InitDataUser.text(value)
        } else if name == "username" {
            username = try InitDataUser.text(value)
        } else if name == "language_code" {
            languageCode = try InitDataUser.text(value)
        } else if name == "photo_url" {
            photoURL = try InitDataUser.text(value)
        } else if name == "is_premium" {
            guard value.isBool else { throw .userMalformed }
            isPremium = value.bool
        }
    }

    private static func text(_ value: JSONValue) throws(InitDataFailure) -> String {
        guard value.isString else { throw .userMalformed }
        return value.string
    }

    /// Says whether a name or a text of this JSON holds U+0000, which it can write as an escape alone.
    private static func escapesNUL(_ json: ArraySlice<UInt8>) -> Bool {
        var index = json.startIndex
        while index < json.endIndex {
            guard json[index] == 0x5C else {
                index += 1
                continue
            }
            if json[index...].starts(with: "\\u0000".utf8) { return true }
            index += 2
        }
        return false
    }
}

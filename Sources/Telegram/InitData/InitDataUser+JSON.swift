extension InitDataUser {
    /// Reads the signed `user` text.
    ///
    /// A known member of another type than Telegram's is refused; `null` counts as absent, unknown members are ignored.
    init(json: ArraySlice<UInt8>) throws(InitDataFailure) {
        var user = InitDataUser(id: 0, firstName: "", isPremium: false, rawText: String(decoding: json, as: UTF8.self))
        let hasNUL: Bool
        do throws(JSONReader.Fault) {
            var reader = try JSONReader(json)
            try reader.object { (reader, name) throws(JSONReader.Fault) in
                try user.read(name, from: &reader)
            }
            try reader.end()
            hasNUL = reader.hasNUL
        } catch {
            throw .userMalformed
        }
        guard user.id >= 1, user.id < 1 << 52 else { throw .userIDInvalid }
        guard !hasNUL else { throw .nulCharacter }
        self = user
    }

    private mutating func read(_ name: Range<Int>, from reader: inout JSONReader) throws(JSONReader.Fault) {
        if reader.equals(name, "id") {
            // Anything but a whole number leaves the id at 0, which is refused as such once the text is known to be JSON.
            let isNumber = reader.peek() == 0x2D || (0x30...0x39).contains(reader.peek())
            if isNumber { id = try reader.integer() ?? 0 } else { try reader.skip() }
        } else if reader.peek() == 0x6E {
            try reader.null()
        } else if reader.equals(name, "first_name") {
            firstName = try reader.text()
        } else if reader.equals(name, "last_name") {
            lastName = try reader.text()
        } else if reader.equals(name, "username") {
            username = try reader.text()
        } else if reader.equals(name, "language_code") {
            languageCode = try reader.text()
        } else if reader.equals(name, "photo_url") {
            photoURL = try reader.text()
        } else if reader.equals(name, "is_premium") {
            isPremium = try reader.bool()
        } else {
            try reader.skip()
        }
    }
}

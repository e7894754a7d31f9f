/// The bot itself, as `getMe` describes it.
package struct BotUser: Sendable, Equatable {
    package var id: Int64
    package var firstName: String
    /// Without "@"; one that `BotUsername` takes.
    package var username: String

    package init(id: Int64, firstName: String, username: String) {
        self.id = id
        self.firstName = firstName
        self.username = username
    }

    /// Reads a `User` object; one without id or a bot's username is none.
    init(from reader: inout JSONReader) throws(JSONReader.Fault) {
        var user = BotUser(id: 0, firstName: "", username: "")
        try reader.object { (reader, name) throws(JSONReader.Fault) in
            if reader.equals(name, "id") {
                user.id = try reader.integer() ?? 0
            } else if reader.equals(name, "first_name") {
                user.firstName = try reader.text()
            } else if reader.equals(name, "username") {
                user.username = try reader.text()
            } else {
                try reader.skip()
            }
        }
        guard user.id > 0, BotUsername.isValid(user.username) else { throw JSONReader.Fault() }
        self = user
    }
}

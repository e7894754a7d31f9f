/// What a user is found by: the names and "@username" in lower case (Unicode's default mapping).
func searchText(firstName: String, lastName: String, username: String?) -> String {
    "\(firstName) \(lastName)".lowercased() + foldedMention(username ?? "")
}

/// The part of a search text that the username makes.
func foldedMention(_ username: String) -> String { username.isEmpty ? "" : "\n@\(username)".lowercased() }

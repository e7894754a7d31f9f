/// What a user is found by: the names and "@username" in lower case (Unicode's default mapping).
func searchText(firstName: String, lastName: String, username: String?) -> String {
    let mention = username.map { $0.isEmpty ? "" : "\n@\($0)" } ?? ""
    return "\(firstName) \(lastName)\(mention)".lowercased()
}

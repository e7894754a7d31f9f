/// The names that bots have, without "@".
package enum BotUsername {
    /// 5 to 32 of `A-Z a-z 0-9 _`: whatever else the name is put into, such as a link, keeps its meaning.
    ///
    /// Most end in "bot"; those that were bought as collectibles do not.
    package static func isValid(_ text: String) -> Bool {
        (5...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
                default: false
                }
            }
    }
}

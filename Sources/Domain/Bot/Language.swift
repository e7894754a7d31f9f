/// The languages that the bot speaks.
package enum Language: Sendable, CaseIterable {
    case english, russian

    /// - Parameter code: an IETF language tag, as Telegram tells it; English where it is none of ours.
    package init(code: String?) { self = code?.lowercased().hasPrefix("ru") == true ? .russian : .english }
}

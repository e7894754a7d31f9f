import Crypto

extension SettingSection {
    private static let money = "there are no payments"
    private static let shop = "there is no shop"

    /// Settings of features that are not built yet, and of what is done in another way here.
    static let unused = SettingSection(
        title: "Known, and used by nothing",
        settings: [
            Setting(
                "PERSONAL_PLAN_DAILY_LIMIT",
                \.personalPlanDailyLimit,
                .integer(0...1_000),
                unused: "nothing makes personal plans",
                "Personal plans that a user may have made in a day."
            ),
            Setting(unused: "statements are not logged", "DB_ECHO", .bool, "Logs statements at the level debug."),
            Setting(
                unused: money,
                "HELEKET_MERCHANT",
                .text(example: "8b03432e-385b-4670-8d06-064591096795"),
                old: ["MERCHANT_UUID"],
                "The merchant at Heleket."
            ),
            Setting(unused: money, "HELEKET_API_KEY", .anySecret, old: ["API_KEY"], "The key for payments at Heleket."),
            Setting(unused: money, "HELEKET_PAYOUT_KEY", .anySecret, "The key for payouts at Heleket."),
            Setting(
                unused: money,
                "HELEKET_BASE_URL",
                .text("https://host[:port][/path]", example: "https://a.example", read: ConfigurationRules.baseURL),
                "The address of Heleket."
            ),
            Setting(unused: money, "PLAN_MONTHLY_PRICE", .text(example: "12.50 USD"), "The price of a month."),
            Setting(unused: money, "PLAN_YEARLY_PRICE", .text(example: "120.00 USD"), "The price of a year."),
            Setting(unused: money, "PLAN_MONTHLY_STARS", .integer(1...1_000_000), "The price of a month in Stars."),
            Setting(unused: money, "PLAN_YEARLY_STARS", .integer(1...1_000_000), "The price of a year in Stars."),
            Setting(unused: money, "PAYSUPPORT_TEXT", .text(example: "Write to us"), "What `/paysupport` says."),
            Setting(unused: money, "TERMS_TEXT", .text(example: "Our terms"), "What `/terms` says."),
            Setting(unused: shop, "CHANNEL_ID", .text(example: "-1001234567890"), "The channel that shows products."),
            Setting(unused: shop, "CHANNEL_THREAD_ID", .integer(1...Int(Int32.max)), "The topic of that channel."),
        ]
    )
}

extension SettingType where Value == Secret? {
    /// A secret of another system, in its own form.
    static var anySecret: SettingType {
        .secret("a secret", example: "a-secret-of-another-system", read: { $0 })
    }
}

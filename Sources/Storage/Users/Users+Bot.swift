import Domain

/// What the bot learns of people.
extension Users {
    /// Notes that a person can be written to, or cannot.
    ///
    /// - Returns: false where the update was handled before, and nothing is done.
    @discardableResult
    package func setReachable(
        _ isReachable: Bool,
        telegramID: Int64,
        effects: Effects = .none
    ) async throws(StorageError) -> Bool {
        let time = database.now
        var transaction = Transaction()
        transaction.apply(effects, at: time)
        transaction.add(Users.reachability(isReachable, of: telegramID, at: time))
        return try await database.transact(transaction) == nil
    }

    /// nil where they never wrote to the bot.
    package func isReachable(telegramID: Int64) async throws(StorageError) -> Bool? {
        try await database.readOne(Users.reachability(of: telegramID)) { $0.bool(0) }
    }

    static func registration(_ profile: UserProfile, at time: Int64) -> SQL {
        SQL(sqlite: registrationOnSQLite(profile, at: time), postgreSQL: registrationOnPostgreSQL(profile, at: time))
    }

    private static func registrationOnSQLite(_ profile: UserProfile, at time: Int64) -> SQL {
        """
        INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
            search_text, ai_test_completed, created_at, updated_at)
        VALUES (\(profile.telegramID), \(profile.username ?? ""), \(profile.firstName), \(profile.lastName),
            \(profile.languageCode), \(profile.isPremium), '',
            \(searchText(firstName: profile.firstName, lastName: profile.lastName, username: profile.username)),
            0, \(time), \(time))
        ON CONFLICT (telegram_id) DO UPDATE SET
            username = excluded.username, first_name = excluded.first_name, last_name = excluded.last_name,
            language_code = excluded.language_code, is_premium = excluded.is_premium,
            search_text = excluded.search_text, updated_at = excluded.updated_at
        """
    }

    private static func registrationOnPostgreSQL(_ profile: UserProfile, at time: Int64) -> SQL {
        """
        INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url,
            ai_test_completed, created_at, updated_at, folded_mention, folded_first_name, folded_last_name)
        VALUES (\(profile.telegramID), \(profile.username ?? ""), \(profile.firstName), \(profile.lastName),
            \(profile.languageCode), \(profile.isPremium), '', false, \(time), \(time),
            \(foldedMention(profile.username ?? "")), \(profile.firstName.lowercased()),
            \(profile.lastName.lowercased()))
        \(unsafeSQL: refreshed)
        """
    }

    /// A user who was known has what Telegram tells at this moment; the photo is told by launch data alone.
    static let refreshed: String = """
        ON CONFLICT (telegram_id) DO UPDATE SET
            username = excluded.username, first_name = excluded.first_name, last_name = excluded.last_name,
            language_code = excluded.language_code, is_premium = excluded.is_premium, updated_at = excluded.updated_at,
            folded_mention = excluded.folded_mention, folded_first_name = excluded.folded_first_name,
            folded_last_name = excluded.folded_last_name
        """

    /// Who started before can be written to again, and has the source of the first start.
    static let restarted: String = """
        ON CONFLICT (telegram_id) DO UPDATE SET
            last_active_at = excluded.last_active_at, unreachable_at = NULL,
            source = CASE WHEN bot_users.source = '' THEN excluded.source ELSE bot_users.source END
        """

    static func start(_ telegramID: Int64, source: String, at time: Int64) -> SQL {
        """
        INSERT INTO bot_users (telegram_id, source, started_at, last_active_at)
        VALUES (\(telegramID), \(source), \(time), \(time))
        \(unsafeSQL: restarted)
        """
    }

    private static func reachability(_ isReachable: Bool, of telegramID: Int64, at time: Int64) -> SQL {
        """
        INSERT INTO bot_users (telegram_id, source, started_at, last_active_at, unreachable_at)
        VALUES (\(telegramID), '', \(time), \(isReachable ? time : 0), \(isReachable ? nil : time))
        ON CONFLICT (telegram_id) DO UPDATE SET unreachable_at = excluded.unreachable_at
        """
    }

    private static func reachability(of telegramID: Int64) -> SQL {
        "SELECT unreachable_at IS NULL FROM bot_users WHERE telegram_id = \(telegramID)"
    }

    static let botPlans: [PlanCase] = [
        PlanCase(
            registration(UserProfile(telegramID: 7, username: "ana", firstName: "Ana"), at: 7),
            most: ["users": 0]
        ),
        PlanCase(start(7, source: "a", at: 7), most: ["bot_users": 0]),
        PlanCase(reachability(true, of: 7, at: 7), most: ["bot_users": 0]),
        PlanCase(reachability(false, of: 7, at: 7), most: ["bot_users": 0]),
        PlanCase(reachability(of: 7), most: ["bot_users": 1]),
    ]
}

import Crypto
import Domain
import Impl
import Logging
import Testing

struct AuthenticatorSessionTests {
    private let now: Int64 = 1_732_135_823

    private func authenticator(allowsDebugMode: Bool = false) throws -> TelegramAuthenticator {
        var settings = AccessSettings()
        settings.initDataAdminMaxAgeSeconds = 1_800
        settings.allowsDebugMode = allowsDebugMode
        let time = now * 1_000_000
        return try TelegramAuthenticator(
            settings: settings,
            administrators: AdministratorDirectory([7: .admin, 9: .superadmin]),
            logger: Logger(level: .error, sink: MemorySink()),
            now: { time }
        )
    }

    @Test(
        arguments: [
            (0, true), (1_799, true), (1_800, true), (1_801, false), (80_000, false), (-60, true),
        ] as [(Int64, Bool)]
    )
    func sessionIsAnAdministratorsWhereItsLaunchDataWasAtMostAsOldAsAllowed(age: Int64, isFresh: Bool) throws {
        #expect(try authenticator().issueSession(telegramID: 7, authDate: now - age).isAdmin == isFresh)
        #expect(try authenticator().issueSession(telegramID: 8, authDate: now - age).isAdmin == false)
        #expect(try authenticator().issueSession(telegramID: 9, authDate: now - age).isAdmin == isFresh)
    }

    @Test func sessionWithoutLaunchDataIsAnAdministratorsWhereDebugModeIsAllowed() throws {
        #expect(try authenticator().issueSession(telegramID: 7, authDate: nil).isAdmin == false)
        #expect(try authenticator(allowsDebugMode: true).issueSession(telegramID: 7, authDate: nil).isAdmin)
    }
}

import Crypto
import Impl
import Logging
import Testing

struct GateSessionTests {
    private let now: Int64 = 1_732_135_823

    private func gate(allowsDebugMode: Bool = false) -> Gate {
        let settings = AccessSettings(
            sessionSecret: Secret("0123456789abcdef0123456789abcdef"),
            admins: [7],
            initDataAdminMaxAgeSeconds: 1_800,
            allowsDebugMode: allowsDebugMode
        )
        let time = now * 1_000_000
        return Gate(settings: settings, logger: Logger(level: .error, sink: MemorySink()), now: { time })
    }

    @Test(
        arguments: [
            (0, true), (1_799, true), (1_800, true), (1_801, false), (80_000, false), (-60, true),
        ] as [(Int64, Bool)]
    )
    func sessionIsAnAdministratorsWhereItsLaunchDataWasAtMostAsOldAsAllowed(age: Int64, isFresh: Bool) {
        #expect(gate().issueSession(telegramID: 7, authDate: now - age).isAdmin == isFresh)
        #expect(gate().issueSession(telegramID: 8, authDate: now - age).isAdmin == false)
    }

    @Test func sessionWithoutLaunchDataIsAnAdministratorsWhereDebugModeIsAllowed() {
        #expect(gate().issueSession(telegramID: 7, authDate: nil).isAdmin == false)
        #expect(gate(allowsDebugMode: true).issueSession(telegramID: 7, authDate: nil).isAdmin)
    }
}

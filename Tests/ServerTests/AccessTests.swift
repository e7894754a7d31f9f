import Crypto
import Impl
import Server
import TestBackend
import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct AccessTests {
    private let login: String = "/api/v1/telegram/auth/"
    private let applications: String = "/api/v1/telegram/applications/"
    private let initDataHeader: String = "X-Telegram-Init-Data"

    @Test func launchDataLogsInFromHeaderAndBody() throws {
        let backend = try BackendClient()
        let raw = BackendClient.initData(id: Identities.admin)
        for answer in [
            try backend.send("POST", login, [(initDataHeader, raw)]),
            try backend.send("POST", login, [("Authorization", "tma \(raw)")]),
            try backend.send("POST", login, body: #"{"initData":"\#(raw)"}"#),
            try backend.send("POST", login, body: #"{"init_data":"\#(raw)"}"#),
        ] {
            #expect(answer.status == 200)
            #expect(answer.text.contains(#""is_admin":true,"user":{"telegram_id":1001,"username":"ada""#))
            #expect(answer.text.contains(#""display_name":"Ada L""#))
        }
        try backend.stop()
    }

    @Test func everyRefusalOfALoginReadsTheSame() throws {
        let backend = try BackendClient()
        let forged = BackendClient.initData(id: Identities.admin).replacing("Ada", with: "Eve")
        let answers: [HTTPReply] = [
            try backend.send("POST", login),
            try backend.send("POST", login, [(initDataHeader, "nonsense")]),
            try backend.send("POST", login, [(initDataHeader, forged)]),
            try backend.send(
                "POST",
                login,
                [(initDataHeader, BackendClient.initData(id: Identities.admin, age: 86_500))]
            ),
            try backend.send(
                "POST",
                login,
                [(initDataHeader, BackendClient.initData(id: Identities.admin, age: -120))]
            ),
            try backend.send("POST", login, body: #"{"initData":""}"#),
            try backend.send("POST", login, [("X-Debug-Mode", "true")]),
        ]
        for answer in answers {
            #expect(answer.status == 401)
            #expect(answer.text == answers[0].text)
        }
        #expect(backend.lines(containing: "hash mismatch").count == 1)
        #expect(backend.lines(containing: "\"auth.reason\":\"expired\"").count == 1)
        #expect(!backend.server.logText.contains("Eve") && !backend.server.logText.contains("debug mode"))
        try backend.stop()
    }

    @Test func debugModeLogsInWhereItIsAllowedAndWarns() throws {
        let backend = try BackendClient { $0.access.allowsDebugMode = true }
        let headers: [(String, String)] = [("X-Debug-Mode", "true"), ("X-Debug-User-Id", String(Identities.admin))]
        let answer = try backend.send("POST", login, headers)
        #expect(answer.status == 200)
        #expect(answer.text.contains(#""telegram_id":1001"#))
        #expect(backend.lines(containing: "debug mode").count == 1)
        #expect(backend.lines(containing: "debug mode").allSatisfy { $0.contains(#""level":"warning""#) })
        try backend.stop()
    }

    @Test func debugModeIsRefusedInProduction() throws {
        let backend = try BackendClient {
            $0.environment = .production
            $0.access.allowsDebugMode = true
        }
        let raw = BackendClient.initData(id: Identities.admin)
        let headers: [(String, String)] = [("X-Debug-Mode", "true"), (initDataHeader, raw)]
        #expect(try backend.send("POST", login, headers).status == 401)
        try backend.stop()
    }

    /// Front ends that always attach the launch data they were started with keep their sessions.
    @Test func aValidSessionBesideExpiredLaunchDataIsEnough() throws {
        let backend = try BackendClient()
        func status(_ initData: String, _ bearer: String) throws -> Int {
            try backend.send("GET", applications, [(initDataHeader, initData), ("Authorization", bearer)]).status
        }
        let admin = "Bearer \(try session(Identities.admin, backend))"
        let visitor = "Bearer \(try session(Identities.visitor, backend))"
        let fresh = BackendClient.initData(id: Identities.admin)
        let forged = fresh.replacing("Ada", with: "Eve")
        for stale in [
            BackendClient.initData(id: Identities.admin, age: 1_900),
            BackendClient.initData(id: Identities.admin, age: 90_000), forged,
        ] {
            #expect(try status(stale, admin) == 200)
            #expect(try status(stale, visitor) == 403)
            #expect(try status(stale, "Bearer x.y.z") == 401)
        }
        #expect(try status(fresh, "Bearer x.y.z") == 200)
        #expect(try status(fresh, visitor) == 200)
        #expect(try status(BackendClient.initData(id: Identities.visitor), "Bearer x.y.z") == 403)
        #expect(backend.lines(containing: "hash mismatch").count == 3)
        try backend.stop()
    }

    @Test func administratorsReadApplicationsWithFreshLaunchDataOrASession() throws {
        let backend = try BackendClient()
        func status(_ name: String, _ value: String) throws -> Int {
            try backend.send("GET", applications, [(name, value)]).status
        }
        #expect(try status(initDataHeader, BackendClient.initData(id: Identities.admin, age: 600)) == 200)
        #expect(try status(initDataHeader, BackendClient.initData(id: Identities.admin, age: 1_900)) == 401)
        #expect(try status(initDataHeader, BackendClient.initData(id: Identities.visitor)) == 403)
        #expect(try status("Authorization", "Bearer \(try session(Identities.admin, backend))") == 200)
        #expect(try status("Authorization", "Bearer \(try session(Identities.visitor, backend))") == 403)
        #expect(try status("Authorization", "Bearer x.y.z") == 401)
        #expect(try backend.send("GET", applications).status == 401)
        try backend.stop()
    }

    @Test(
        "a session reaches administrators' operations as its launch data did when it was made",
        arguments: [(age: 0, isFresh: true), (600, true), (1_900, false), (80_000, false)]
    )
    func sessionRemembersHowOldItsLaunchDataWas(age: Int64, isFresh: Bool) throws {
        let backend = try BackendClient()
        let raw = BackendClient.initData(id: Identities.admin, age: age)
        for (headers, body) in [([(initDataHeader, raw)], nil), ([], #"{"initData":"\#(raw)"}"#)]
            as [([(String, String)], String?)]
        {
            let answer = try backend.send("POST", login, headers, body: body)
            #expect(answer.text.contains(#""is_admin":\#(isFresh)"#))
            let field = ("Authorization", "Bearer \(try token(answer))")
            #expect(try backend.send("GET", applications, [field]).status == (isFresh ? 200 : 401))
            let one = "\(applications)1/"
            #expect(try backend.send("DELETE", one, [field]).status == (isFresh ? 404 : 401))
        }
        let refusals = backend.lines(containing: "made from launch data too old for an administrator")
        #expect(refusals.count == (isFresh ? 0 : 4))
        try backend.stop()
    }

    @Test func aTighterLimitCountsForSessionsThatExistAlready() throws {
        let secret = Secret("0123456789abcdef0123456789abcdef")
        func backend(limit: Int64) throws -> BackendClient {
            try BackendClient {
                $0.access.sessionSecret = secret
                $0.access.initDataAdminMaxAgeSeconds = limit
            }
        }
        let before = try backend(limit: 1_800)
        let after = try backend(limit: 60)
        let raw = BackendClient.initData(id: Identities.admin, age: 600)
        let field = ("Authorization", "Bearer \(try token(before.send("POST", login, [(initDataHeader, raw)])))")
        #expect(try before.send("GET", applications, [field]).status == 200)
        #expect(try after.send("GET", applications, [field]).status == 401)
        try before.stop()
        try after.stop()
    }

    @Test func sessionOfADebugLoginReachesAdministratorsOperationsOnlyWhereSuchLoginsAreAllowed() throws {
        let secret = Secret("0123456789abcdef0123456789abcdef")
        let open = try BackendClient {
            $0.access.sessionSecret = secret
            $0.access.allowsDebugMode = true
        }
        let strict = try BackendClient { $0.access.sessionSecret = secret }
        let answer = try open.send(
            "POST",
            login,
            [("X-Debug-Mode", "true"), ("X-Debug-User-Id", String(Identities.admin))]
        )
        #expect(answer.text.contains(#""is_admin":true"#))
        let field = ("Authorization", "Bearer \(try token(answer))")
        #expect(try open.send("GET", applications, [field]).status == 200)
        #expect(try strict.send("GET", applications, [field]).status == 401)
        try open.stop()
        try strict.stop()
    }

    private func session(_ id: Int64, _ backend: BackendClient) throws -> String {
        let raw = BackendClient.initData(id: id)
        return try token(backend.send("POST", login, [(initDataHeader, raw)]))
    }

    private func token(_ answer: HTTPReply) throws -> String {
        let parts = answer.text.split(separator: "\"")
        return String(try #require(parts.count > 3 ? parts[3] : nil))
    }

    @Test func botSecretIsAskedForBeforeTheBody() throws {
        let backend = try BackendClient()
        let path = "/api/v1/telegram/save-test/"
        for headers in [[], [("X-Bot-Secret", "wrong")], [("X-Bot-Secret", "")]] as [[(String, String)]] {
            #expect(try backend.send("POST", path, headers, body: "no JSON").status == 403)
        }
        #expect(backend.lines(containing: "Bot-Secret invalid").count == 3)
        try backend.stop()
    }

    @Test func botIsOpenWithoutASecret() throws {
        let backend: BackendClient = try BackendClient { $0.access.botSecret = nil }
        let path = "/api/v1/telegram/save-test/"
        #expect(try backend.send("POST", path, body: #"{"telegram_id":1}"#).status == 200)
        try backend.stop()
    }

    @Test func webhookNeedsItsSecret() throws {
        let backend = try BackendClient()
        let closed: BackendClient = try BackendClient { $0.access.webhookSecret = nil }
        let header = "X-Telegram-Bot-Api-Secret-Token"
        for (target, secret, status) in [
            (backend, Identities.webhookSecret, 200), (backend, Identities.webhookSecret.uppercased(), 401),
            (backend, "", 401), (closed, Identities.webhookSecret, 401),
            (closed, "", 401),
        ] {
            let answer = try target.send(
                "POST",
                "/webhook/telegram",
                [(header, secret)],
                body: #"{"update_id":1}"#
            )
            #expect(answer.status == status)
        }
        try backend.stop()
        try closed.stop()
    }
}

import Crypto
import HTTPTypes
import Impl
import Server
import Testing

struct AccessTests {
    private let login: String = "/api/v1/telegram/auth/"
    private let applications: String = "/api/v1/telegram/applications/"
    private let initDataHeader: String = "X-Telegram-Init-Data"

    @Test func launchDataLogsInFromHeaderAndBody() async throws {
        let application = try TestApplication()
        let raw: String = TestApplication.initData(id: 7)
        for answer in [
            await application.send(.post, login, [(initDataHeader, raw)]),
            await application.send(.post, login, [("Authorization", "tma \(raw)")]),
            await application.send(.post, login, body: #"{"initData":"\#(raw)"}"#),
            await application.send(.post, login, body: #"{"init_data":"\#(raw)"}"#),
        ] {
            #expect(answer.status == 200)
            #expect(answer.body.contains(#""is_admin":true,"user":{"telegram_id":7,"username":"ada""#))
            #expect(answer.body.contains(#""display_name":"Ada L""#))
        }
        await application.stop()
    }

    @Test func everyRefusalOfALoginReadsTheSame() async throws {
        let application = try TestApplication()
        let forged: String = TestApplication.initData(id: 7).replacing("Ada", with: "Eve")
        let answers: [TestApplication.Answer] = [
            await application.send(.post, login),
            await application.send(.post, login, [(initDataHeader, "nonsense")]),
            await application.send(.post, login, [(initDataHeader, forged)]),
            await application.send(.post, login, [(initDataHeader, TestApplication.initData(id: 7, age: 86_500))]),
            await application.send(.post, login, [(initDataHeader, TestApplication.initData(id: 7, age: -120))]),
            await application.send(.post, login, body: #"{"initData":""}"#),
            await application.send(.post, login, [("X-Debug-Mode", "true")]),
        ]
        for answer in answers {
            #expect(answer.status == 401)
            #expect(answer.body == answers[0].body)
        }
        #expect(application.lines(containing: "hash mismatch").count == 1)
        #expect(application.lines(containing: "auth.reason=expired").count == 1)
        #expect(!application.logLines.contains { $0.contains("Eve") || $0.contains("debug mode") })
        await application.stop()
    }

    @Test func debugModeLogsInWhereItIsAllowedAndWarns() async throws {
        let application: TestApplication = try TestApplication { $0.access.allowsDebugMode = true }
        let headers: [(String, String)] = [("X-Debug-Mode", "true"), ("X-Debug-User-Id", "7")]
        let answer: TestApplication.Answer = await application.send(.post, login, headers)
        #expect(answer.status == 200)
        #expect(answer.body.contains(#""telegram_id":7"#))
        #expect(application.lines(containing: "debug mode").count == 1)
        #expect(application.lines(containing: "debug mode").allSatisfy { $0.contains(" warning ") })
        await application.stop()
    }

    @Test func debugModeIsRefusedInProduction() async throws {
        let application: TestApplication = try TestApplication {
            $0.environment = .production
            $0.access.allowsDebugMode = true
        }
        let raw: String = TestApplication.initData(id: 7)
        let headers: [(String, String)] = [("X-Debug-Mode", "true"), (initDataHeader, raw)]
        #expect(await application.send(.post, login, headers).status == 401)
        await application.stop()
    }

    /// Front ends that always attach the launch data they were started with keep their sessions.
    @Test func aValidSessionBesideExpiredLaunchDataIsEnough() async throws {
        let application = try TestApplication()
        func status(_ initData: String, _ bearer: String) async -> Int {
            await application.send(.get, applications, [(initDataHeader, initData), ("Authorization", bearer)]).status
        }
        let admin = "Bearer \(try await session(7, application))"
        let visitor = "Bearer \(try await session(8, application))"
        let fresh: String = TestApplication.initData(id: 7)
        let forged: String = fresh.replacing("Ada", with: "Eve")
        for stale in [
            TestApplication.initData(id: 7, age: 1_900), TestApplication.initData(id: 7, age: 90_000), forged,
        ] {
            #expect(await status(stale, admin) == 200)
            #expect(await status(stale, visitor) == 403)
            #expect(await status(stale, "Bearer x.y.z") == 401)
        }
        #expect(await status(fresh, "Bearer x.y.z") == 200)
        #expect(await status(fresh, visitor) == 200)
        #expect(await status(TestApplication.initData(id: 8), "Bearer x.y.z") == 403)
        #expect(application.lines(containing: "hash mismatch").count == 3)
        await application.stop()
    }

    @Test func administratorsReadApplicationsWithFreshLaunchDataOrASession() async throws {
        let application = try TestApplication()
        func status(_ name: String, _ value: String) async -> Int {
            await application.send(.get, applications, [(name, value)]).status
        }
        #expect(await status(initDataHeader, TestApplication.initData(id: 7, age: 600)) == 200)
        #expect(await status(initDataHeader, TestApplication.initData(id: 7, age: 1_900)) == 401)
        #expect(await status(initDataHeader, TestApplication.initData(id: 8)) == 403)
        #expect(await status("Authorization", "Bearer \(try await session(7, application))") == 200)
        #expect(await status("Authorization", "Bearer \(try await session(8, application))") == 403)
        #expect(await status("Authorization", "Bearer x.y.z") == 401)
        #expect(await application.send(.get, applications).status == 401)
        await application.stop()
    }

    @Test(
        "a session reaches administrators' operations as its launch data did when it was made",
        arguments: [(age: 0, isFresh: true), (600, true), (1_900, false), (80_000, false)]
    )
    func sessionRemembersHowOldItsLaunchDataWas(age: Int64, isFresh: Bool) async throws {
        let application = try TestApplication()
        let raw = TestApplication.initData(id: 7, age: age)
        for (headers, body) in [([(initDataHeader, raw)], nil), ([], #"{"initData":"\#(raw)"}"#)]
            as [([(String, String)], String?)]
        {
            let answer = await application.send(.post, login, headers, body: body)
            #expect(answer.body.contains(#""is_admin":\#(isFresh)"#))
            let field = ("Authorization", "Bearer \(try token(answer))")
            #expect(await application.send(.get, applications, [field]).status == (isFresh ? 200 : 401))
            let one = "\(applications)1/"
            #expect(await application.send(.delete, one, [field]).status == (isFresh ? 404 : 401))
        }
        let refusals = application.lines(containing: "made from launch data too old for an administrator")
        #expect(refusals.count == (isFresh ? 0 : 4))
        await application.stop()
    }

    @Test func aTighterLimitCountsForSessionsThatExistAlready() async throws {
        let secret = Secret("0123456789abcdef0123456789abcdef")
        func application(limit: Int64) throws -> TestApplication {
            try TestApplication {
                $0.access.sessionSecret = secret
                $0.access.initDataAdminMaxAgeSeconds = limit
            }
        }
        let before = try application(limit: 1_800)
        let after = try application(limit: 60)
        let raw = TestApplication.initData(id: 7, age: 600)
        let field = ("Authorization", "Bearer \(try token(await before.send(.post, login, [(initDataHeader, raw)])))")
        #expect(await before.send(.get, applications, [field]).status == 200)
        #expect(await after.send(.get, applications, [field]).status == 401)
        await before.stop()
        await after.stop()
    }

    @Test func sessionOfADebugLoginReachesAdministratorsOperationsOnlyWhereSuchLoginsAreAllowed() async throws {
        let secret = Secret("0123456789abcdef0123456789abcdef")
        let open = try TestApplication {
            $0.access.sessionSecret = secret
            $0.access.allowsDebugMode = true
        }
        let strict = try TestApplication { $0.access.sessionSecret = secret }
        let answer = await open.send(.post, login, [("X-Debug-Mode", "true"), ("X-Debug-User-Id", "7")])
        #expect(answer.body.contains(#""is_admin":true"#))
        let field = ("Authorization", "Bearer \(try token(answer))")
        #expect(await open.send(.get, applications, [field]).status == 200)
        #expect(await strict.send(.get, applications, [field]).status == 401)
        await open.stop()
        await strict.stop()
    }

    private func session(_ id: Int64, _ application: TestApplication) async throws -> String {
        let raw: String = TestApplication.initData(id: id)
        return try token(await application.send(.post, login, [(initDataHeader, raw)]))
    }

    private func token(_ answer: TestApplication.Answer) throws -> String {
        let parts: [Substring] = answer.body.split(separator: "\"")
        return String(try #require(parts.count > 3 ? parts[3] : nil))
    }

    @Test func botSecretIsAskedForBeforeTheBody() async throws {
        let application = try TestApplication()
        let path = "/api/v1/telegram/save-test/"
        for headers in [[], [("X-Bot-Secret", "wrong")], [("X-Bot-Secret", "")]] as [[(String, String)]] {
            #expect(await application.send(.post, path, headers, body: "no JSON").status == 403)
        }
        #expect(application.lines(containing: "Bot-Secret invalid").count == 3)
        await application.stop()
    }

    @Test func botIsOpenWithoutASecret() async throws {
        let application: TestApplication = try TestApplication { $0.access.botSecret = nil }
        let path = "/api/v1/telegram/save-test/"
        #expect(await application.send(.post, path, body: #"{"telegram_id":1}"#).status == 200)
        await application.stop()
    }

    @Test func webhookNeedsItsSecret() async throws {
        let application = try TestApplication()
        let closed: TestApplication = try TestApplication { $0.access.webhookSecret = nil }
        let header = "X-Telegram-Bot-Api-Secret-Token"
        for (target, secret, status) in [
            (application, "hook", 200), (application, "hooK", 401), (application, "", 401), (closed, "hook", 401),
            (closed, "", 401),
        ] {
            let answer: TestApplication.Answer = await target.send(
                .post,
                "/webhook/telegram",
                [(header, secret)],
                body: #"{"update_id":1}"#
            )
            #expect(answer.status == status)
        }
        await application.stop()
        await closed.stop()
    }
}

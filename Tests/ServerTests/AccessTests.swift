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
        let backend = try TestBackend()
        let raw = TestBackend.initData(id: 7)
        for answer in [
            await backend.send(.post, login, [(initDataHeader, raw)]),
            await backend.send(.post, login, [("Authorization", "tma \(raw)")]),
            await backend.send(.post, login, body: #"{"initData":"\#(raw)"}"#),
            await backend.send(.post, login, body: #"{"init_data":"\#(raw)"}"#),
        ] {
            #expect(answer.status == 200)
            #expect(answer.body.contains(#""is_admin":true,"user":{"telegram_id":7,"username":"ada""#))
            #expect(answer.body.contains(#""display_name":"Ada L""#))
        }
        await backend.stop()
    }

    @Test func everyRefusalOfALoginReadsTheSame() async throws {
        let backend = try TestBackend()
        let forged = TestBackend.initData(id: 7).replacing("Ada", with: "Eve")
        let answers: [TestBackend.Answer] = [
            await backend.send(.post, login),
            await backend.send(.post, login, [(initDataHeader, "nonsense")]),
            await backend.send(.post, login, [(initDataHeader, forged)]),
            await backend.send(.post, login, [(initDataHeader, TestBackend.initData(id: 7, age: 86_500))]),
            await backend.send(.post, login, [(initDataHeader, TestBackend.initData(id: 7, age: -120))]),
            await backend.send(.post, login, body: #"{"initData":""}"#),
            await backend.send(.post, login, [("X-Debug-Mode", "true")]),
        ]
        for answer in answers {
            #expect(answer.status == 401)
            #expect(answer.body == answers[0].body)
        }
        #expect(backend.lines(containing: "hash mismatch").count == 1)
        #expect(backend.lines(containing: "auth.reason=expired").count == 1)
        #expect(!backend.logLines.contains { $0.contains("Eve") || $0.contains("debug mode") })
        await backend.stop()
    }

    @Test func debugModeLogsInWhereItIsAllowedAndWarns() async throws {
        let backend = try TestBackend { $0.access.allowsDebugMode = true }
        let headers: [(String, String)] = [("X-Debug-Mode", "true"), ("X-Debug-User-Id", "7")]
        let answer = await backend.send(.post, login, headers)
        #expect(answer.status == 200)
        #expect(answer.body.contains(#""telegram_id":7"#))
        #expect(backend.lines(containing: "debug mode").count == 1)
        #expect(backend.lines(containing: "debug mode").allSatisfy { $0.contains(" warning ") })
        await backend.stop()
    }

    @Test func debugModeIsRefusedInProduction() async throws {
        let backend = try TestBackend {
            $0.environment = .production
            $0.access.allowsDebugMode = true
        }
        let raw = TestBackend.initData(id: 7)
        let headers: [(String, String)] = [("X-Debug-Mode", "true"), (initDataHeader, raw)]
        #expect(await backend.send(.post, login, headers).status == 401)
        await backend.stop()
    }

    /// Front ends that always attach the launch data they were started with keep their sessions.
    @Test func aValidSessionBesideExpiredLaunchDataIsEnough() async throws {
        let backend = try TestBackend()
        func status(_ initData: String, _ bearer: String) async -> Int {
            await backend.send(.get, applications, [(initDataHeader, initData), ("Authorization", bearer)]).status
        }
        let admin = "Bearer \(try await session(7, backend))"
        let visitor = "Bearer \(try await session(8, backend))"
        let fresh = TestBackend.initData(id: 7)
        let forged = fresh.replacing("Ada", with: "Eve")
        for stale in [
            TestBackend.initData(id: 7, age: 1_900), TestBackend.initData(id: 7, age: 90_000), forged,
        ] {
            #expect(await status(stale, admin) == 200)
            #expect(await status(stale, visitor) == 403)
            #expect(await status(stale, "Bearer x.y.z") == 401)
        }
        #expect(await status(fresh, "Bearer x.y.z") == 200)
        #expect(await status(fresh, visitor) == 200)
        #expect(await status(TestBackend.initData(id: 8), "Bearer x.y.z") == 403)
        #expect(backend.lines(containing: "hash mismatch").count == 3)
        await backend.stop()
    }

    @Test func administratorsReadApplicationsWithFreshLaunchDataOrASession() async throws {
        let backend = try TestBackend()
        func status(_ name: String, _ value: String) async -> Int {
            await backend.send(.get, applications, [(name, value)]).status
        }
        #expect(await status(initDataHeader, TestBackend.initData(id: 7, age: 600)) == 200)
        #expect(await status(initDataHeader, TestBackend.initData(id: 7, age: 1_900)) == 401)
        #expect(await status(initDataHeader, TestBackend.initData(id: 8)) == 403)
        #expect(await status("Authorization", "Bearer \(try await session(7, backend))") == 200)
        #expect(await status("Authorization", "Bearer \(try await session(8, backend))") == 403)
        #expect(await status("Authorization", "Bearer x.y.z") == 401)
        #expect(await backend.send(.get, applications).status == 401)
        await backend.stop()
    }

    @Test(
        "a session reaches administrators' operations as its launch data did when it was made",
        arguments: [(age: 0, isFresh: true), (600, true), (1_900, false), (80_000, false)]
    )
    func sessionRemembersHowOldItsLaunchDataWas(age: Int64, isFresh: Bool) async throws {
        let backend = try TestBackend()
        let raw = TestBackend.initData(id: 7, age: age)
        for (headers, body) in [([(initDataHeader, raw)], nil), ([], #"{"initData":"\#(raw)"}"#)]
            as [([(String, String)], String?)]
        {
            let answer = await backend.send(.post, login, headers, body: body)
            #expect(answer.body.contains(#""is_admin":\#(isFresh)"#))
            let field = ("Authorization", "Bearer \(try token(answer))")
            #expect(await backend.send(.get, applications, [field]).status == (isFresh ? 200 : 401))
            let one = "\(applications)1/"
            #expect(await backend.send(.delete, one, [field]).status == (isFresh ? 404 : 401))
        }
        let refusals = backend.lines(containing: "made from launch data too old for an administrator")
        #expect(refusals.count == (isFresh ? 0 : 4))
        await backend.stop()
    }

    @Test func aTighterLimitCountsForSessionsThatExistAlready() async throws {
        let secret = Secret("0123456789abcdef0123456789abcdef")
        func backend(limit: Int64) throws -> TestBackend {
            try TestBackend {
                $0.access.sessionSecret = secret
                $0.access.initDataAdminMaxAgeSeconds = limit
            }
        }
        let before = try backend(limit: 1_800)
        let after = try backend(limit: 60)
        let raw = TestBackend.initData(id: 7, age: 600)
        let field = ("Authorization", "Bearer \(try token(await before.send(.post, login, [(initDataHeader, raw)])))")
        #expect(await before.send(.get, applications, [field]).status == 200)
        #expect(await after.send(.get, applications, [field]).status == 401)
        await before.stop()
        await after.stop()
    }

    @Test func sessionOfADebugLoginReachesAdministratorsOperationsOnlyWhereSuchLoginsAreAllowed() async throws {
        let secret = Secret("0123456789abcdef0123456789abcdef")
        let open = try TestBackend {
            $0.access.sessionSecret = secret
            $0.access.allowsDebugMode = true
        }
        let strict = try TestBackend { $0.access.sessionSecret = secret }
        let answer = await open.send(.post, login, [("X-Debug-Mode", "true"), ("X-Debug-User-Id", "7")])
        #expect(answer.body.contains(#""is_admin":true"#))
        let field = ("Authorization", "Bearer \(try token(answer))")
        #expect(await open.send(.get, applications, [field]).status == 200)
        #expect(await strict.send(.get, applications, [field]).status == 401)
        await open.stop()
        await strict.stop()
    }

    private func session(_ id: Int64, _ backend: TestBackend) async throws -> String {
        let raw = TestBackend.initData(id: id)
        return try token(await backend.send(.post, login, [(initDataHeader, raw)]))
    }

    private func token(_ answer: TestBackend.Answer) throws -> String {
        let parts = answer.body.split(separator: "\"")
        return String(try #require(parts.count > 3 ? parts[3] : nil))
    }

    @Test func botSecretIsAskedForBeforeTheBody() async throws {
        let backend = try TestBackend()
        let path = "/api/v1/telegram/save-test/"
        for headers in [[], [("X-Bot-Secret", "wrong")], [("X-Bot-Secret", "")]] as [[(String, String)]] {
            #expect(await backend.send(.post, path, headers, body: "no JSON").status == 403)
        }
        #expect(backend.lines(containing: "Bot-Secret invalid").count == 3)
        await backend.stop()
    }

    @Test func botIsOpenWithoutASecret() async throws {
        let backend: TestBackend = try TestBackend { $0.access.botSecret = nil }
        let path = "/api/v1/telegram/save-test/"
        #expect(await backend.send(.post, path, body: #"{"telegram_id":1}"#).status == 200)
        await backend.stop()
    }

    @Test func webhookNeedsItsSecret() async throws {
        let backend = try TestBackend()
        let closed: TestBackend = try TestBackend { $0.access.webhookSecret = nil }
        let header = "X-Telegram-Bot-Api-Secret-Token"
        for (target, secret, status) in [
            (backend, "hook", 200), (backend, "hooK", 401), (backend, "", 401), (closed, "hook", 401),
            (closed, "", 401),
        ] {
            let answer = await target.send(
                .post,
                "/webhook/telegram",
                [(header, secret)],
                body: #"{"update_id":1}"#
            )
            #expect(answer.status == status)
        }
        await backend.stop()
        await closed.stop()
    }
}

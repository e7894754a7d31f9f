import ClientRuntime
import ContractClient
import Crypto
import HTTPClient
import TestSupport
import TestTraits
import Testing

/// The request that a call sends, and what it says when it fails.
@Suite(.blocking) struct ServiceCallTests {
    /// The text of the one request that a call makes.
    private func request(
        path: String = "",
        _ credentials: ServiceCredentials = ServiceCredentials(),
        _ call: (ServiceClient) async throws(ServiceError) -> some Sendable
    ) async throws -> String {
        let server = try RawServer { _ in RawServer.answer("500 X") }
        defer { server.stop() }
        let http = try HTTPClient.started()
        let transport = ServiceTransport(http, address: Secret(server.address + path))
        let client = ServiceClient(transport, credentials: credentials)
        do throws(ServiceError) { _ = try await call(client) } catch {}
        await http.close()
        return try #require(server.requests.first).text
    }

    @Test func aBodyIsJSONWithItsType() async throws {
        let text = try await request { (client) throws(ServiceError) in
            try await client.saveTest(SaveTestInput(body: SaveTestRequest(telegramID: 7, firstName: "A \"b\"\n")))
        }
        #expect(text.hasPrefix("POST /api/v1/telegram/save-test/ HTTP/1.1\r\n"))
        #expect(text.contains("\r\nContent-Type: application/json\r\n"))
        #expect(text.hasSuffix("\r\n\r\n{\"telegram_id\":7,\"first_name\":\"A \\\"b\\\"\\n\"}"))
    }

    @Test func parametersArePercentEncoded() async throws {
        let text = try await request(path: "/base//") { (client) throws(ServiceError) in
            try await client.listApplications(ListApplicationsInput(limit: 5, status: .unknown("x y"), q: "a&b=ü +/%"))
        }
        let target = "/base/api/v1/telegram/applications/?limit=5&status=x%20y&q=a%26b%3D%C3%BC%20%2B%2F%25"
        #expect(text.hasPrefix("GET \(target) HTTP/1.1\r\n"))
    }

    @Test func theFirstRequirementThatCanBeMetIsSent() async throws {
        let list: (ServiceClient) async throws(ServiceError) -> ListApplicationsOutput = {
            (client) throws(ServiceError) in try await client.listApplications(ListApplicationsInput())
        }
        let none = try await request(ServiceCredentials(), list)
        #expect(!none.contains("X-Telegram-Init-Data") && !none.contains("Authorization"))
        let session = try await request(ServiceCredentials(session: Secret("token")), list)
        #expect(session.contains("\r\nAuthorization: Bearer token\r\n"))
        let both = ServiceCredentials(initData: Secret("data"), session: Secret("token"), botSecret: Secret("s"))
        let text = try await request(both, list)
        let sent = ["X-Telegram-Init-Data: data", "Authorization: Bearer token"].filter {
            text.contains("\r\n\($0)\r\n")
        }
        #expect(sent.count == 1)
        #expect(!text.contains("X-Bot-Secret"))
    }

    @Test func noErrorHoldsTheAddress() async throws {
        let server = try RawServer { _ in RawServer.answer("200 OK", "{\"status\":5}") }
        let http = try HTTPClient.started()
        let address = Secret(server.address + "/bot42:TEST")
        let client = ServiceClient(ServiceTransport(http, address: address, timeout: .seconds(5)))
        let error = ServiceError.unexpectedAnswer(status: 200, pointer: "/status", reason: "must be a string")
        await #expect(throws: error) {
            _ = try await client.getHealth()
        }
        server.stop()
        for _ in 0..<2 {
            do throws(ServiceError) { _ = try await client.getHealth() } catch { #expect(!"\(error)".contains("TEST")) }
        }
        await http.close()
        await #expect(throws: ServiceError.noAnswer(.closed)) { _ = try await client.getHealth() }
        #expect(!"\(client)".contains("TEST"))
    }

    @Test func aCallHasItsOwnDeadline() async throws {
        let server = try RawServer { _ in .silence }
        defer { server.stop() }
        let http = try HTTPClient.started()
        let client = ServiceClient(ServiceTransport(http, address: Secret(server.address), timeout: .seconds(60)))
        await #expect(throws: ServiceError.noAnswer(.timedOut)) {
            _ = try await client.getHealth(timeout: .milliseconds(50))
        }
        await http.close()
    }

    @Test func whatTheContractDoesNotKnowPasses() async throws {
        let body = """
            {"new":{"a":[1,{"b":null}]},"status":"resting","database":"ok","version":"9","uptime_seconds":1e0,"extra":null}
            """
        let server = try RawServer { _ in RawServer.answer("200 OK", body) }
        defer { server.stop() }
        let http = try HTTPClient.started()
        let client = ServiceClient(ServiceTransport(http, address: Secret(server.address)))
        guard case .ok(let health, _) = try await client.getHealth() else {
            Issue.record("not 200")
            return
        }
        #expect(health.status == .unknown("resting") && health.database == .ok)
        await http.close()
    }
}

import ContractRuntime
import HTTPServer
import HTTPTypes
import Logging
import Server
import TestSupport
import TestTraits
import Testing

/// Rate limits of the whole server, behind a proxy that it trusts: this machine.
@Suite(.blocking) struct RateLimitTests {
    private let link = "/api/v1/telegram/invite-link/"
    /// Its limit is a minute's, so that a busy machine refills no bucket; without credentials it is 401.
    private let login = "/api/v1/telegram/auth/"
    private static let proxy = TrustedProxies(networks: ["127.0.0.0/8"].compactMap { IPNetwork($0) })

    private func statuses(
        _ count: Int,
        of backend: BackendClient,
        from address: String,
        _ method: String,
        _ target: String,
        _ fields: [(String, String)] = [],
        body: String? = nil
    ) throws -> [Int] {
        try (0..<count).map { _ in
            try backend.send(method, target, fields + [("X-Forwarded-For", address)], body: body).status
        }
    }

    @Test("a flood from one address does not harm another, as the proxy in front names them")
    func flood() throws {
        let backend = try BackendClient {
            $0.rateLimits.auth = 2
            $0.server.trustedProxies = Self.proxy
        }
        func ask(_ count: Int, from address: String) throws -> [Int] {
            try statuses(count, of: backend, from: address, "POST", login)
        }
        #expect(try ask(6, from: "203.0.113.7") == [401, 401, 429, 429, 429, 429])
        #expect(try ask(2, from: "203.0.113.8") == [401, 401])
        // What a client writes to the left of its address is not believed.
        #expect(try ask(1, from: "203.0.113.9, 203.0.113.7") == [429])
        // One client has a whole /64.
        #expect(try ask(2, from: "2001:db8::1") == [401, 401])
        #expect(try ask(1, from: "2001:db8::2") == [429])
        #expect(try ask(2, from: "2001:db8:0:1::1") == [401, 401])
        #expect(backend.lines(containing: #""203.0.113.7""#).count >= 6)
        try backend.stop()
    }

    @Test("without a trusted proxy its clients are one, and the log says so once")
    func untrusted() throws {
        let backend = try BackendClient { $0.rateLimits.auth = 2 }
        #expect(try statuses(2, of: backend, from: "203.0.113.7", "POST", login) == [401, 401])
        #expect(try statuses(2, of: backend, from: "203.0.113.8", "POST", login) == [429, 429])
        #expect(backend.lines(containing: "TRUSTED_PROXIES").count == 1)
        try backend.stop()
    }

    @Test("logins are a class of their own, and users who share an address are counted apart")
    func logins() throws {
        let backend = try BackendClient {
            $0.rateLimits.auth = 2
            $0.server.trustedProxies = Self.proxy
        }
        let (ada, ben) = (BackendClient.initData(id: 7), BackendClient.initData(id: 8))
        for data in [ada, ben] {
            let fields = [("X-Telegram-Init-Data", data)]
            #expect(try statuses(3, of: backend, from: "203.0.113.7", "POST", login, fields) == [200, 200, 429])
        }
        let forged = [("X-Telegram-Init-Data", ada + "0")]
        #expect(try statuses(3, of: backend, from: "203.0.113.7", "POST", login, forged) == [401, 401, 429])
        #expect(try statuses(1, of: backend, from: "203.0.113.7", "GET", link) == [200])
        try backend.stop()
    }

    @Test("the webhook is not limited for Telegram's networks, and is for others, whatever they know")
    func webhook() throws {
        let backend = try BackendClient {
            $0.rateLimits.webhook = 2
            $0.server.trustedProxies = Self.proxy
        }
        func send(_ count: Int, from address: String) throws -> [Int] {
            try statuses(
                count,
                of: backend,
                from: address,
                "POST",
                "/webhook/telegram",
                [("X-Telegram-Bot-Api-Secret-Token", Identities.webhookSecret)],
                body: #"{"update_id":1}"#
            )
        }
        #expect(try send(3, from: "203.0.113.7") == [200, 200, 429])
        for address in ["149.154.167.220", "91.108.7.255"] {
            #expect(try send(9, from: address).allSatisfy { $0 == 200 })
        }
        #expect(try send(3, from: "91.108.8.0") == [200, 200, 429])
        try backend.stop()
    }

    @Test("where networks are listed for the webhook, anybody else is told 403 before anything is looked at")
    func allowedNetworks() throws {
        let values = ServerSettings.standard(with: [
            "WEBHOOK_ALLOWED_NETWORKS": "Telegram, 10.0.0.0/8", "TRUSTED_PROXIES": "127.0.0.1",
            "RATE_LIMIT_WEBHOOK": "1",
        ])
        let configuration = try Configuration(values: values)
        let backend = try BackendClient {
            $0.webhookNetworks = configuration.webhookNetworks
            $0.server.trustedProxies = configuration.server.trustedProxies
            $0.rateLimits = configuration.rateLimits
        }
        func send(from address: String, secret: String) throws -> HTTPReply {
            let fields = [("X-Telegram-Bot-Api-Secret-Token", secret), ("X-Forwarded-For", address)]
            return try backend.send("POST", "/webhook/telegram", fields, body: #"{"update_id":1}"#)
        }
        for _ in 0..<3 {
            let refused = try send(from: "203.0.113.7", secret: Identities.webhookSecret)
            #expect(refused.status == 403 && refused.text.contains("address"))
        }
        #expect(try send(from: "149.154.167.220", secret: Identities.webhookSecret).status == 200)
        #expect(try send(from: "149.154.167.220", secret: "wrong").status == 401)
        #expect(try send(from: "10.1.2.3", secret: Identities.webhookSecret).status == 200)
        #expect(try statuses(1, of: backend, from: "203.0.113.7", "GET", link) == [200])
        try backend.stop()
    }

    @Test("shadow mode counts and logs at debug what it lets pass")
    func shadow() throws {
        let backend = try BackendClient {
            $0.rateLimits.mode = .shadow
            $0.rateLimits.auth = 2
            $0.log.level = .debug
        }
        #expect(try (0..<5).allSatisfy { _ in try backend.send("POST", login).status == 401 })
        #expect(backend.lines(containing: "request beyond a limit").count == 3)
        try backend.stop()
    }

    @Test("in production limits are on, in development only those that are set")
    func defaults() throws {
        var development = Configuration()
        #expect(development.rateLimitMode == .off && development.rates.isEmpty)
        development.rateLimits.payment = 3
        #expect(development.rateLimitMode == .enforce && development.rates.count == 1)
        development.rateLimits = RateLimitOptions(mode: .enforce)
        #expect(development.rates.count == 8)
        development.rateLimits = RateLimitOptions(mode: .off, api: 5)
        #expect(development.rates.isEmpty)
        var production = Configuration()
        production.environment = .production
        #expect(production.rateLimitMode == .enforce)
        #expect(production.rates[.apiAddress]?.burst == 20 && production.rates[.apiAddress]?.window == 2)
        #expect(production.rates[.webhookAddress]?.burst == 30 && production.rates[.paymentUser]?.burst == 2)
        #expect(production.rates[.userMessages]?.burst == 30 && production.rates[.allMessages]?.burst == 2_000)
        production.rateLimits.api = 0
        #expect(production.rates[.apiAddress] == nil && production.rates[.apiUser] == nil)
    }

    @Test(
        "proxies are networks, addresses or unix",
        arguments: ["10.0.0.0/33", "example.org", "10.0.0.1,", "10.0.0.0/8;::1", "[::1]"]
    )
    func badProxies(text: String) {
        #expect(throws: ConfigurationError.self) { try Configuration(values: ["TRUSTED_PROXIES": text, "PORT": "1"]) }
    }

    @Test("PROXY_PROTOCOL asks for trusted proxies")
    func proxyProtocol() throws {
        #expect(throws: ConfigurationError.self) { try Configuration(values: ["PROXY_PROTOCOL": "v2"]) }
        let configuration = try Configuration(values: ["PROXY_PROTOCOL": "V2", "TRUSTED_PROXIES": " unix , ::1/128"])
        #expect(configuration.server.expectsProxyHeader && configuration.server.trustedProxies.hasLocalSockets)
        let open = try Configuration(values: ["TRUSTED_PROXIES": "0.0.0.0/0"])
        #expect(open.warnings.contains { $0.key == "TRUSTED_PROXIES" })
    }
}

import ContractGenerator
import Foundation
import Glibc
import Server
import TestSupport
import TestTraits
import Testing

/// No secret and no word of a person gets into a log, a metric, or the sight of other processes; no secret into an
/// answer.
///
/// All cases of the table, failures included, are sent to a server that logs at the level debug. Each secret is known
/// by its value, each personal field holds a word that stands nowhere else.
@Suite(.blocking) struct CanaryTests {
    private static let word: String = "Zanzibarcanary"
    /// Members and parameters that hold what people are called, write or want.
    private static let personal: String =
        "first_name|last_name|username|photo_url|message|text|note|name|disliked_food|diet_type|supplements|caption"

    /// Every secret of the table of settings, and the value that the server is given.
    private static let secrets: [String: String] = {
        let names = Set(Setting.all.filter(\.isSecret).map(\.name))
        var secrets = ServerSettings.standard.filter { names.contains($0.key) }
        for setting in Setting.all where setting.isSecret && secrets[setting.name] == nil {
            secrets[setting.name] = "canary-of-\(setting.name.lowercased().replacing("_", with: "-"))-0123456789"
        }
        secrets["TELEGRAM_BOT_TOKEN_PREVIOUS"] = "43:" + "canary-of-the-previous-token"
        secrets["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=canary-of-the-collector"
        secrets["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9"
        // They are addresses of servers that are there.
        secrets["REDIS_URL"] = nil
        secrets["DATABASE_URL"] = nil
        secrets["DATABASE_REPLICA_URL"] = nil
        return secrets
    }()

    /// Secrets as texts, of a token also the part behind the colon.
    private static let secretTexts: [String] = secrets.values.flatMap { value -> [String] in
        let parts: [String] = value.split(separator: ":").dropFirst().map { String($0) }
        return [value] + parts.filter { $0.utf8.count > 15 }
    }

    /// The texts that must be nowhere.
    private static let canaries: [String] = secretTexts + ["canary", word, word.lowercased()]

    private func expectNone(of canaries: [String] = canaries, in text: String, _ place: String) {
        for canary in canaries where text.contains(canary) {
            let line = text.split(separator: "\n").first { $0.contains(canary) } ?? ""
            Issue.record("\(place) holds \(canary): \(line.prefix(400))")
        }
    }

    /// Puts the word into every personal field, and where nobody expects it.
    private static func plant(in message: inout HTTPMessage) {
        for index in message.fields.indices where message.fields[index].name == "X-Telegram-Init-Data" {
            // Launch data that is forged or malformed holds somebody's name, too.
            if message.fields[index].value.isEmpty { message.fields[index].value = "user=\(word)&hash=00" }
        }
        message.fields.append((name: "User-Agent", value: "\(word)/1.0"))
        message.fields.append((name: "X-Forwarded-For", value: word))
        message.fields.append((name: "Referer", value: "https://example.org/?name=\(word)"))
        message.target += message.target.contains("?") ? "&q=\(word)" : ""
        guard var body = message.body.map({ String(decoding: $0, as: UTF8.self) }) else { return }
        guard let expression = try? Regex("\"(\(personal))\"( ?): ?\"[^\"\\\\]*\"") else { return }
        body = body.replacing(expression) { match in
            "\"\(match.output[1].substring ?? "")\":\"\(word)\""
        }
        message.body = Array(body.utf8)
    }

    @Test func nothingOfASecretOrAPersonIsLogged() throws {
        let cluster = try PostgreSQLCluster.shared()
        let url = try cluster.newDatabase()
        let proxy = try TCPProxy(to: cluster.port)
        let name = try #require(url.split(separator: "/").last)
        // The cluster asks for no password; the server is given one all the same.
        let address = "postgres://postgres:canary-of-the-database@127.0.0.1:\(proxy.port)/\(name)"
        var settings = ServerSettings.standard(with: Self.secrets)
        settings["METRICS_ADDRESS"] = "127.0.0.1:0"
        // It knows no such user.
        let redis = try RedisServer()
        settings["REDIS_URL"] = "redis://canary-of-redis:\(Self.secrets["REDIS_PASSWORD"] ?? "")@\(redis.address)"
        settings["RATE_LIMIT_API"] = "1000000"
        let logs = try TemporaryFolder()
        let files = ["LOG_FILE_PATH", "LOG_ACCESS_FILE_PATH", "LOG_ERROR_FILE_PATH"]
        for name in files { settings[name] = "\(logs.path)/\(name)" }
        let server = try ServerProcess(settings, at: address)
        let client = try Client(server)
        let runner = try CaseRunner(server, change: Self.plant)
        var statuses: [String: Set<Int>] = [:]
        for test in contractCases {
            let reply = try runner.run(test)
            statuses[test.operation, default: []].insert(reply.status)
            // Who sends a word may get it back; a secret nobody does.
            expectNone(of: Self.secretTexts, in: reply.text, "the answer to \(test.operation)")
        }
        // The table met each operation, and most of them with success and failure.
        #expect(Set(statuses.keys) == Set(declaredStatuses.map(\.operation)))
        #expect(statuses.values.count { $0.contains { $0 < 300 } && $0.contains { $0 >= 400 } } > statuses.count / 2)
        try personalTraffic(client)
        try wrongCredentials(client)
        // The word was taken and kept, so it could have been told.
        let kept = "SELECT count(*) > 1 FROM users WHERE first_name = '\(Self.word)'"
        #expect(try cluster.query(kept, in: url) == "t")
        #expect(server.logLines(with: "Redis is away").count == 1)
        // Without its database everything fails, in the background, too.
        proxy.mode = .refuse
        proxy.cutAll()
        for message in [
            Requests.saveTest(#"{"telegram_id":5,"first_name":"\#(Self.word)"}"#), Requests.applications(),
            Requests.update(Self.update(77)), Requests.logIn(Identities.initData(5, firstName: Self.word)),
        ] {
            let connection = try HTTPConnection(port: server.port)
            #expect(try connection.exchange(message).status == 503)
        }
        let commandLine = try Files.bytes(of: "/proc/\(server.identifier)/cmdline")
        #expect(!commandLine.isEmpty)
        expectNone(in: String(decoding: commandLine, as: UTF8.self), "the command line")
        expectNone(in: try metrics(of: server), "a metric")
        _ = try server.terminate()
        let log = server.logText + files.map { Files.text(of: "\(logs.path)/\($0)") }.joined()
        #expect(log.contains("\"level\":\"debug\"") && log.contains("request answered"))
        #expect(server.logLines(with: "hash mismatch").count > 0)
        expectNone(in: log, "the log")
    }

    private func metrics(of server: ServerProcess) throws -> String {
        let line = try #require(server.logLines(with: "metrics are served").first)
        let port = try #require(line.firstMatch(of: /"server.port":([0-9]+)/)?.output.1)
        let connection = try HTTPConnection(port: try #require(UInt16(port)))
        let reply = try connection.exchange(HTTPMessage("GET", "/metrics"))
        #expect(reply.status == 200 && reply.text.contains("telegram_backend_http_requests_total"))
        return reply.text
    }

    private static func update(_ id: Int) -> String {
        """
        {"update_id":\(id),"message":{"message_id":1,"date":1,"text":"/request \(word)",
        "from":{"id":5,"is_bot":false,"first_name":"\(word)","last_name":"\(word)","username":"\(word)"},
        "chat":{"id":5,"type":"private","first_name":"\(word)"}}}
        """
    }

    /// What people do, in each place where they may say something.
    private func personalTraffic(_ client: Client) throws {
        let person = Int64(Requests.freshID())
        let data = Identities.initData(person, firstName: Self.word)
        #expect(try client.send(Requests.logIn(data), as: "logIn").status == 200)
        let answers = #"{"disliked_food":"\#(Self.word)","allergies":["\#(Self.word)"],"of_tomorrow":"\#(Self.word)"}"#
        let saved = #"{"telegram_id":\#(person),"username":"\#(Self.word)","answers":\#(answers)}"#
        #expect(try client.send(Requests.saveTest(saved), as: "saveTest").status == 200)
        #expect(try client.send(Requests.submission(by: person, Self.word), as: "createRequest").status == 201)
        #expect(try client.send(Requests.applications("?q=\(Self.word)"), as: "listApplications").status == 200)
        for id in 1...3 {
            #expect(try client.send(Requests.update(Self.update(id)), as: "receiveUpdate").status == 200)
        }
        for body in ["{\"\(Self.word)", #"{"telegram_id":"\#(Self.word)"}"#, #"{"\#(Self.word)":1,"telegram_id":1}"#] {
            #expect(try client.send(Requests.saveTest(body), as: "saveTest").status == 400)
        }
    }

    /// Credentials that are nearly right are secrets, too.
    private func wrongCredentials(_ client: Client) throws {
        let stale = Identities.initData(5, firstName: Self.word, age: 1_000_000)
        let forged = Identities.initData(5, firstName: Self.word) + "0"
        for data in [stale, forged, Self.word, "hash=\(Self.word)"] {
            #expect(try client.send(Requests.logIn(data), as: "logIn").status == 401)
        }
        for (field, value) in [
            ("Authorization", "Bearer \(Self.word)"), ("Authorization", "tma \(Self.word)"),
            ("X-Debug-User-Id", Self.word), ("X-Request-ID", "\(Self.word) \(Self.word)"),
        ] {
            let message = HTTPMessage("GET", Requests.applicationsPath, [(name: field, value: value)])
            #expect(try client.send(message, as: "listApplications").status == 401)
        }
    }

    /// A program that is started for a backup sees the database's password, and no other secret.
    @Test func programsThatAreStartedGetNoOtherSecret() throws {
        let folder = try TemporaryFolder()
        let script = "#!/bin/sh\n/usr/bin/env >>\(folder.path)/seen\necho \"$0 $*\" >>\(folder.path)/seen\nexit 1\n"
        for name in ["pg_dump", "pg_restore", "psql"] {
            let path = "\(folder.path)/\(name)"
            let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o700)
            try #require(write(descriptor, script, script.utf8.count) == script.utf8.count)
            close(descriptor)
        }
        let cluster = try PostgreSQLCluster.shared()
        var environment = Self.secrets
        environment["DATABASE_URL"] = "postgres://postgres:the-database-password@127.0.0.1:\(cluster.port)/postgres"
        environment["PATH"] = folder.path + ":/usr/bin:/bin"
        environment["BACKUP_FOLDER"] = folder.path + "/backups"
        let outcome = try Command.run([BuildProducts.path(of: "telegram-backend"), "backup"], environment: environment)
        #expect(outcome.status == 1)
        let seen = Files.text(of: folder.path + "/seen")
        #expect(seen.contains("PGPASSWORD=the-database-password") && seen.contains("pg_dump "))
        let lines = seen.split(separator: "\n").filter { $0.contains("pg_dump ") }
        #expect(!lines.contains { $0.contains("the-database-password") })
        expectNone(in: seen, "the environment of pg_dump")
        expectNone(in: outcome.output + outcome.errors, "what backup prints")
    }
}

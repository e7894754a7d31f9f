import Glibc
import Server
import TestSupport
import Testing

/// Nothing of a connection string reaches a terminal or a log but what is certain to be no password.
struct SecretTextTests {
    /// Each has a password with "hunter" in it, and "canary" behind what separates parts.
    private static let addresses: [String] = [
        "postgres://u:hunter2/canary@127.0.0.1:1/d", "postgres://u:hunter2@canary@127.0.0.1:1/d",
        "postgres://u:hunter2?canary@127.0.0.1:1/d", "postgres://u:hunter2#canary@127.0.0.1:1/d",
        "postgres://u:60123/canary@127.0.0.1:1/d", "postgres://u:60123?canary=hunter@127.0.0.1:1/d",
        "postgres://u:60123?host=canary/hunter@127.0.0.1:1/d", "postgres://u:hunter%canary@127.0.0.1:1/d",
        "postgres://u:hunter2[canary@127.0.0.1:1/d", "postgres://u:hunter2]canary@127.0.0.1:1/d",
        "postgres://u:hunter2 canary@127.0.0.1:1/d", "postgres://u:hunter2:canary@127.0.0.1:1/d",
        "postgres://u:12/hunter2canary", "postgres://u:12,hunter2canary:1/d", "postgres://u:5432,hunter2canary/d",
        "postgres://u:12?host=hunter2canary", "postgres://u:12?dbname=hunter2canary", "postgres://u:12?user=hunter2",
        "postgres://:12/hunter2canary", "postgres://hunter2canary", "postgres://127.0.0.1:1,hunter2canary:1/d",
        "postgres://127.0.0.1:1/d?hostaddr=hunter2canary", "postgres://127.0.0.1:1/d?options=hunter2canary",
        "postgres://127.0.0.1:1/d?sslmode=disable&require_auth=hunter2canary",
        "postgres://u:hunter2", "postgres://u:hunter2/canary", "postgres:///u:hunter2@canary/d",
        "postgres://:hunter2/canary@/d", "postgres:/u:hunter2canary@127.0.0.1/d", "postgress://u:hunter2canary@h/d",
        "POSTGRES://u:hunter2canary@h/d", "postgresql+asyncpg://u:hunter2canary@h/d",
        "postgres://u:hunter2canary@127.0.0.1:1/d", "postgres://u@127.0.0.1:1/d?password=hunter2canary",
        "postgres://u@127.0.0.1:1/d?pass=hunter2canary", "postgres://u@127.0.0.1:port/d?password=hunter2canary",
        "postgres://u:hunter2canary@127.0.0.1:1/d?sslmode=hunter",
        "postgres://u:hunter2canary@127.0.0.1:1/d?sslcert=/canary",
        "host=127.0.0.1 port=1 password=hunter2 canary", "host=127.0.0.1 port=1 password='hunter2'canary",
        "host=127.0.0.1 port=1 password='hunter2 canary", "password=hunter2canary host=127.0.0.1 port=1",
        "host=127.0.0.1 port=hunter2canary", "service=hunter2/canary",
        "sqlite:postgres://u:hunter2canary@127.0.0.1:1/d",
        "sqlite://u:hunter2canary@127.0.0.1:1/d", "sqlite:///u:hunter2canary@127.0.0.1:1/d",
    ]

    @Test(arguments: addresses)
    func noCommandPrintsAPassword(address: String) throws {
        let folder = try TemporaryFolder()
        let server = try BuildProducts.path(of: "telegram-backend")
        let dump = folder.path + "/x.dump"
        for words in [
            [server, "serve"], [server, "check"], [server, "migrate"], [server, "migrate", "--check"],
            [server, "backup", "--to", folder.path], [server, "restore", dump],
        ] {
            let descriptor = open(dump, O_WRONLY | O_CREAT, 0o600)
            write(descriptor, "PGDMP", 5)
            close(descriptor)
            let outcome = try Command.run(
                ["/usr/bin/env", "-C", folder.path] + words,
                environment: ["DATABASE_URL": address, "PORT": "0", "PGCONNECT_TIMEOUT": "2"]
            )
            let text = outcome.output + outcome.errors
            #expect(outcome.status != 0)
            for part in ["hunter", "canary", ":60123"] { #expect(!text.contains(part), "\(words): \(text)") }
            #expect(!text.isEmpty)
        }
    }

    @Test func aReplicasAddressAndOthersWithAUserAreNotRepeated() {
        for (key, value) in [
            ("DATABASE_REPLICA_URL", "postgres://u:hunter2/canary@h/d"),
            ("TELEGRAM_API_BASE_URL", "http://u:hunter2canary@127.0.0.1"),
            ("TELEGRAM_API_BASE_URL", "http://u:hunter2/canary@127.0.0.1"),
            ("CORS_ALLOWED_ORIGINS", "https://u:hunter2canary@example.org"),
        ] {
            do {
                _ = try Configuration(values: ["DATABASE_URL": "postgres://u@h/d", key: value])
                Issue.record("\(key) is taken")
            } catch {
                #expect(error.description.contains(key))
                #expect(!error.description.contains("hunter") && !error.description.contains("canary"))
            }
        }
    }

    /// The things that an operator needs to know are told all the same.
    @Test func whatIsCertainIsTold() throws {
        let server = try BuildProducts.path(of: "telegram-backend")
        let outcome = try Command.run(
            [server, "check"],
            environment: ["DATABASE_URL": "postgres://app:hunter2@127.0.0.1:1/shop"]
        )
        let expected = "127.0.0.1:1, database shop, user app: the connection was refused"
        #expect(outcome.output.contains(expected), "\(outcome.output)")
    }

    @Test func whereNothingIsCertainTheAdviceIsTold() throws {
        let server = try BuildProducts.path(of: "telegram-backend")
        let outcome = try Command.run(
            [server, "check"],
            environment: ["DATABASE_URL": "postgres://user.invalid,u:12/hunter2", "PGCONNECT_TIMEOUT": "2"]
        )
        #expect(outcome.output.contains("%2F for /"), "\(outcome.output)")
    }
}

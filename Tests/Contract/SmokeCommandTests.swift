import Glibc
import TestSupport
import TestTraits
import Testing

/// `smoke`, and `sign-init-data`, which makes what it needs.
@Suite(.blocking) struct SmokeCommandTests {
    private func run(_ words: [String], _ environment: [String: String] = [:]) throws -> Command.Outcome {
        try Command.run([BuildProducts.path(of: "telegram-backend")] + words, environment: environment)
    }

    @Test func questionsWithoutTheirSecretAreLeftOutByName() throws {
        let server = try ServerProcess()
        let outcome = try run(["smoke", "http://127.0.0.1:\(server.port)/"])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("ok ") } == 9)
        #expect(lines.count { $0.hasPrefix("left out ") } == 6)
        #expect(lines.contains("left out save a test: BOT_SECRET is not set"))
        #expect(try server.terminate() == 0)
    }

    @Test func signedLaunchDataComesFromAFile() throws {
        let server = try ServerProcess()
        let signed = try run(
            ["sign-init-data", "\(Identities.admin)", "Zoë \"🧪\""],
            ["TELEGRAM_BOT_TOKEN": Identities.botTokenText]
        )
        #expect(signed.status == 0, "\(signed.errors)")
        let folder = try TemporaryFolder()
        let file = folder.uniquePath("secret")
        try Command.output(of: ["sh", "-c", "printf %s \"$1\" >\"$2\"", "sh", signed.output, file])
        let address = ["BASE_URL": "http://127.0.0.1:\(server.port)"]
        let outcome = try run(["smoke"], address.merging(["ADMIN_INIT_DATA_FILE": file]) { $1 })
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("ok applications for an administrator → 200\n"))
        let both = ["BOT_SECRET": "hunter2", "BOT_SECRET_FILE": "hunter3"]
        for wrong in [both, ["BOT_SECRET_FILE": "/nowhere/hunter3"], ["BOT_SECRET_FILE": "/dev/null"]] {
            let refused = try run(["smoke"], address.merging(wrong) { $1 })
            #expect(refused.status == 1 && refused.errors.contains("BOT_SECRET_FILE"))
            #expect(!refused.errors.contains("hunter"))
        }
        #expect(try server.terminate() == 0)
    }

    @Test func aSecretThatIsWrongIsAFault() throws {
        let server = try ServerProcess()
        let outcome = try run(["smoke", "http://127.0.0.1:\(server.port)"], ["BOT_SECRET": "hunter2"])
        #expect(outcome.status == 1)
        let fault = "not ok save a test: expected 200, got 403 (POST /api/v1/telegram/save-test/)"
        #expect(outcome.output.contains(fault), "\(outcome.output)")
        #expect(!(outcome.output + outcome.errors).contains("hunter2"))
        #expect(try server.terminate() == 0)
    }

    @Test func whereNobodyListensEveryQuestionFails() throws {
        let outcome = try run(["smoke", "http://127.0.0.1:9"])
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("not ok health: expected 200, got no answer"))
        #expect(!outcome.output.contains("\nok "))
    }

    @Test(arguments: ["localhost:8080", "ftp://a", "http://", "https://u:hunter2@h", "http://h/?hunter2"])
    func whatIsNoAddressIsNotUnderstoodAndNotRepeated(address: String) throws {
        let outcome = try run(["smoke", address])
        #expect(outcome.status == 2)
        #expect(!outcome.errors.contains("hunter2"))
    }

    @Test func launchDataIsSignedForAnIdWithAToken() throws {
        #expect(try run(["sign-init-data", "5"]).status == 1)
        #expect(try run(["sign-init-data", "x"], ["TELEGRAM_BOT_TOKEN": Identities.botTokenText]).status == 2)
    }
}

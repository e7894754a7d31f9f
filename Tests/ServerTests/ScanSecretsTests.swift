import Glibc
import TestSupport
import TestTraits
import Testing

/// `scripts/scan-secrets`, on repositories made up for it.
@Suite(.blocking) struct ScanSecretsTests {
    private static let script =
        String(#filePath.dropLast("Tests/ServerTests/ScanSecretsTests.swift".count))
        + "scripts/scan-secrets"
    /// In parts, so that no text here has the shape of a token.
    private static let token: String = "1234567890" + ":" + "AAhunter2hunter2hunter2"

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try git("git init -q")
    }

    private func git(_ script: String) throws {
        let identity =
            "export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org "
            + "GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org"
        try Command.output(of: ["sh", "-euc", "\(identity); cd '\(folder.path)'; \(script)"])
    }

    private func commit(_ text: String, to file: String = "file") throws {
        try git("printf '%s\\n' '\(text)' >\(file); git add \(file); git commit -qm '\(file)'")
    }

    private func scan() throws -> Command.Outcome { try Command.run([Self.script, folder.path]) }

    @Test(arguments: [
        "TELEGRAM_BOT_TOKEN=<TELEGRAM_BOT_TOKEN>", "TELEGRAM_BOT_API_SECRET=<TELEGRAM_BOT_API_SECRET>",
        "TELEGRAM_BOT_TOKEN=$TOKEN", "SESSION_SECRET=", "TELEGRAM_BOT_TOKEN=${TOKEN}", "WEBHOOK_SECRET=\"$x\"",
        "at 12:30:00", "1234:abc",
    ])
    func placeholdersAndVariablesAreNone(text: String) throws {
        try commit(text)
        let outcome = try scan()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == "no secret in the files and in 1 commits\n")
    }

    @Test(arguments: [
        token, "TELEGRAM_BOT_TOKEN=" + "42:hunter2hunter2hunter2",
        "export TELEGRAM_BOT_API_SECRET" + "=\"hunter3hunter3\"", "SESSION_SECRET_PREVIOUS" + "=hunter3hunter3",
        "-----BEGIN EC " + "PRIVATE KEY-----",
    ])
    func aSecretIsFoundWhereverItIsAndNotPrinted(text: String) throws {
        try commit("nothing", to: "first")
        try git("printf '%s\\n' '\(text)' >new")
        let new = try scan()
        #expect(new.status == 1 && new.errors.contains("new:1"), "\(new.errors)")
        try git("rm new")
        try commit(text, to: "old")
        try git("git rm -q old; git commit -qm 'without it'")
        let gone = try scan()
        #expect(gone.status == 1 && gone.errors.contains(" old: this looks like a secret"), "\(gone.errors)")
        #expect(gone.errors.hasPrefix("commit "))
        for outcome in [new, gone] { #expect(!(outcome.output + outcome.errors).contains("hunter")) }
    }

    @Test func otherBranchesCountAndIgnoredFilesDoNot() throws {
        try commit(".env", to: ".gitignore")
        try git("printf '%s\\n' '\(Self.token)' >.env")
        #expect(try scan().status == 0)
        try git("git checkout -qb other")
        try commit(Self.token)
        try git("git checkout -q -")
        #expect(try scan().status == 1)
    }

    @Test func aHistoryThatIsCutOffIsAFault() throws {
        for name in ["first", "second"] { try commit(name, to: name) }
        let copy = folder.path + "/copy"
        try git("git clone -q --depth 1 'file://\(folder.path)' '\(copy)'")
        let outcome = try Command.run([Self.script, copy])
        #expect(outcome.status == 1 && outcome.errors.contains("fetch all of it"))
    }
}

import Glibc
import TestSupport
import TestTraits
import Testing

/// Everybody on a machine can read the command lines of its processes: no secret may stand in one.
@Suite(.blocking) struct CommandLineSecretsTests {
    private static let root = String(#filePath.dropLast("Tests/Contract/CommandLineSecretsTests.swift".count))

    @Test func smokeStartsNothingAndShowsNoSecret() throws {
        let server = try ServerProcess()
        let recorder = try CommandRecorder(random: "")
        let secrets = [
            "BOT_SECRET": Identities.botSecret, "WEBHOOK_SECRET": Identities.webhookSecret,
            "INIT_DATA": Identities.initData(Identities.visitor),
            "ADMIN_INIT_DATA": Identities.initData(Identities.admin),
        ]
        let outcome = try Command.run(
            [BuildProducts.path(of: "telegram-backend"), "smoke", "http://127.0.0.1:\(server.port)"],
            environment: secrets.merging(["PATH": recorder.path]) { $1 }
        )
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.split(separator: "\n").count { $0.hasPrefix("ok ") } == 15)
        #expect(recorder.commandLines.isEmpty)
        for secret in secrets.values { #expect(!(outcome.output + outcome.errors).contains(secret)) }
        #expect(try server.terminate() == 0)
    }

    @Test func linesOfTheREADMEAnswerAsTheySayAndShowNoSecret() throws {
        let blocks = Files.text(of: Self.root + "README.md").split(separator: "```sh\n").dropFirst().map { block in
            String(block.prefix(upTo: block.firstRange(of: "```")?.lowerBound ?? block.endIndex))
        }
        let recipe = try #require(blocks.first { $0.contains(".env <<EOF") })
        let setting = try #require(blocks.first { $0.contains(". ./.env") })
        let questions = try #require(blocks.first { $0.contains("# Mini App: launch data") })
        let recorder = try CommandRecorder(random: "canary0123456789abcdefABCDEF0123456789")
        let folder = try TemporaryFolder()
        func run(_ script: String) throws -> String {
            let outcome = try Command.run(
                ["sh", "-c", "set -eu; cd '\(folder.path)'\n" + script],
                environment: ["PATH": recorder.path]
            )
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
            return outcome.output
        }
        // A file that is there already and open to all becomes private, too.
        let mode = try run("umask 022; echo A=1 >.env\n" + recipe.replacing("make run", with: "stat -c %a .env"))
        #expect(mode == "600\n")
        var settings: [String: String] = [:]
        for line in Files.text(of: folder.path + "/.env").split(separator: "\n") {
            let pair = line.split(separator: "=", maxSplits: 1)
            settings[String(pair[0])] = String(try #require(pair.count == 2 ? pair[1] : nil))
        }
        let server = try ServerProcess(settings)
        let products = try BuildProducts.path(of: "telegram-backend").dropLast("/telegram-backend".count)
        let answers = try run(
            "mkdir .build && ln -s '\(products)' .build/debug\n"
                + setting.replacing("http://localhost:8080", with: "http://127.0.0.1:\(server.port)") + questions
        )
        #expect(answers.split(separator: "\n") == ["200", "401", "403", "200", "200", "200", "200", "403"])
        let lines = recorder.commandLines
        #expect(lines.count { $0.hasPrefix("curl ") } == 8)
        #expect(!lines.contains { $0.contains("canary") || $0.contains("hash=") && !$0.contains("auth_date=1&") })
    }
}

/// A folder for the front of `PATH`: each program in it notes its command line and becomes the real one.
private struct CommandRecorder {
    private static let programs: [String] = [
        "base64", "cat", "curl", "cut", "env", "grep", "head", "install", "mktemp", "openssl", "python3", "rm", "sed",
        "tr",
    ]

    private let folder: TemporaryFolder

    /// - Parameter random: what `base64` and `openssl` print, so that secrets made up on the spot are known.
    init(random: String) throws {
        folder = try TemporaryFolder()
        for name in Self.programs {
            let candidates = ["/usr/bin/", "/bin/"].map { $0 + name }
            let real = try #require(candidates.first { access($0, X_OK) == 0 }, "\(name) is not installed")
            let end =
                switch name {
                // Whoever writes to it must not find the pipe closed.
                case "base64": "/bin/cat >/dev/null\necho '\(random)'"
                case "openssl": "echo '\(random)'"
                default: "exec \(real) \"$@\""
                }
            let script = """
                #!/bin/sh
                printf '%s\\n' "\(name) $*" >>'\(folder.path)/command-lines'
                \(end)

                """
            let descriptor = open("\(folder.path)/\(name)", O_WRONLY | O_CREAT | O_CLOEXEC, 0o700)
            try #require(write(descriptor, script, script.utf8.count) == script.utf8.count)
            close(descriptor)
        }
    }

    var path: String { "\(folder.path):/usr/bin:/bin" }
    var commandLines: [Substring] { Files.text(of: folder.path + "/command-lines").split(separator: "\n") }
}

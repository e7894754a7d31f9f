import ContractGenerator
import Glibc
import TestSupport
import TestTraits
import Testing

/// The page's commands are there to be copied: each one works as it stands.
@Suite(.blocking) struct DocumentedCommandsTests {
    @Test func everyCommandOfThePageSucceeds() throws {
        let server = try ServerProcess()
        let client = try Client(server)
        let page = try client.send(HTTPMessage("GET", "/docs"), as: "getDocumentation")
        let commands = Self.commands(in: page.text).filter { $0.contains("curl ") }
        #expect(commands.count > 15)
        #expect(commands.contains { $0.hasPrefix("printf ") })
        let setting = """
            set -eu
            BASE_URL=http://127.0.0.1:\(server.port)
            INIT_DATA=\(Shell.quoted(Identities.initData(Identities.admin)))
            BOT_SECRET=\(Shell.quoted(Identities.botSecret))
            WEBHOOK_SECRET=\(Shell.quoted(Identities.webhookSecret))
            curl() {
                case "$*" in *"$INIT_DATA"* | *"$BOT_SECRET"* | *"$WEBHOOK_SECRET"*) echo 'a secret in the command line' ;; esac
                command curl --silent --show-error --output /dev/null --write-out '%{http_code}' "$@"
            }

            """
        for command in commands {
            let status = try Self.run(setting + Self.command(command, with: client))
            // There is no Bot API to show a preview with.
            let isPreview = command.contains("/preview/")
            #expect(isPreview ? status == "503" : status.hasPrefix("2"), "\(status): \(command)")
        }
        #expect(try server.terminate() == 0)
    }

    /// The command with the id of something that is there: on a new server the example is not.
    private static func command(_ command: String, with client: Client) throws -> String {
        if command.contains("/requests/12/") {
            return try command.replacing("/12/", with: "/\(client.newRequest())/")
        }
        if command.contains("/broadcasts/7/") {
            var steps: [String] = []
            if command.contains("/pause/") { steps = ["start"] }
            if command.contains("/resume/") { steps = ["start", "pause"] }
            return try command.replacing("/7/", with: "/\(client.newBroadcast(after: steps))/")
        }
        // One of each example would be made twice.
        let key = "'Idempotency-Key: \(Requests.freshID())'"
        let own = command.replacing(/'Idempotency-Key: [^']*'/, with: key)
        return try own.replacing("/7/", with: "/\(client.newApplication())/")
    }

    private static func commands(in html: String) -> [String] {
        html.ranges(of: "<pre class=\"curl\" tabindex=\"0\"><code>").map { start in
            let text = html[start.upperBound...]
            let end = text.firstRange(of: "</code>")?.lowerBound ?? text.startIndex
            return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
                .reduce(String(text[..<end])) { $0.replacing($1.0, with: $1.1) }
        }
    }

    /// The output of the script; both outputs are one.
    private static func run(_ script: String) throws -> String {
        guard let stream = popen("{ \(script)\n} 2>&1", "r") else { throw TestFailure("there is no shell") }
        var bytes: [UInt8] = []
        while case let byte = getc(stream), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
        pclose(stream)
        return String(decoding: bytes, as: UTF8.self)
    }
}

import Crypto
import Glibc
import HTTPTypes
import Impl
import Logging
import Platform
import Server
import Storage
import Telegram
import Testing

/// A backend as `serve` builds it, on a database of its own, spoken to without a socket.
final class TestBackend: Sendable {
    static let botSecret: String = "0123456789abcdef0123456789abcdef"
    /// In two parts, so that no text here looks like a token.
    static let botToken: String = "42:" + botSecret

    /// Everything that production needs.
    static let production: [String: String] = [
        "ENVIRONMENT": "production", "TELEGRAM_BOT_TOKEN": botToken, "TELEGRAM_BOT_API_SECRET": botSecret,
        "TELEGRAM_WEBHOOK_SECRET": "a-webhook-secret", "SESSION_SECRET": botSecret, "TELEGRAM_ADMINS": "1",
    ]

    struct Answer {
        var status: Int
        var fields: [String: String]
        var body: String
    }

    private let directory: String
    private let backend: Backend
    private let run: Task<Void, any Error>
    private let sink = MemorySink()
    private let accepting = Signal()

    init(_ change: (inout Configuration) -> Void = { _ in }) throws {
        directory = try temporaryDirectory()
        var configuration = Configuration()
        configuration.database = .sqlite(path: directory + "/test.sqlite")
        configuration.access.botToken = Secret(Self.botToken)
        configuration.access.botSecret = Secret(Self.botSecret)
        configuration.access.webhookSecret = Secret("hook")
        configuration.botUsername = "example_bot"
        configuration.access.admins = [7]
        change(&configuration)
        var backend = try Backend.build(configuration, logger: Logger(level: .info, sink: sink))
        backend.accept = { [accepting] in
            accepting.wake()
            return 0
        }
        self.backend = backend
        run = Task { [backend] in try await backend.run() }
    }

    var logLines: [String] { sink.lines }

    func lines(containing phrase: String) -> [String] { sink.lines.filter { $0.contains(phrase) } }

    func stop() async {
        backend.stop(signal: SIGTERM)
        do { try await run.value } catch { Issue.record(error) }
        removeDirectory(directory)
    }

    /// Launch data that Telegram would have signed so many seconds ago.
    static func initData(id: Int64, age: Int64 = 0) -> String {
        InitData.sign(
            fields: [
                (name: "auth_date", value: String(SystemClock.microseconds() / 1_000_000 - age)),
                (name: "user", value: #"{"id":\#(id),"first_name":"Ada","last_name":"L","username":"ada"}"#),
            ],
            botToken: Secret(botToken)
        )
    }

    func send(
        _ method: HTTPMethod,
        _ target: String,
        _ headers: [(String, String)] = [],
        body: String? = nil
    ) async -> Answer {
        await accepting.wait(for: .seconds(30))
        accepting.wake()
        let memory = RequestMemory()
        let request = HTTPRequest()
        let parts = target.split(separator: "?", maxSplits: 1)
        request.method = method
        request.path = memory.keep(String(parts[0]))
        request.query = parts.count > 1 ? memory.keep(String(parts[1])) : nil
        request.id = "test"
        request.fields = headers.map { HTTPField(name: memory.keep($0.0), value: memory.keep($0.1)) }
        if let body {
            request.fields.append(
                HTTPField(name: memory.keep("Content-Type"), value: memory.keep("application/json"))
            )
            request.hasBody = true
            request.contentLength = body.utf8.count
            request.body = memory.keep(body)
        }
        let response: HTTPResponse
        switch backend.responder.admit(request) {
        case .reject(let refusal): response = refusal
        case .accept: response = await backend.responder.respond(to: request)
        }
        return withExtendedLifetime(memory) {
            Answer(
                status: response.status,
                fields: Dictionary(
                    response.fields.map { ($0.name.description, $0.value) },
                    uniquingKeysWith: { $0 + ", " + $1 }
                ),
                body: String(decoding: response.body, as: UTF8.self)
            )
        }
    }

    func saveTest(_ body: String) async -> Answer {
        await send(.post, "/api/v1/telegram/save-test/", [("X-Bot-Secret", Self.botSecret)], body: body)
    }
}

/// Bytes that live as long as the request, with the padding that the JSON parser asks for.
private final class RequestMemory {
    private var blocks: [UnsafeMutablePointer<UInt8>] = []

    func keep(_ text: String) -> Bytes {
        let count = text.utf8.count
        let block: UnsafeMutablePointer<UInt8> = .allocate(capacity: count + 64)
        block.initialize(repeating: 0, count: count + 64)
        for (index, byte) in text.utf8.enumerated() { block[index] = byte }
        blocks.append(block)
        return Bytes(start: UnsafePointer(block), count: count)
    }

    deinit {
        for block in blocks { block.deallocate() }
    }
}

func temporaryDirectory() throws -> String {
    var name: [CChar] = "/tmp/telegram-backend-tests-XXXXXX".utf8CString.map { $0 }
    let path: UnsafeMutablePointer<CChar> = try #require(mkdtemp(&name))
    return String(cString: path)
}

/// Removes a directory that holds only files.
func removeDirectory(_ path: String) {
    guard let directory = opendir(path) else { return }
    while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { unlink(path + "/" + name) }
    }
    closedir(directory)
    rmdir(path)
}

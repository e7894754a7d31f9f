package import Crypto
import Threads

/// A client of the Bot API (https://core.telegram.org/bots/api).
///
/// Calls run one after another on a thread of their own: libcurl blocks. The token is part of every address and of
/// nothing else; errors never hold an address.
package final class BotAPI: Sendable {
    private let worker: WorkerThread<BotAPICall>
    private let transport: CurlTransport
    private let token: Secret
    private let baseURL: String

    /// Starts the client's thread; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - baseURL: a local Bot API server is a normal deployment.
    ///   - timeoutMilliseconds: for one call, connecting included.
    package init(
        token: Secret,
        baseURL: String = "https://api.telegram.org",
        timeoutMilliseconds: Int = 10_000
    ) throws(BotAPIError) {
        self.token = try BotAPI.checked(token)
        self.baseURL = try BotAPI.checked(baseURL)
        let transport = try CurlTransport(timeoutMilliseconds: timeoutMilliseconds)
        self.transport = transport
        do throws(ThreadError) {
            worker = try WorkerThread(
                name: "bot-api",
                capacity: 1_000,
                batch: 1,
                handle: { calls in for call in calls { call.answer(transport.get(call.address)) } },
                end: { transport.close() }
            )
        } catch {
            throw .unreachable("no thread for the Bot API: errno \(error.code)")
        }
    }

    /// `getMe`: who the token belongs to.
    package func getMe() async throws(BotAPIError) -> BotUser {
        try await call("getMe") { (reader) throws(JSONReader.Fault) in try BotUser(from: &reader) }
    }

    /// Breaks off the call under way, refuses those that wait (`.overloaded`), then ends the thread. May be called more
    /// than once.
    package func close() async {
        transport.breakOff()
        await worker.finish()
    }

    /// Calls a method without parameters and reads its `result`.
    private func call<Result>(
        _ method: String,
        result: (inout JSONReader) throws(JSONReader.Fault) -> Result
    ) async throws(BotAPIError) -> Result {
        let address = Secret("\(baseURL)/bot\(token.revealed)/\(method)")
        let answer = await withCheckedContinuation { continuation in
            let call = BotAPICall(address: address) { continuation.resume(returning: $0) }
            if !worker.submit(call) { continuation.resume(returning: .failure(.overloaded)) }
        }
        do throws(BotAPIError) {
            return try BotAPIAnswer<Result>.read(try answer.get(), result: result)
        } catch .refused(let code, let description, let retryAfter) {
            // Something between us and Telegram may repeat the address.
            let harmless = description.replacing(token.revealed, with: token.description)
            throw .refused(code: code, description: harmless, retryAfter: retryAfter)
        }
    }

    /// Refuses a token that would change an address's meaning.
    private static func checked(_ token: Secret) throws(BotAPIError) -> Secret {
        guard token.withBytes({ !$0.isEmpty && $0.allSatisfy(isTokenCharacter) }) else {
            throw .configuration("the bot token has characters that no token has")
        }
        return token
    }

    /// The address without slashes at its end.
    private static func checked(_ baseURL: String) throws(BotAPIError) -> String {
        var base = Substring(baseURL)
        while base.hasSuffix("/") { base.removeLast() }
        let host = base.hasPrefix("https://") ? base.dropFirst(8) : base.hasPrefix("http://") ? base.dropFirst(7) : ""
        let isPlain = host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3F && $0 != 0x23 && $0 != 0x40 }
        guard let first = host.utf8.first, first != 0x2F, isPlain else {
            throw .configuration("the Bot API's address must be http:// or https:// and a host, without user, ? and #")
        }
        return String(base)
    }

    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }
}

/// One call on its way to the thread.
struct BotAPICall: Sendable {
    let address: Secret
    let answer: @Sendable (Result<CurlTransport.Answer, BotAPIError>) -> Void
}

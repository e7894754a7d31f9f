package import Crypto
internal import HTTPClient

/// A client of the Bot API (https://core.telegram.org/bots/api).
///
/// The token is part of every address and of nothing else; errors never hold an address.
package final class BotAPI: Sendable {
    private let client: HTTPClient
    private let token: Secret
    private let baseURL: String
    private let timeout: Duration

    /// Nothing is sent before `start`.
    ///
    /// - Parameters:
    ///   - baseURL: a local Bot API server is a normal deployment; without TLS it is on this machine or in a private network.
    ///   - timeout: for one call, connecting included.
    package init(
        token: Secret,
        baseURL: String = BotAPIOptions().baseURL,
        timeout: Duration = .seconds(10)
    ) throws(BotAPIError) {
        self.token = try BotAPI.checked(token)
        self.baseURL = try BotAPI.checked(baseURL)
        self.timeout = timeout
        do throws(HTTPClientError) { client = try HTTPClient() } catch { throw BotAPIError(error) }
    }

    /// `getMe`: who the token belongs to.
    package func getMe() async throws(BotAPIError) -> BotUser {
        try await call("getMe") { (reader) throws(JSONReader.Fault) in try BotUser(from: &reader) }
    }

    /// Starts the client's thread, which ends with `close`.
    package func start() throws(BotAPIError) {
        do throws(HTTPClientError) { try client.start() } catch { throw BotAPIError(error) }
    }

    /// Breaks off the calls under way and takes no more. May be called more than once.
    package func close() async { await client.close() }

    /// Calls a method without parameters and reads its `result`.
    private func call<Result>(
        _ method: String,
        result: (inout JSONReader) throws(JSONReader.Fault) -> Result
    ) async throws(BotAPIError) -> Result {
        let address = Secret("\(baseURL)/bot\(token.revealed)/\(method)")
        let answer: HTTPClientResponse
        do throws(HTTPClientError) {
            answer = try await client.send(HTTPClientRequest(address: address, timeout: timeout))
        } catch {
            throw BotAPIError(error)
        }
        do throws(BotAPIError) {
            return try BotAPIAnswer<Result>.read(answer, result: result)
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
        if base.hasPrefix("http:") {
            let isAddress = host.hasPrefix("[")
            let name = host.prefix { isAddress ? $0 != "]" : $0 != ":" && $0 != "/" } + (isAddress ? "]" : "")
            guard PrivateNetwork.mayHold(host: name) else { throw .configuration(PrivateNetwork.rule) }
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

extension BotAPIError {
    fileprivate init(_ error: HTTPClientError) {
        self =
            switch error {
            case .invalidRequest(let reason): .configuration(reason)
            case .unreachable(let reason), .broken(let reason): .unreachable(reason)
            case .answerTooLong: .unreachable("the answer is too long")
            case .timedOut: .timedOut
            case .cancelled, .overloaded, .closed: .overloaded
            }
    }
}

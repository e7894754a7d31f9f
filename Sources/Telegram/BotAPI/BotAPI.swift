import ClientRuntime
import ContractRuntime
import Crypto
import HTTPClient
import Platform
import TelegramAPI

/// The Bot API (https://core.telegram.org/bots/api): the calls of `TelegramAPI` with the errors that Telegram means.
///
/// The token is part of every address and of nothing else; errors never hold an address.
package final class BotAPI: Sendable {
    private let http: HTTPClient
    private let client: ServiceClient
    private let transport: ServiceTransport
    private let token: Secret

    /// Nothing is sent before `start`.
    ///
    /// - Parameters:
    ///   - baseURL: a local Bot API server is a normal deployment; without TLS it is on this machine or in a private
    ///     network.
    ///   - timeout: for one call that says no other, connecting included.
    package init(
        token: Secret,
        baseURL: String = BotAPIOptions().baseURL,
        timeout: Duration = .seconds(10),
        tracer: Tracer = Tracer()
    ) throws(BotAPIError) {
        let token = try BotAPI.checked(token)
        let address = Secret("\(try BotAPI.checked(baseURL))/bot\(token.revealed)")
        do throws(HTTPClientError) { http = try HTTPClient() } catch { throw BotAPIError(error) }
        transport = ServiceTransport(http, address: address, timeout: timeout, tracer: tracer)
        client = ServiceClient(transport)
        self.token = token
    }

    /// The name of the bot that the token belongs to, without "@".
    package func username() async throws(BotAPIError) -> String {
        let answer = try await call { (client) throws(ServiceError) in try await client.getMe() }
        guard let name = answer.result.username, BotUsername.isValid(name) else {
            throw .unexpectedAnswer(status: 200)
        }
        return name
    }

    /// Makes one call: `try await api.call { (client) throws(ServiceError) in try await client.sendMessage(…)
    /// }.result`.
    package func call<Output: ServiceOutput>(
        _ send: (ServiceClient) async throws(ServiceError) -> Output
    ) async throws(BotAPIError) -> Output.Success where Output.Failure == Failure {
        let output: Output
        do throws(ServiceError) { output = try await send(client) } catch { throw BotAPIError(error) }
        return try result(of: output)
    }

    /// Makes a call whose parameters were written before.
    ///
    /// - Parameters:
    ///   - method: as the Bot API names it.
    ///   - parameters: a JSON object.
    /// - Returns: the id of the message that the call made or changed; nil where it tells none.
    package func send(_ method: String, _ parameters: [UInt8]) async throws(BotAPIError) -> Int64? {
        let output: SentOutput
        do throws(ServiceError) {
            var request = ServiceRequest("POST")
            request.path("/")
            request.path(name: method)
            request.json("application/json") { $0.raw(JSONText(trusted: parameters)) }
            output = try SentOutput(try await transport.send(request))
        } catch { throw BotAPIError(error) }
        return try result(of: output)
    }

    private func result<Output: ServiceOutput>(
        of output: Output
    ) throws(BotAPIError) -> Output.Success where Output.Failure == Failure {
        switch output.outcome {
        case .success(let body): return body
        case .failure(_, let failure): throw BotAPIError(failure, redacting: token)
        case .undocumented(let status, _): throw .unexpectedAnswer(status: status)
        }
    }

    /// The calls so far.
    package var metrics: ServiceMetrics { transport.metrics }

    /// Starts the client's thread, which ends with `close`.
    package func start() throws(BotAPIError) {
        do throws(HTTPClientError) { try http.start() } catch { throw BotAPIError(error) }
    }

    /// Breaks off the calls under way and takes no more. May be called more than once.
    package func close() async { await http.close() }

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

import Crypto
import HTTPClient
import HTTPServer
import HTTPTypes
import Platform

/// `health`: asks a running server how it is, for containers and scripts that have no curl.
package enum HealthCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let path = arguments.has(.live) ? "/live" : "/ready"
        var options = HTTPClient.Options()
        let base: String
        if let url = arguments.operands.first {
            base = try ServerQuestion.address(url)
        } else {
            base = try ownAddress(arguments)
            // The certificate is for a name of the outside, and may be newer than the one that is served.
            options.checksCertificates = false
            // A proxy is no way to this machine.
            options.usesProxies = false
        }
        let client = try ServerQuestion.client(options)
        let request = HTTPClientRequest(method: "GET", address: Secret(base + path), maxBodyBytes: 4 << 10)
        let answer: Result<HTTPClientResponse, HTTPClientError>
        do throws(HTTPClientError) { answer = .success(try await client.send(request)) } catch {
            answer = .failure(error)
        }
        await client.close()
        switch answer {
        case .failure(let error): throw .refused("\(path): \(error.words)")
        case .success(let answer):
            let body = Terminal.printable(String(decoding: answer.body, as: UTF8.self))
            guard answer.status == 200 else { throw .refused("\(path): \(answer.status) \(body)") }
            Terminal.print("\(path): \(answer.status) \(body)")
        }
    }

    /// The address that the settings let the server listen at.
    private static func ownAddress(_ arguments: CommandLineArguments) throws(CommandFailure) -> String {
        let names = [
            "ENVIRONMENT", "HOST", "PORT", "PROXY_PROTOCOL", "TRUSTED_PROXIES", "SSL_CERT_PATH", "SSL_KEY_PATH",
        ]
        return try ownAddress(arguments.settings(names))
    }

    /// - Throws: where the server takes requests from this machine behind a header of the PROXY protocol alone.
    package static func ownAddress(_ configuration: Configuration) throws(CommandFailure) -> String {
        let server = configuration.server
        let host =
            switch server.host {
            case "0.0.0.0": "127.0.0.1"
            case "::": "::1"
            default: server.host
            }
        if server.expectsProxyHeader, let address = IPAddress(host[...]), server.trustedProxies.contains(address) {
            throw .refused(
                "PROXY_PROTOCOL=v2 and TRUSTED_PROXIES has \(host): the server wants the proxy's header first; "
                    + "give the URL of the proxy"
            )
        }
        let scheme = configuration.tls.files == nil ? "http" : "https"
        return "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(server.port)"
    }
}

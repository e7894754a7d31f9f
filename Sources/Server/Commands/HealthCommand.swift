import Crypto
import HTTPClient
import HTTPServer
import Platform

/// `health`: asks a running server how it is, for containers and scripts that have no curl.
enum HealthCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let path = arguments.has(.live) ? "/live" : "/ready"
        let base =
            if let url = arguments.operands.first { try ServerQuestion.address(url) } else { try address(arguments) }
        let client = try ServerQuestion.client()
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

    /// This machine, at the port of the settings.
    private static func address(_ arguments: CommandLineArguments) throws(CommandFailure) -> String {
        "http://127.0.0.1:\(try arguments.settings(["PORT"]).server.port)"
    }
}

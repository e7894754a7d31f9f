import Crypto
import HTTPClient
import Platform

/// `smoke`: asks a running server one question per promise and compares status codes.
enum SmokeCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let environment = EnvironmentFile.process()
        let base = try address(arguments.operands.first ?? environment["BASE_URL"] ?? "http://localhost:8080")
        let credentials = try credentials(environment)
        let client = try client()
        var failures = 0
        for question in SmokeQuestion.all {
            if let needed = question.needs, credentials[needed] == nil {
                Terminal.print("left out \(question.what): \(needed.rawValue) is not set")
                continue
            }
            let fault = await fault(of: question, at: base, credentials, client)
            if fault != nil { failures += 1 }
            Terminal.print(fault.map { "not ok \(question.what): \($0)" } ?? "ok \(question.what) → \(question.status)")
        }
        await client.close()
        if failures > 0 { throw .refused("the server does not answer as promised (\(failures))") }
    }

    /// The fault of the answer; nil where there is none.
    private static func fault(
        of question: SmokeQuestion,
        at base: String,
        _ credentials: [SmokeQuestion.Credential: Secret],
        _ client: HTTPClient
    ) async -> String? {
        var fields: [(name: String, value: Secret)] = []
        if question.method == "POST" { fields.append(("Content-Type", Secret("application/json"))) }
        if let field = question.field { fields.append((field.name, Secret(field.value))) }
        if let credential = question.credential, let value = credentials[credential] {
            fields.append((credential.field, value))
        }
        let request = HTTPClientRequest(
            method: question.method,
            address: Secret(base + question.path),
            fields: fields,
            body: question.body.map { Array($0.utf8) },
            maxBodyBytes: 16 << 20
        )
        let place = "(\(question.method) \(question.path))"
        do throws(HTTPClientError) {
            let status = try await client.send(request).status
            return status == question.status ? nil : "expected \(question.status), got \(status) \(place)"
        } catch {
            return "expected \(question.status), got no answer: \(error.words) \(place)"
        }
    }

    /// A client that has started.
    static func client() throws(CommandFailure) -> HTTPClient {
        do throws(HTTPClientError) {
            let client = try HTTPClient()
            try client.start()
            return client
        } catch {
            throw .refused(error.words)
        }
    }

    /// An origin, with or without a path before ours; never repeated where it may hold a password.
    static func address(_ text: String) throws(CommandFailure) -> String {
        let rest = ["https://", "http://"].first { text.hasPrefix($0) }.map { text.dropFirst($0.count) }
        guard let rest, !rest.isEmpty, !rest.hasPrefix("/"), !rest.contains(where: { "@?# ".contains($0) }) else {
            throw .notUnderstood("an address is http:// or https:// and a host, without a user, ? and #")
        }
        return String(text.reversed().drop { $0 == "/" }.reversed())
    }

    private static func credentials(
        _ environment: [String: String]
    ) throws(CommandFailure) -> [SmokeQuestion.Credential: Secret] {
        var credentials: [SmokeQuestion.Credential: Secret] = [:]
        for credential in SmokeQuestion.Credential.allCases {
            credentials[credential] = try SecretVariable.value(of: credential.rawValue, in: environment)
        }
        return credentials
    }
}

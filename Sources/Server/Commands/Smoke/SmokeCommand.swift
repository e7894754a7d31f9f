import Crypto
import HTTPClient
import Platform

/// `smoke`: asks a running server one question per promise and compares status codes.
enum SmokeCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let environment = EnvironmentFile.process()
        let base = try ServerQuestion.address(
            arguments.operands.first ?? environment["BASE_URL"] ?? "http://localhost:8080"
        )
        let credentials = try credentials(environment)
        let client = try ServerQuestion.client()
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

import ClientRuntime
import ContractChecks
import ContractClient
import ContractGenerator
import Crypto
import HTTPClient
import TestSupport
import TestTraits
import Testing

/// The client of our own contract against a server that answers what the contract says: every operation, every status.
@Suite(.blocking) struct DeclaredStatusTests {
    private static let contract: Contract? = AnswerRules.analysis?.contract

    /// A body as the contract shows one.
    private func example(_ response: Response) -> String {
        guard let media = response.content.first else { return "" }
        let shown = media.node["example"] ?? media.node["examples"]?.members.first?.node["value"]
        guard let value = shown?.value else { return "" }
        if media.name.hasPrefix("text/"), case .string(let text) = value { return text }
        return JSONWriter.text(of: value)
    }

    @Test func everyOperationIsCalledHere() throws {
        let contract = try #require(Self.contract)
        #expect(contract.operations.map(\.id).sorted() == OperationTable.calls.keys.sorted())
    }

    @Test(arguments: OperationTable.calls.keys.sorted())
    func everyDeclaredStatusHasItsCase(id: String) async throws {
        let operation = try #require(Self.contract?.operations.first { $0.id == id })
        let call = try #require(OperationTable.calls[id])
        #expect(!operation.responses.isEmpty)
        for response in operation.responses {
            let (result, requests) = try await outcome(of: call, response)
            let output = try result.get()
            #expect(label(of: output) == response.caseName, "\(response.status): \(output)")
            let head = try #require(requests.first?.text.split(separator: "\r\n").first).split(separator: " ")
            #expect(head.first.map(String.init) == operation.method.uppercased())
            let path = head[1].prefix { $0 != "?" }
            #expect(path == operation.path.replacing(/{[a-z_]+}/, with: "42"))
        }
    }

    @Test(arguments: OperationTable.calls.keys.sorted())
    func aStatusThatIsNotDeclaredIsUndocumented(id: String) async throws {
        let call = try #require(OperationTable.calls[id])
        let server = try RawServer { _ in RawServer.answer("418 I'm a teapot", "short") }
        defer { server.stop() }
        let output = try await send(call, to: server).get()
        #expect(label(of: output) == "undocumented" && "\(output)".contains("418"))
    }

    @Test(arguments: OperationTable.calls.keys.sorted())
    func aBodyThatIsNotTheContractsIsAnErrorWithItsStatus(id: String) async throws {
        let operation = try #require(Self.contract?.operations.first { $0.id == id })
        let call = try #require(OperationTable.calls[id])
        for response in operation.responses
        where response.content.first.map({ $0.name.hasSuffix("json") && $0.schema != nil }) ?? false {
            for body in ["", "<html>", "[]", "5"] {
                let server = try RawServer { _ in RawServer.answer("\(response.status) X", body) }
                defer { server.stop() }
                let result = try await send(call, to: server)
                // The document itself is answered as any JSON.
                if id == "getOpenAPIDocument", response.status == 200, case .success = result { continue }
                guard case .failure(.unexpectedAnswer(let status, "", _)) = result else {
                    Issue.record("\(id) \(response.status) \(body): \(result)")
                    continue
                }
                #expect(status == response.status)
            }
        }
    }

    private func outcome(
        of call: OperationTable.Call,
        _ response: Response
    ) async throws -> (Result<any Sendable, ServiceError>, [RawServer.Request]) {
        let body = example(response)
        let type = response.content.first.map { "Content-Type: \($0.name)\r\n" } ?? ""
        let server = try RawServer { _ in
            if response.status == 204 || response.status == 304 {
                return .bytes("HTTP/1.1 \(response.status) X\r\n\r\n")
            }
            return RawServer.answer("\(response.status) X", fields: type, body)
        }
        defer { server.stop() }
        return (try await send(call, to: server), server.requests)
    }

    private func send(
        _ call: OperationTable.Call,
        to server: RawServer
    ) async throws -> Result<any Sendable, ServiceError> {
        let http = try HTTPClient.started()
        let client = ServiceClient(ServiceTransport(http, address: Secret(server.address)))
        let result: Result<any Sendable, ServiceError>
        do throws(ServiceError) { result = .success(try await call(client)) } catch { result = .failure(error) }
        await http.close()
        return result
    }

    /// The name of an enum's case.
    private func label(of output: any Sendable) -> String {
        let label = Mirror(reflecting: output).children.first?.label ?? "\(output)"
        return label.replacing("`", with: "")
    }
}

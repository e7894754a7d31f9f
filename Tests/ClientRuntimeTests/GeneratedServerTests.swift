import ClientRuntime
import ContractChecks
import ContractClient
import ContractGenerator
import ContractRuntime
import Crypto
import HTTPClient
import TestSupport
import TestTraits
import Testing

/// The client and the server that are made of one contract, over a socket.
@Suite(.blocking) struct GeneratedServerTests {
    private static let credentials = ServiceCredentials(
        initData: Secret("initData"),
        session: Secret("session"),
        botSecret: Secret("botSecret"),
        webhookSecret: Secret("webhookSecret")
    )

    private func call(
        _ service: FixedService,
        as credentials: ServiceCredentials = Self.credentials,
        _ call: OperationTable.Call
    ) async throws -> any Sendable {
        try await service.served { address in
            let http = try HTTPClient.started()
            let client = ServiceClient(ServiceTransport(http, address: Secret(address)), credentials: credentials)
            let result: Result<any Sendable, ServiceError>
            do throws(ServiceError) { result = .success(try await call(client)) } catch { result = .failure(error) }
            await http.close()
            return try result.get()
        }
    }

    /// The server's lists leave out nothing that the contract declares.
    @Test func everyOperationAnswersEveryStatus() throws {
        let operations = try #require(AnswerRules.analysis?.contract.operations)
        #expect(operations.map(\.id).sorted() == ServedOutputs.all.keys.sorted())
        for operation in operations {
            let names = ServedOutputs.all[operation.id]?.map { OutputParts($0).name } ?? []
            #expect(names.sorted() == operation.responses.map(\.caseName).sorted(), "\(operation.id)")
        }
    }

    @Test(arguments: ServedOutputs.all.keys.sorted())
    func whatTheServerAnswersIsWhatTheClientReads(id: String) async throws {
        let send = try #require(OperationTable.calls[id])
        for output in try #require(ServedOutputs.all[id]) {
            let sent = OutputParts(output)
            let read = OutputParts(try await call(FixedService(output), send))
            #expect(read.name == sent.name, "\(id)")
            #expect(read.fields["xRequestID"]?.isEmpty == false, "\(id) \(sent.name)")
            for (field, value) in sent.fields { #expect(read.fields[field] == value, "\(id) \(sent.name)") }
            if let problem = sent.body as? ContractRuntime.Problem {
                check(try #require(read.body as? ContractClient.Problem), problem, read)
            } else {
                #expect(read.text == sent.text, "\(id) \(sent.name)")
            }
        }
    }

    private func check(_ read: ContractClient.Problem, _ sent: ContractRuntime.Problem, _ parts: OutputParts) {
        #expect(read.type.text == "\(sent.type.uri)" && read.title == "\(sent.type.title)")
        if case .unknown = read.type { Issue.record("\(read.type)") }
        #expect(read.status == sent.type.status && read.detail == sent.detail)
        #expect(read.requestID == parts.fields["xRequestID"])
        #expect(read.violations?.count == sent.violations.count)
        for (read, sent) in zip(read.violations ?? [], sent.violations) {
            #expect(read.in.text == "\(sent.place.text)" && read.pointer == sent.pointer)
            #expect(read.keyword == sent.keyword && read.message == sent.message)
        }
        #expect(parts.fields["retryAfter"] == sent.retryAfter.map(String.init))
        if read.status == 401 { #expect(parts.fields["wwwAuthenticate"]?.isEmpty == false) }
    }

    @Test func theServerReadsWhatTheClientSends() async throws {
        let inputs = [
            "logIn": "body: Optional(LoginRequest(initData: Optional(\"a=b&c\")",
            "listApplications": "offset: 0, status: Optional(ApplicationStatus.new), q: Optional(\"a&b=ü +\")",
            "getApplication": "id: 42",
            "setApplicationStatus": "id: 42, body: StatusChange(status: ApplicationStatus.contacted)",
            "saveTest": "telegramID: 7, firstName: Optional(\"A\u{301} \\\"b\\\"\")",
            "receiveUpdate": "updateID: 9",
        ]
        let schemes = [
            "logIn": "initData", "saveTest": "botSecret", "receiveUpdate": "webhookSecret",
            "listApplications": "initData",
        ]
        for (id, text) in inputs {
            let service = FixedService(try #require(ServedOutputs.all[id]?.first))
            _ = try await call(service, try #require(OperationTable.calls[id]))
            let received = try #require(service.call)
            #expect(received.input.replacing("Generated.", with: "").contains(text), "\(received.input)")
            if let scheme = schemes[id] { #expect(received.principal == scheme, "\(id)") }
        }
    }

    @Test(arguments: ["saveTest", "listApplications", "getApplication", "deleteApplication", "receiveUpdate"])
    func withoutCredentialsTheServerRefuses(id: String) async throws {
        let service = FixedService(try #require(ServedOutputs.all[id]?.first))
        let output = try await call(service, as: ServiceCredentials(), try #require(OperationTable.calls[id]))
        #expect(OutputParts(output).name == (id == "saveTest" ? "forbidden" : "unauthorized"))
        #expect(service.call == nil)
    }

    @Test func theNextCredentialIsSentWhereTheFirstIsNotThere() async throws {
        let service = FixedService(try #require(ServedOutputs.all["getApplication"]?.first))
        let session = ServiceCredentials(session: Secret("session"))
        let output = try await call(service, as: session, try #require(OperationTable.calls["getApplication"]))
        #expect(OutputParts(output).name == "ok" && service.call?.principal == "session")
    }

    @Test func preconditionsAreAnsweredByTheServer() async throws {
        let service = FixedService(try #require(ServedOutputs.all["getInviteLink"]?.first))
        for (input, name) in [
            (GetInviteLinkInput(ifNoneMatch: "\"v0\", \"v3\""), "notModified"),
            (GetInviteLinkInput(ifNoneMatch: "\"v0\""), "ok"), (GetInviteLinkInput(ifMatch: "\"v3\""), "ok"),
            (GetInviteLinkInput(ifMatch: "\"v0\""), "preconditionFailed"),
        ] {
            let output = try await call(service) { (client) throws(ServiceError) in
                try await client.getInviteLink(input)
            }
            let parts = OutputParts(output)
            #expect(parts.name == name, "\(input)")
            #expect(parts.fields["eTag"] == (name == "preconditionFailed" ? nil : "\"v3\""))
        }
    }

    @Test func aBodyThatTheContractForbidsIsRefusedWithItsPlace() async throws {
        let service = FixedService(try #require(ServedOutputs.all["setApplicationStatus"]?.first))
        let output = try await call(service) { (client) throws(ServiceError) in
            try await client.setApplicationStatus(
                SetApplicationStatusInput(id: 42, body: StatusChange(status: .unknown("asleep")))
            )
        }
        guard case .badRequest(let problem, _)? = output as? SetApplicationStatusOutput else {
            Issue.record("\(output)")
            return
        }
        #expect(problem.violations?.map(\.pointer) == ["/status"] && problem.violations?.first?.in == .body)
        #expect(service.call == nil)
    }

    /// The implementation fails with 501, which no operation declares.
    @Test func aStatusThatIsNotDeclaredIsUndocumented() async throws {
        let service = FixedService(0)
        for call in OperationTable.calls.sorted(by: { $0.key < $1.key }) {
            let output = try await self.call(service, call.value)
            guard OutputParts(output).name == "undocumented" else {
                Issue.record("\(call.key): \(output)")
                continue
            }
            #expect("\(output)".contains("501"))
        }
    }
}

import ContractRuntime
import Generated
import HTTPServer
import HTTPTypes
import Synchronization

/// An implementation of our contract that answers one output, and keeps the input that it was given.
final class FixedService: API {
    private let output: any Sendable
    private let received: Mutex<(input: String, principal: String?)?> = Mutex(nil)

    init(_ output: any Sendable) { self.output = output }

    /// The input as Swift prints it, and the scheme that the caller was known by; nil before any call.
    var call: (input: String, principal: String?)? { received.withLock(\.self) }

    private func answer<Output>(_ input: any Sendable, _ principal: String? = nil) throws -> Output {
        received.withLock { $0 = ("\(input)", principal) }
        guard let output = output as? Output else { throw Problem(.notImplemented, detail: "another output") }
        return output
    }

    func logIn(_ input: LogInInput, principal: String?, context: RequestContext) async throws -> LogInOutput {
        try answer(input, principal)
    }

    func saveTest(_ input: SaveTestInput, principal: String, context: RequestContext) async throws -> SaveTestOutput {
        try answer(input, principal)
    }

    func getInviteLink(_ input: GetInviteLinkInput, context: RequestContext) async throws -> GetInviteLinkOutput {
        try answer(input)
    }

    func listApplications(
        _ input: ListApplicationsInput,
        principal: String,
        context: RequestContext
    ) async throws -> ListApplicationsOutput { try answer(input, principal) }

    func getApplication(
        _ input: GetApplicationInput,
        principal: String,
        context: RequestContext
    ) async throws -> GetApplicationOutput { try answer(input, principal) }

    func deleteApplication(
        _ input: DeleteApplicationInput,
        principal: String,
        context: RequestContext
    ) async throws -> DeleteApplicationOutput { try answer(input, principal) }

    func setApplicationStatus(
        _ input: SetApplicationStatusInput,
        principal: String,
        context: RequestContext
    ) async throws -> SetApplicationStatusOutput { try answer(input, principal) }

    func createBroadcast(
        _ input: CreateBroadcastInput,
        principal: String,
        context: RequestContext
    ) async throws -> CreateBroadcastOutput { try answer(input, principal) }

    func listBroadcasts(
        _ input: ListBroadcastsInput,
        principal: String,
        context: RequestContext
    ) async throws -> ListBroadcastsOutput { try answer(input, principal) }

    func getBroadcast(
        _ input: GetBroadcastInput,
        principal: String,
        context: RequestContext
    ) async throws -> GetBroadcastOutput { try answer(input, principal) }

    func previewBroadcast(
        _ input: PreviewBroadcastInput,
        principal: String,
        context: RequestContext
    ) async throws -> PreviewBroadcastOutput { try answer(input, principal) }

    func startBroadcast(
        _ input: StartBroadcastInput,
        principal: String,
        context: RequestContext
    ) async throws -> StartBroadcastOutput { try answer(input, principal) }

    func pauseBroadcast(
        _ input: PauseBroadcastInput,
        principal: String,
        context: RequestContext
    ) async throws -> PauseBroadcastOutput { try answer(input, principal) }

    func resumeBroadcast(
        _ input: ResumeBroadcastInput,
        principal: String,
        context: RequestContext
    ) async throws -> ResumeBroadcastOutput { try answer(input, principal) }

    func cancelBroadcast(
        _ input: CancelBroadcastInput,
        principal: String,
        context: RequestContext
    ) async throws -> CancelBroadcastOutput { try answer(input, principal) }

    func listAdministrators(
        _ input: ListAdministratorsInput,
        principal: String,
        context: RequestContext
    ) async throws -> ListAdministratorsOutput { try answer(input, principal) }

    func putAdministrator(
        _ input: PutAdministratorInput,
        principal: String,
        context: RequestContext
    ) async throws -> PutAdministratorOutput { try answer(input, principal) }

    func deleteAdministrator(
        _ input: DeleteAdministratorInput,
        principal: String,
        context: RequestContext
    ) async throws -> DeleteAdministratorOutput { try answer(input, principal) }

    func createRequest(
        _ input: CreateRequestInput,
        principal: String,
        context: RequestContext
    ) async throws -> CreateRequestOutput { try answer(input, principal) }

    func listOwnRequests(
        _ input: ListOwnRequestsInput,
        principal: String,
        context: RequestContext
    ) async throws -> ListOwnRequestsOutput { try answer(input, principal) }

    func listRequests(
        _ input: ListRequestsInput,
        principal: String,
        context: RequestContext
    ) async throws -> ListRequestsOutput { try answer(input, principal) }

    func getRequest(
        _ input: GetRequestInput,
        principal: String,
        context: RequestContext
    ) async throws -> GetRequestOutput { try answer(input, principal) }

    func approveRequest(
        _ input: ApproveRequestInput,
        principal: String,
        context: RequestContext
    ) async throws -> ApproveRequestOutput { try answer(input, principal) }

    func rejectRequest(
        _ input: RejectRequestInput,
        principal: String,
        context: RequestContext
    ) async throws -> RejectRequestOutput { try answer(input, principal) }

    func getStatistics(
        _ input: GetStatisticsInput,
        principal: String,
        context: RequestContext
    ) async throws -> GetStatisticsOutput { try answer(input, principal) }

    func receiveUpdate(
        _ input: ReceiveUpdateInput,
        principal: String,
        context: RequestContext
    ) async throws -> ReceiveUpdateOutput { try answer(input, principal) }

    func getHealth(_ input: GetHealthInput, context: RequestContext) async throws -> GetHealthOutput {
        try answer(input)
    }

    func getHealthRoot(_ input: GetHealthRootInput, context: RequestContext) async throws -> GetHealthRootOutput {
        try answer(input)
    }

    func getLiveness(_ input: GetLivenessInput, context: RequestContext) async throws -> GetLivenessOutput {
        try answer(input)
    }

    func getReadiness(_ input: GetReadinessInput, context: RequestContext) async throws -> GetReadinessOutput {
        try answer(input)
    }

    func getOpenAPIDocument(
        _ input: GetOpenAPIDocumentInput,
        context: RequestContext
    ) async throws -> GetOpenAPIDocumentOutput { try answer(input) }

    func getDocumentation(
        _ input: GetDocumentationInput,
        context: RequestContext
    ) async throws -> GetDocumentationOutput { try answer(input) }

    func problem(for error: any Error, context: RequestContext) -> Problem {
        (error as? Problem) ?? Problem(.internal, detail: "\(error)")
    }

    /// Serves on a free port of this machine while `body` runs.
    func served<Result>(_ body: (_ address: String) async throws -> Result) async throws -> Result {
        var configuration = HTTPServerConfiguration()
        configuration.port = 0
        configuration.loops = 1
        let contract = GeneratedContract(implementation: self, authenticator: SchemeNames())
        let server = HTTPServer(configuration: configuration, responder: ContractResponder(contract))
        let port = try server.start()[0]
        do {
            let result = try await body("http://127.0.0.1:\(port)")
            await server.drain(within: .zero)
            return result
        } catch {
            await server.drain(within: .zero)
            throw error
        }
    }
}

/// Knows everybody whose credential is the name of its scheme.
private struct SchemeNames: Authenticator {
    private func known(_ name: String, _ credential: Bytes?) -> Authentication<String> {
        credential?.string == name ? .authenticated(name) : .unauthenticated
    }

    func initData(_ credential: Bytes?, roles: Roles, request: HTTPRequest) -> Authentication<String> {
        known("initData", credential)
    }

    func session(_ credential: Bytes?, roles: Roles, request: HTTPRequest) -> Authentication<String> {
        known("session", credential)
    }

    func botSecret(_ credential: Bytes?, roles: Roles, request: HTTPRequest) -> Authentication<String> {
        known("botSecret", credential)
    }

    func webhookSecret(_ credential: Bytes?, roles: Roles, request: HTTPRequest) -> Authentication<String> {
        known("webhookSecret", credential)
    }
}

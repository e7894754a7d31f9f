import ClientRuntime
import ContractClient

/// How each operation of the contract that we serve is called here.
enum OperationTable {
    typealias Call = @Sendable (ServiceClient) async throws(ServiceError) -> any Sendable

    static let calls: [String: Call] = [
        "getHealth": { (client) throws(ServiceError) in try await client.getHealth() },
        "getHealthRoot": { (client) throws(ServiceError) in try await client.getHealthRoot() },
        "getLiveness": { (client) throws(ServiceError) in try await client.getLiveness() },
        "getReadiness": { (client) throws(ServiceError) in try await client.getReadiness() },
        "getOpenAPIDocument": { (client) throws(ServiceError) in
            try await client.getOpenAPIDocument(GetOpenAPIDocumentInput(ifNoneMatch: "\"a\""))
        },
        "getDocumentation": { (client) throws(ServiceError) in try await client.getDocumentation() },
        "getInviteLink": { (client) throws(ServiceError) in try await client.getInviteLink() },
        "logIn": { (client) throws(ServiceError) in
            try await client.logIn(LogInInput(body: LoginRequest(initData: "a=b&c")))
        },
        "saveTest": { (client) throws(ServiceError) in
            try await client.saveTest(SaveTestInput(body: SaveTestRequest(telegramID: 7, firstName: "A\u{301} \"b\"")))
        },
        "listApplications": { (client) throws(ServiceError) in
            try await client.listApplications(ListApplicationsInput(limit: 5, status: .new, q: "a&b=ü +"))
        },
        "getApplication": { (client) throws(ServiceError) in
            try await client.getApplication(GetApplicationInput(id: 42))
        },
        "deleteApplication": { (client) throws(ServiceError) in
            try await client.deleteApplication(DeleteApplicationInput(id: 42))
        },
        "setApplicationStatus": { (client) throws(ServiceError) in
            try await client.setApplicationStatus(
                SetApplicationStatusInput(id: 42, body: StatusChange(status: .contacted))
            )
        },
        "listAdministrators": { (client) throws(ServiceError) in try await client.listAdministrators() },
        "putAdministrator": { (client) throws(ServiceError) in
            try await client.putAdministrator(
                PutAdministratorInput(telegramID: 42, body: AdministratorChange(rank: .superadmin))
            )
        },
        "deleteAdministrator": { (client) throws(ServiceError) in
            try await client.deleteAdministrator(DeleteAdministratorInput(telegramID: 42))
        },
        "createRequest": { (client) throws(ServiceError) in
            try await client.createRequest(CreateRequestInput(body: RequestSubmission(message: "\"é\"")))
        },
        "listOwnRequests": { (client) throws(ServiceError) in
            try await client.listOwnRequests(ListOwnRequestsInput(limit: 5))
        },
        "listRequests": { (client) throws(ServiceError) in
            try await client.listRequests(ListRequestsInput(after: "AQAAAAAAAAAH", status: .pending))
        },
        "getRequest": { (client) throws(ServiceError) in try await client.getRequest(GetRequestInput(id: 42)) },
        "approveRequest": { (client) throws(ServiceError) in
            try await client.approveRequest(ApproveRequestInput(id: 42, body: RequestDecision(note: "a")))
        },
        "rejectRequest": { (client) throws(ServiceError) in
            try await client.rejectRequest(RejectRequestInput(id: 42))
        },
        "createBroadcast": { (client) throws(ServiceError) in
            try await client.createBroadcast(
                CreateBroadcastInput(idempotencyKey: "a-1", body: BroadcastDraft(text: "Hello, {first_name}!"))
            )
        },
        "listBroadcasts": { (client) throws(ServiceError) in
            try await client.listBroadcasts(ListBroadcastsInput(limit: 5))
        },
        "getBroadcast": { (client) throws(ServiceError) in
            try await client.getBroadcast(GetBroadcastInput(id: 42))
        },
        "previewBroadcast": { (client) throws(ServiceError) in
            try await client.previewBroadcast(PreviewBroadcastInput(id: 42))
        },
        "startBroadcast": { (client) throws(ServiceError) in
            try await client.startBroadcast(StartBroadcastInput(id: 42, body: BroadcastConfirmation(price: "1.5")))
        },
        "pauseBroadcast": { (client) throws(ServiceError) in
            try await client.pauseBroadcast(PauseBroadcastInput(id: 42))
        },
        "resumeBroadcast": { (client) throws(ServiceError) in
            try await client.resumeBroadcast(ResumeBroadcastInput(id: 42))
        },
        "cancelBroadcast": { (client) throws(ServiceError) in
            try await client.cancelBroadcast(CancelBroadcastInput(id: 42))
        },
        "getStatistics": { (client) throws(ServiceError) in try await client.getStatistics() },
        "receiveUpdate": { (client) throws(ServiceError) in
            try await client.receiveUpdate(ReceiveUpdateInput(body: Update(updateID: 9)))
        },
    ]
}

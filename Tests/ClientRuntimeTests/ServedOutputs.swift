import ContractRuntime
import Generated

/// What the server of our contract is made to answer: each operation's every declared status.
enum ServedOutputs {
    static let all: [String: [any Sendable]] = [
        "getHealth": [
            GetHealthOutput.ok(health), GetHealthOutput.methodNotAllowed(no(.methodNotAllowed)),
            GetHealthOutput.notAcceptable(no(.notAcceptable)), GetHealthOutput.internalServerError(no(.internal)),
            GetHealthOutput.serviceUnavailable(health),
        ],
        "getHealthRoot": [
            GetHealthRootOutput.ok(health), GetHealthRootOutput.methodNotAllowed(no(.methodNotAllowed)),
            GetHealthRootOutput.notAcceptable(no(.notAcceptable)),
            GetHealthRootOutput.internalServerError(no(.internal)), GetHealthRootOutput.serviceUnavailable(health),
        ],
        "getLiveness": [
            GetLivenessOutput.ok(Liveness(status: .ok)), GetLivenessOutput.methodNotAllowed(no(.methodNotAllowed)),
            GetLivenessOutput.notAcceptable(no(.notAcceptable)), GetLivenessOutput.internalServerError(no(.internal)),
        ],
        "getReadiness": [
            GetReadinessOutput.ok(Readiness(status: .ok)), GetReadinessOutput.methodNotAllowed(no(.methodNotAllowed)),
            GetReadinessOutput.notAcceptable(no(.notAcceptable)), GetReadinessOutput.internalServerError(no(.internal)),
            GetReadinessOutput.serviceUnavailable(Readiness(status: .unavailable, reason: .draining)),
        ],
        "getOpenAPIDocument": [
            GetOpenAPIDocumentOutput.ok(
                JSONText(trusted: Array(#"{"openapi":"3.1.0","x":[1.50,null,"é\n"]}"#.utf8)),
                eTag: "\"v1\"",
                cacheControl: "no-cache"
            ),
            GetOpenAPIDocumentOutput.notModified(eTag: "\"v1\"", cacheControl: "no-cache"),
            GetOpenAPIDocumentOutput.methodNotAllowed(no(.methodNotAllowed)),
            GetOpenAPIDocumentOutput.notAcceptable(no(.notAcceptable)),
            GetOpenAPIDocumentOutput.preconditionFailed(no(.preconditionFailed)),
            GetOpenAPIDocumentOutput.internalServerError(no(.internal)),
        ],
        "getDocumentation": [
            GetDocumentationOutput.ok(
                Array("<!doctype html><p>ü</p>".utf8),
                eTag: "\"v2\"",
                cacheControl: "max-age=60",
                contentSecurityPolicy: "default-src 'none'",
                xContentTypeOptions: "nosniff"
            ),
            GetDocumentationOutput.notModified(eTag: "\"v2\"", cacheControl: "max-age=60"),
            GetDocumentationOutput.methodNotAllowed(no(.methodNotAllowed)),
            GetDocumentationOutput.notAcceptable(no(.notAcceptable)),
            GetDocumentationOutput.preconditionFailed(no(.preconditionFailed)),
            GetDocumentationOutput.internalServerError(no(.internal)),
        ],
        "getInviteLink": [
            GetInviteLinkOutput.ok(InviteLink(link: "https://t.me/a_bot"), eTag: "\"v3\"", cacheControl: "no-cache"),
            GetInviteLinkOutput.notModified(eTag: "\"v3\"", cacheControl: "no-cache"),
            GetInviteLinkOutput.methodNotAllowed(no(.methodNotAllowed)),
            GetInviteLinkOutput.notAcceptable(no(.notAcceptable)),
            GetInviteLinkOutput.preconditionFailed(no(.preconditionFailed)),
            GetInviteLinkOutput.tooManyRequests(no(.tooManyRequests), rateLimit: tooMany.0, rateLimitPolicy: tooMany.1),
            GetInviteLinkOutput.internalServerError(no(.internal)),
            GetInviteLinkOutput.serviceUnavailable(no(.unavailable)),
        ],
        "logIn": [
            LogInOutput.ok(
                Session(access: "a.b.c", expiresIn: 3600, tokenType: .bearer, isAdmin: true, user: user)
            ),
            LogInOutput.badRequest(no(.validation)), LogInOutput.unauthorized(no(.unauthorized)),
            LogInOutput.methodNotAllowed(no(.methodNotAllowed)), LogInOutput.notAcceptable(no(.notAcceptable)),
            LogInOutput.contentTooLarge(no(.payloadTooLarge)),
            LogInOutput.unsupportedMediaType(no(.unsupportedMediaType)),
            LogInOutput.tooManyRequests(no(.tooManyRequests), rateLimit: tooMany.0, rateLimitPolicy: tooMany.1),
            LogInOutput.internalServerError(no(.internal)),
            LogInOutput.serviceUnavailable(no(.unavailable)),
        ],
        "saveTest": [
            SaveTestOutput.ok(SaveTestResult(status: .success, userID: 7, message: "Saved \"it\"", created: false)),
            SaveTestOutput.badRequest(no(.malformedJSON)), SaveTestOutput.forbidden(no(.forbidden)),
            SaveTestOutput.methodNotAllowed(no(.methodNotAllowed)), SaveTestOutput.notAcceptable(no(.notAcceptable)),
            SaveTestOutput.contentTooLarge(no(.payloadTooLarge)),
            SaveTestOutput.unsupportedMediaType(no(.unsupportedMediaType)),
            SaveTestOutput.tooManyRequests(no(.tooManyRequests), rateLimit: tooMany.0, rateLimitPolicy: tooMany.1),
            SaveTestOutput.internalServerError(no(.internal)),
            SaveTestOutput.serviceUnavailable(no(.unavailable)),
        ],
        "listApplications": [
            ListApplicationsOutput.ok(
                ApplicationsPage(
                    items: [application, application],
                    pagination: Pagination(limit: 2, offset: 0, total: 5, next: "A9")
                )
            ),
            ListApplicationsOutput.badRequest(no(.validation)), ListApplicationsOutput.unauthorized(no(.unauthorized)),
            ListApplicationsOutput.forbidden(no(.forbidden)),
            ListApplicationsOutput.methodNotAllowed(no(.methodNotAllowed)),
            ListApplicationsOutput.notAcceptable(no(.notAcceptable)),
            ListApplicationsOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            ListApplicationsOutput.internalServerError(no(.internal)),
            ListApplicationsOutput.serviceUnavailable(no(.unavailable)),
        ],
        "getApplication": [
            GetApplicationOutput.ok(application), GetApplicationOutput.badRequest(no(.malformedRequest)),
            GetApplicationOutput.unauthorized(no(.unauthorized)), GetApplicationOutput.forbidden(no(.forbidden)),
            GetApplicationOutput.notFound(no(.notFound)),
            GetApplicationOutput.methodNotAllowed(no(.methodNotAllowed)),
            GetApplicationOutput.notAcceptable(no(.notAcceptable)),
            GetApplicationOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            GetApplicationOutput.internalServerError(no(.internal)),
            GetApplicationOutput.serviceUnavailable(no(.unavailable)),
        ],
        "deleteApplication": [
            DeleteApplicationOutput.noContent, DeleteApplicationOutput.badRequest(no(.validation)),
            DeleteApplicationOutput.unauthorized(no(.unauthorized)), DeleteApplicationOutput.forbidden(no(.forbidden)),
            DeleteApplicationOutput.notFound(no(.notFound)),
            DeleteApplicationOutput.methodNotAllowed(no(.methodNotAllowed)),
            DeleteApplicationOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            DeleteApplicationOutput.internalServerError(no(.internal)),
            DeleteApplicationOutput.serviceUnavailable(no(.unavailable)),
        ],
        "setApplicationStatus": [
            SetApplicationStatusOutput.ok(application), SetApplicationStatusOutput.badRequest(no(.validation)),
            SetApplicationStatusOutput.unauthorized(no(.unauthorized)),
            SetApplicationStatusOutput.forbidden(no(.forbidden)), SetApplicationStatusOutput.notFound(no(.notFound)),
            SetApplicationStatusOutput.methodNotAllowed(no(.methodNotAllowed)),
            SetApplicationStatusOutput.notAcceptable(no(.notAcceptable)),
            SetApplicationStatusOutput.contentTooLarge(no(.payloadTooLarge)),
            SetApplicationStatusOutput.unsupportedMediaType(no(.unsupportedMediaType)),
            SetApplicationStatusOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            SetApplicationStatusOutput.internalServerError(no(.internal)),
            SetApplicationStatusOutput.serviceUnavailable(no(.unavailable)),
        ],
        "listAdministrators": [
            ListAdministratorsOutput.ok(AdministratorsList(items: [administrator])),
            ListAdministratorsOutput.unauthorized(no(.unauthorized)),
            ListAdministratorsOutput.forbidden(no(.forbidden)),
            ListAdministratorsOutput.methodNotAllowed(no(.methodNotAllowed)),
            ListAdministratorsOutput.notAcceptable(no(.notAcceptable)),
            ListAdministratorsOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            ListAdministratorsOutput.internalServerError(no(.internal)),
            ListAdministratorsOutput.serviceUnavailable(no(.unavailable)),
        ],
        "putAdministrator": [
            PutAdministratorOutput.ok(administrator),
            PutAdministratorOutput.badRequest(no(.validation)),
            PutAdministratorOutput.unauthorized(no(.unauthorized)),
            PutAdministratorOutput.forbidden(no(.forbidden)),
            PutAdministratorOutput.methodNotAllowed(no(.methodNotAllowed)),
            PutAdministratorOutput.notAcceptable(no(.notAcceptable)),
            PutAdministratorOutput.conflict(no(.conflict)),
            PutAdministratorOutput.contentTooLarge(no(.payloadTooLarge)),
            PutAdministratorOutput.unsupportedMediaType(no(.unsupportedMediaType)),
            PutAdministratorOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            PutAdministratorOutput.internalServerError(no(.internal)),
            PutAdministratorOutput.serviceUnavailable(no(.unavailable)),
        ],
        "deleteAdministrator": [
            DeleteAdministratorOutput.noContent,
            DeleteAdministratorOutput.badRequest(no(.validation)),
            DeleteAdministratorOutput.unauthorized(no(.unauthorized)),
            DeleteAdministratorOutput.forbidden(no(.forbidden)),
            DeleteAdministratorOutput.notFound(no(.notFound)),
            DeleteAdministratorOutput.methodNotAllowed(no(.methodNotAllowed)),
            DeleteAdministratorOutput.conflict(no(.conflict)),
            DeleteAdministratorOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            DeleteAdministratorOutput.internalServerError(no(.internal)),
            DeleteAdministratorOutput.serviceUnavailable(no(.unavailable)),
        ],
        "createRequest": [
            CreateRequestOutput.created(clientRequest),
            CreateRequestOutput.badRequest(no(.validation)),
            CreateRequestOutput.unauthorized(no(.unauthorized)),
            CreateRequestOutput.methodNotAllowed(no(.methodNotAllowed)),
            CreateRequestOutput.notAcceptable(no(.notAcceptable)),
            CreateRequestOutput.conflict(no(.conflict)),
            CreateRequestOutput.contentTooLarge(no(.payloadTooLarge)),
            CreateRequestOutput.unsupportedMediaType(no(.unsupportedMediaType)),
            CreateRequestOutput.tooManyRequests(no(.tooManyRequests), rateLimit: tooMany.0, rateLimitPolicy: tooMany.1),
            CreateRequestOutput.internalServerError(no(.internal)),
            CreateRequestOutput.serviceUnavailable(no(.unavailable)),
        ],
        "listOwnRequests": [
            ListOwnRequestsOutput.ok(clientRequests),
            ListOwnRequestsOutput.badRequest(no(.validation)),
            ListOwnRequestsOutput.unauthorized(no(.unauthorized)),
            ListOwnRequestsOutput.methodNotAllowed(no(.methodNotAllowed)),
            ListOwnRequestsOutput.notAcceptable(no(.notAcceptable)),
            ListOwnRequestsOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            ListOwnRequestsOutput.internalServerError(no(.internal)),
            ListOwnRequestsOutput.serviceUnavailable(no(.unavailable)),
        ],
        "listRequests": [
            ListRequestsOutput.ok(clientRequests),
            ListRequestsOutput.badRequest(no(.validation)),
            ListRequestsOutput.unauthorized(no(.unauthorized)),
            ListRequestsOutput.forbidden(no(.forbidden)),
            ListRequestsOutput.methodNotAllowed(no(.methodNotAllowed)),
            ListRequestsOutput.notAcceptable(no(.notAcceptable)),
            ListRequestsOutput.tooManyRequests(no(.tooManyRequests), rateLimit: tooMany.0, rateLimitPolicy: tooMany.1),
            ListRequestsOutput.internalServerError(no(.internal)),
            ListRequestsOutput.serviceUnavailable(no(.unavailable)),
        ],
        "getRequest": [
            GetRequestOutput.ok(clientRequest),
            GetRequestOutput.badRequest(no(.validation)),
            GetRequestOutput.unauthorized(no(.unauthorized)),
            GetRequestOutput.forbidden(no(.forbidden)),
            GetRequestOutput.notFound(no(.notFound)),
            GetRequestOutput.methodNotAllowed(no(.methodNotAllowed)),
            GetRequestOutput.notAcceptable(no(.notAcceptable)),
            GetRequestOutput.tooManyRequests(no(.tooManyRequests), rateLimit: tooMany.0, rateLimitPolicy: tooMany.1),
            GetRequestOutput.internalServerError(no(.internal)),
            GetRequestOutput.serviceUnavailable(no(.unavailable)),
        ],
        "approveRequest": [
            ApproveRequestOutput.ok(clientRequest),
            ApproveRequestOutput.badRequest(no(.validation)),
            ApproveRequestOutput.unauthorized(no(.unauthorized)),
            ApproveRequestOutput.forbidden(no(.forbidden)),
            ApproveRequestOutput.notFound(no(.notFound)),
            ApproveRequestOutput.methodNotAllowed(no(.methodNotAllowed)),
            ApproveRequestOutput.notAcceptable(no(.notAcceptable)),
            ApproveRequestOutput.conflict(no(.conflict)),
            ApproveRequestOutput.contentTooLarge(no(.payloadTooLarge)),
            ApproveRequestOutput.unsupportedMediaType(no(.unsupportedMediaType)),
            ApproveRequestOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            ApproveRequestOutput.internalServerError(no(.internal)),
            ApproveRequestOutput.serviceUnavailable(no(.unavailable)),
        ],
        "rejectRequest": [
            RejectRequestOutput.ok(clientRequest),
            RejectRequestOutput.badRequest(no(.validation)),
            RejectRequestOutput.unauthorized(no(.unauthorized)),
            RejectRequestOutput.forbidden(no(.forbidden)),
            RejectRequestOutput.notFound(no(.notFound)),
            RejectRequestOutput.methodNotAllowed(no(.methodNotAllowed)),
            RejectRequestOutput.notAcceptable(no(.notAcceptable)),
            RejectRequestOutput.conflict(no(.conflict)),
            RejectRequestOutput.contentTooLarge(no(.payloadTooLarge)),
            RejectRequestOutput.unsupportedMediaType(no(.unsupportedMediaType)),
            RejectRequestOutput.tooManyRequests(no(.tooManyRequests), rateLimit: tooMany.0, rateLimitPolicy: tooMany.1),
            RejectRequestOutput.internalServerError(no(.internal)),
            RejectRequestOutput.serviceUnavailable(no(.unavailable)),
        ],
        "createBroadcast": [
            CreateBroadcastOutput.ok(broadcast),
            CreateBroadcastOutput.created(broadcast),
            CreateBroadcastOutput.badRequest(no(.validation)),
            CreateBroadcastOutput.unauthorized(no(.unauthorized)),
            CreateBroadcastOutput.forbidden(no(.forbidden)),
            CreateBroadcastOutput.methodNotAllowed(no(.methodNotAllowed)),
            CreateBroadcastOutput.notAcceptable(no(.notAcceptable)),
            CreateBroadcastOutput.conflict(no(.conflict)),
            CreateBroadcastOutput.contentTooLarge(no(.payloadTooLarge)),
            CreateBroadcastOutput.unsupportedMediaType(no(.unsupportedMediaType)),
            CreateBroadcastOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            CreateBroadcastOutput.internalServerError(no(.internal)),
            CreateBroadcastOutput.serviceUnavailable(no(.unavailable)),
        ],
        "listBroadcasts": [
            ListBroadcastsOutput.ok(BroadcastsPage(items: [broadcast], pagination: CursorPagination(limit: 50))),
            ListBroadcastsOutput.badRequest(no(.validation)),
            ListBroadcastsOutput.unauthorized(no(.unauthorized)),
            ListBroadcastsOutput.forbidden(no(.forbidden)),
            ListBroadcastsOutput.methodNotAllowed(no(.methodNotAllowed)),
            ListBroadcastsOutput.notAcceptable(no(.notAcceptable)),
            ListBroadcastsOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            ListBroadcastsOutput.internalServerError(no(.internal)),
            ListBroadcastsOutput.serviceUnavailable(no(.unavailable)),
        ],
        "getBroadcast": [
            GetBroadcastOutput.ok(broadcast),
            GetBroadcastOutput.badRequest(no(.validation)),
            GetBroadcastOutput.unauthorized(no(.unauthorized)),
            GetBroadcastOutput.forbidden(no(.forbidden)),
            GetBroadcastOutput.notFound(no(.notFound)),
            GetBroadcastOutput.methodNotAllowed(no(.methodNotAllowed)),
            GetBroadcastOutput.notAcceptable(no(.notAcceptable)),
            GetBroadcastOutput.tooManyRequests(no(.tooManyRequests), rateLimit: tooMany.0, rateLimitPolicy: tooMany.1),
            GetBroadcastOutput.internalServerError(no(.internal)),
            GetBroadcastOutput.serviceUnavailable(no(.unavailable)),
        ],
        "previewBroadcast": [
            PreviewBroadcastOutput.ok(broadcast),
            PreviewBroadcastOutput.badRequest(no(.validation)),
            PreviewBroadcastOutput.unauthorized(no(.unauthorized)),
            PreviewBroadcastOutput.forbidden(no(.forbidden)),
            PreviewBroadcastOutput.notFound(no(.notFound)),
            PreviewBroadcastOutput.methodNotAllowed(no(.methodNotAllowed)),
            PreviewBroadcastOutput.notAcceptable(no(.notAcceptable)),
            PreviewBroadcastOutput.conflict(no(.conflict)),
            PreviewBroadcastOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            PreviewBroadcastOutput.internalServerError(no(.internal)),
            PreviewBroadcastOutput.serviceUnavailable(no(.unavailable)),
        ],
        "startBroadcast": [
            StartBroadcastOutput.ok(broadcast),
            StartBroadcastOutput.badRequest(no(.validation)),
            StartBroadcastOutput.unauthorized(no(.unauthorized)),
            StartBroadcastOutput.forbidden(no(.forbidden)),
            StartBroadcastOutput.notFound(no(.notFound)),
            StartBroadcastOutput.methodNotAllowed(no(.methodNotAllowed)),
            StartBroadcastOutput.notAcceptable(no(.notAcceptable)),
            StartBroadcastOutput.conflict(no(.conflict)),
            StartBroadcastOutput.contentTooLarge(no(.payloadTooLarge)),
            StartBroadcastOutput.unsupportedMediaType(no(.unsupportedMediaType)),
            StartBroadcastOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            StartBroadcastOutput.internalServerError(no(.internal)),
            StartBroadcastOutput.serviceUnavailable(no(.unavailable)),
        ],
        "pauseBroadcast": [
            PauseBroadcastOutput.ok(broadcast),
            PauseBroadcastOutput.badRequest(no(.validation)),
            PauseBroadcastOutput.unauthorized(no(.unauthorized)),
            PauseBroadcastOutput.forbidden(no(.forbidden)),
            PauseBroadcastOutput.notFound(no(.notFound)),
            PauseBroadcastOutput.methodNotAllowed(no(.methodNotAllowed)),
            PauseBroadcastOutput.notAcceptable(no(.notAcceptable)),
            PauseBroadcastOutput.conflict(no(.conflict)),
            PauseBroadcastOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            PauseBroadcastOutput.internalServerError(no(.internal)),
            PauseBroadcastOutput.serviceUnavailable(no(.unavailable)),
        ],
        "resumeBroadcast": [
            ResumeBroadcastOutput.ok(broadcast),
            ResumeBroadcastOutput.badRequest(no(.validation)),
            ResumeBroadcastOutput.unauthorized(no(.unauthorized)),
            ResumeBroadcastOutput.forbidden(no(.forbidden)),
            ResumeBroadcastOutput.notFound(no(.notFound)),
            ResumeBroadcastOutput.methodNotAllowed(no(.methodNotAllowed)),
            ResumeBroadcastOutput.notAcceptable(no(.notAcceptable)),
            ResumeBroadcastOutput.conflict(no(.conflict)),
            ResumeBroadcastOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            ResumeBroadcastOutput.internalServerError(no(.internal)),
            ResumeBroadcastOutput.serviceUnavailable(no(.unavailable)),
        ],
        "cancelBroadcast": [
            CancelBroadcastOutput.ok(broadcast),
            CancelBroadcastOutput.badRequest(no(.validation)),
            CancelBroadcastOutput.unauthorized(no(.unauthorized)),
            CancelBroadcastOutput.forbidden(no(.forbidden)),
            CancelBroadcastOutput.notFound(no(.notFound)),
            CancelBroadcastOutput.methodNotAllowed(no(.methodNotAllowed)),
            CancelBroadcastOutput.notAcceptable(no(.notAcceptable)),
            CancelBroadcastOutput.conflict(no(.conflict)),
            CancelBroadcastOutput.tooManyRequests(
                no(.tooManyRequests),
                rateLimit: tooMany.0,
                rateLimitPolicy: tooMany.1
            ),
            CancelBroadcastOutput.internalServerError(no(.internal)),
            CancelBroadcastOutput.serviceUnavailable(no(.unavailable)),
        ],
        "getStatistics": [
            GetStatisticsOutput.ok(statistics),
            GetStatisticsOutput.unauthorized(no(.unauthorized)),
            GetStatisticsOutput.forbidden(no(.forbidden)),
            GetStatisticsOutput.methodNotAllowed(no(.methodNotAllowed)),
            GetStatisticsOutput.notAcceptable(no(.notAcceptable)),
            GetStatisticsOutput.tooManyRequests(no(.tooManyRequests), rateLimit: tooMany.0, rateLimitPolicy: tooMany.1),
            GetStatisticsOutput.internalServerError(no(.internal)),
            GetStatisticsOutput.serviceUnavailable(no(.unavailable)),
        ],
        "receiveUpdate": [
            ReceiveUpdateOutput.ok(Acknowledgement(ok: true)), ReceiveUpdateOutput.badRequest(no(.validation)),
            ReceiveUpdateOutput.unauthorized(no(.unauthorized)),
            ReceiveUpdateOutput.methodNotAllowed(no(.methodNotAllowed)),
            ReceiveUpdateOutput.notAcceptable(no(.notAcceptable)),
            ReceiveUpdateOutput.contentTooLarge(no(.payloadTooLarge)),
            ReceiveUpdateOutput.unsupportedMediaType(no(.unsupportedMediaType)),
            ReceiveUpdateOutput.tooManyRequests(no(.tooManyRequests), rateLimit: tooMany.0, rateLimitPolicy: tooMany.1),
            ReceiveUpdateOutput.internalServerError(no(.internal)),
            ReceiveUpdateOutput.serviceUnavailable(no(.unavailable)),
        ],
    ]

    /// A problem with all that one can have.
    /// The fields that say what the limit is and what is left of it.
    private static let tooMany: (String?, String?) = ("\"api\";r=0;t=1", "\"api\";q=20;w=2")

    private static func no(_ type: ProblemType) -> Problem {
        let violation = ProblemViolation(place: .query, pointer: "/limit", keyword: "maximum", message: "is \"much\" ü")
        let waits = type == .tooManyRequests || type == .unavailable
        return Problem(type, detail: "Because of \(type).", violations: [violation], retryAfter: waits ? 17 : nil)
    }

    private static let health = Health(status: .ok, database: .unavailable, version: "1.2", uptimeSeconds: 1 << 52)

    private static let clientRequest = ClientRequest(
        id: 1 << 62,
        telegramID: "7",
        firstName: "A\u{301}na",
        lastName: "",
        username: "",
        message: "<b>\n",
        status: .approved,
        submittedAt: "2026-11-20T20:31:47.123456Z",
        decidedAt: "2026-11-20T20:31:47.123456Z",
        decidedBy: Decider(telegramID: "8", name: "\"Ana\""),
        note: nil
    )

    private static let clientRequests = ClientRequestsPage(
        items: [clientRequest],
        pagination: CursorPagination(limit: 50, next: "AQAAAAAAAAAH")
    )

    private static let broadcast = Broadcast(
        id: 7,
        status: .inProgress,
        recipients: 9,
        sent: 3,
        failed: 1,
        unreachable: 2,
        remaining: 3,
        rate: 20,
        etaSeconds: nil,
        paid: true,
        price: "0.9",
        createdBy: "7",
        createdAt: "2026-11-20T20:31:47.123456Z",
        scheduledAt: nil,
        startedAt: "2026-11-20T20:31:47.123456Z",
        completedAt: nil,
        text: "\"Hello\", {first_name}",
        parseMode: .html,
        media: BroadcastMedia(type: .photo, fileID: "a"),
        copy: nil,
        buttons: [[BroadcastButton(text: "é", url: "https://example.com")]],
        filters: BroadcastFilters(languages: ["en"], completedTest: false),
        fault: nil
    )

    private static let statistics = Statistics(
        users: UserStatistics(total: 1 << 62, activeToday: 0, active7d: 1, active30d: 2, unreachable: 3),
        applications: ApplicationStatistics(new: 4, viewed: 5, contacted: 6),
        requests: RequestStatistics(pending: 7, approved: 8, rejected: 9),
        broadcasts: BroadcastStatistics(
            draft: 10,
            scheduled: 11,
            inProgress: 12,
            paused: 13,
            completed: 14,
            failed: 15,
            cancelled: 16
        ),
        generatedAt: "2026-11-20T20:31:47.123456Z"
    )

    private static let administrator = Administrator(
        telegramID: "7",
        name: "\"Ana\"",
        rank: .superadmin,
        active: true,
        since: "2026-11-20T20:31:47.123456Z"
    )

    private static let user = User(
        telegramID: 1 << 52,
        username: "ann",
        firstName: "A\u{301}nn",
        lastName: "",
        displayName: "Ann \"A\" \u{1F600}",
        languageCode: "en",
        isPremium: false,
        aiTestCompleted: true,
        recommendedCalories: 2000,
        recommendedProtein: "120.50",
        recommendedFat: nil,
        recommendedCarbs: "0.00",
        createdAt: "2026-01-02T03:04:05Z"
    )

    private static let application = Application(
        id: 42,
        telegramID: "7",
        firstName: "Ann",
        lastName: "B\\C",
        username: "",
        photoURL: "https://example.org/a?b=c",
        status: .contacted,
        displayName: "Ann\tB",
        aiTestCompleted: true,
        details: JSONText(trusted: Array(#"{"a":[1e2,{"b":null}],"ü":"\u00fc"}"#.utf8)),
        recommendedCalories: nil,
        recommendedProtein: nil,
        recommendedFat: "60.00",
        recommendedCarbs: nil,
        createdAt: "2026-01-02T03:04:05Z"
    )
}

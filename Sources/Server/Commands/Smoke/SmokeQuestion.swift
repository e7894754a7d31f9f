/// A question that `smoke` asks of a server, and the answer that is promised.
struct SmokeQuestion {
    /// The credential that a question may need, by the name of the variable that it comes from.
    enum Credential: String, CaseIterable {
        case botSecret = "BOT_SECRET"
        case webhookSecret = "WEBHOOK_SECRET"
        case initData = "INIT_DATA"
        case adminInitData = "ADMIN_INIT_DATA"

        /// The field of a request that holds it.
        var field: String {
            switch self {
            case .botSecret: "X-Bot-Secret"
            case .webhookSecret: "X-Telegram-Bot-Api-Secret-Token"
            case .initData, .adminInitData: "X-Telegram-Init-Data"
            }
        }
    }

    var what: String
    var status: Int
    var method: String
    var path: String
    var body: String?
    /// Sent with the question.
    var credential: Credential?
    /// A field of the question that is no secret.
    var field: (name: String, value: String)?
    /// The question makes sense only where the server has what this names, and is left out without it.
    var needs: Credential?

    private init(
        _ what: String,
        _ status: Int,
        _ method: String,
        _ path: String,
        body: String? = nil,
        with credential: Credential? = nil,
        field: (name: String, value: String)? = nil,
        needs: Credential? = nil
    ) {
        self.what = what
        self.status = status
        self.method = method
        self.path = path
        self.body = body
        self.credential = credential
        self.field = field
        self.needs = needs ?? credential
    }

    private static let api = "/api/v1/telegram"
    private static let forged = (
        name: "X-Telegram-Init-Data", value: "auth_date=1&user=%7B%22id%22%3A1%7D&hash=00"
    )

    /// One question a promise.
    static let all: [SmokeQuestion] = [
        SmokeQuestion("health", 200, "GET", "/api/v1/health/"),
        SmokeQuestion("readiness", 200, "GET", "/ready"),
        SmokeQuestion("contract", 200, "GET", "/openapi.json"),
        SmokeQuestion("documentation", 200, "GET", "/docs"),
        SmokeQuestion("invite link", 200, "GET", api + "/invite-link/"),
        SmokeQuestion("log in without launch data", 401, "POST", api + "/auth/"),
        SmokeQuestion("log in with forged launch data", 401, "POST", api + "/auth/", field: forged),
        SmokeQuestion("applications without credentials", 401, "GET", api + "/applications/"),
        SmokeQuestion("webhook without its secret", 401, "POST", "/webhook/telegram", body: #"{"update_id":1}"#),
        SmokeQuestion("log in", 200, "POST", api + "/auth/", with: .initData),
        SmokeQuestion("applications for no administrator", 403, "GET", api + "/applications/", with: .initData),
        SmokeQuestion("applications for an administrator", 200, "GET", api + "/applications/", with: .adminInitData),
        SmokeQuestion(
            "save a test without the secret",
            403,
            "POST",
            api + "/save-test/",
            body: #"{"telegram_id":123}"#,
            needs: .botSecret
        ),
        SmokeQuestion(
            "save a test",
            200,
            "POST",
            api + "/save-test/",
            body: #"{"telegram_id":123,"answers":{}}"#,
            with: .botSecret
        ),
        SmokeQuestion(
            "receive an update",
            200,
            "POST",
            "/webhook/telegram",
            body: #"{"update_id":1}"#,
            with: .webhookSecret
        ),
    ]
}

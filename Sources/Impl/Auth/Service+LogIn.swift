package import ContractRuntime
package import Generated
internal import Logging
internal import Storage
internal import Telegram

extension Service {
    /// Whom a debug login is where `X-Debug-User-Id` does not say.
    private static let debugUserID: Int64 = 1

    package func logIn(
        _ input: LogInInput,
        principal: Principal?,
        context: RequestContext
    ) async throws -> LogInOutput {
        guard let person = person(input, principal, context) else {
            // The text is the one of a refused header: what was wrong is the log's alone.
            return .unauthorized(Problem(.unauthorized, detail: "Valid credentials are required."))
        }
        let user: Storage.User = try await store.logIn(UserProfile(person))
        return .ok(
            Session(
                access: gate.issueSession(telegramID: person.id),
                expiresIn: gate.sessions.lifetimeSeconds,
                tokenType: .bearer,
                isAdmin: gate.isAdmin(person.id),
                user: Generated.User(user)
            )
        )
    }

    /// Debug mode was asked for by name, so it decides; then the header, which the gate has verified; then the body.
    private func person(_ input: LogInInput, _ principal: Principal?, _ context: RequestContext) -> InitDataUser? {
        if input.xDebugMode != nil {
            return gate.debugUser(
                telegramID: input.xDebugUserID ?? Service.debugUserID,
                requestID: context.requestID
            )
        }
        if let principal { return principal.initDataUser }
        let text: String? = input.body?.initData ?? input.body?.initData_
        let outcome: Authentication<Principal> =
            if var text {
                text.withUTF8 { gate.initData($0, roles: [], requestID: context.requestID) }
            } else {
                gate.initData(nil, roles: [], requestID: context.requestID)
            }
        guard case .authenticated(let principal) = outcome else { return nil }
        return principal.initDataUser
    }
}

extension UserProfile {
    fileprivate init(_ user: InitDataUser) {
        self.init(
            telegramID: user.id,
            username: user.username,
            firstName: user.firstName,
            lastName: user.lastName ?? "",
            languageCode: user.languageCode ?? "",
            isPremium: user.isPremium,
            photoURL: user.photoURL ?? ""
        )
    }
}

import ContractRuntime
import Domain
import Generated
import Logging
import Storage
import Telegram

extension Service {
    /// Whom a debug login is where `X-Debug-User-Id` does not say.
    private static let debugUserID: Int64 = 1

    package func logIn(
        _ input: LogInInput,
        principal: Principal?,
        context: RequestContext
    ) async throws -> LogInOutput {
        guard let (profile, authDate) = identity(input, principal, context) else {
            // The text is the one of a refused header: what was wrong is the log's alone.
            return .unauthorized(Problem(.unauthorized, detail: "Valid credentials are required."))
        }
        let user = try await store.users.logIn(profile)
        let session = authenticator.issueSession(telegramID: profile.telegramID, authDate: authDate)
        return .ok(
            Session(
                access: session.token,
                expiresIn: authenticator.sessions.lifetimeSeconds,
                tokenType: .bearer,
                isAdmin: session.isAdmin,
                user: Generated.User(user)
            )
        )
    }

    /// Debug mode was asked for by name, so it decides; then the header, which the authenticator has verified; then the
    /// body.
    private func identity(
        _ input: LogInInput,
        _ principal: Principal?,
        _ context: RequestContext
    ) -> (profile: UserProfile, authDate: Int64?)? {
        if input.xDebugMode != nil {
            // The contract admits what fits alone.
            let id = input.xDebugUserID.flatMap { Int64($0) } ?? Service.debugUserID
            guard authenticator.admitsDebugMode(telegramID: id, requestID: context.requestID) else { return nil }
            return (UserProfile(telegramID: id, firstName: "Debug"), nil)
        }
        if let principal { return identity(principal) }
        guard case .authenticated(let principal) = verify(input.body, context) else { return nil }
        return identity(principal)
    }

    private func identity(_ principal: Principal) -> (profile: UserProfile, authDate: Int64?)? {
        principal.initDataUser.map { (UserProfile($0), principal.authDate) }
    }

    private func verify(_ body: LoginRequest?, _ context: RequestContext) -> Authentication<Principal> {
        guard var text = body?.initData ?? body?.initData2 else {
            return authenticator.initData(nil as UnsafeBufferPointer<UInt8>?, roles: [], requestID: context.requestID)
        }
        return text.withUTF8 { authenticator.initData($0, roles: [], requestID: context.requestID) }
    }
}

extension UserProfile {
    init(_ user: InitDataUser) {
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

import ContractRuntime
import Crypto
import Generated
import HTTPTypes
import Logging
import Platform
import Telegram

/// Decides who sends a request; the contract's security schemes end here.
///
/// A client learns only that it was refused. The reason is one log line without any part of the credential.
package final class TelegramAuthenticator: Authenticator {
    private let verifier: InitDataVerifier?
    private let botSecret: SharedSecret?
    private let webhookSecret: SharedSecret?
    private let settings: AccessSettings
    private let alerts: Alerts
    private let logger: Logger
    /// Seconds since 1970-01-01T00:00:00Z.
    private let now: @Sendable () -> Int64
    package let sessions: SessionTokens
    package let administrators: AdministratorDirectory
    package let metrics = AuthenticationMetrics()

    /// - Parameters:
    ///   - administrators: asked each time, so that a change counts for sessions that exist already.
    ///   - now: microseconds since 1970-01-01T00:00:00Z.
    /// - Throws: `CryptoError` where there are no random bytes for a secret of sessions.
    package init(
        settings: AccessSettings,
        administrators: AdministratorDirectory,
        alerts: Alerts = Alerts(),
        logger: Logger,
        now: @escaping @Sendable () -> Int64 = SystemClock.microseconds
    ) throws(CryptoError) {
        let previous = settings.previous
        verifier = settings.botToken.map { InitDataVerifier(botToken: $0, previous: previous.botToken) }
        botSecret = settings.botSecret.map { SharedSecret($0, previous: previous.botSecret) }
        webhookSecret = settings.webhookSecret.map { SharedSecret($0, previous: previous.webhookSecret) }
        let sessionSecret = if let secret = settings.sessionSecret { secret } else { Secret(try randomBytes(32)) }
        sessions = SessionTokens(
            secret: sessionSecret,
            previous: previous.sessionSecret,
            lifetimeSeconds: settings.sessionLifetimeSeconds
        )
        self.settings = settings
        self.administrators = administrators
        self.alerts = alerts
        self.logger = logger
        self.now = { now() / 1_000_000 }
    }

    /// A session for somebody whose identity is proven, and whether it reaches what administrators may do.
    ///
    /// - Parameter authDate: when Telegram signed the launch data; nil for a login in debug mode, which has none.
    package func issueSession(telegramID: Int64, authDate: Int64?) -> (token: String, isAdmin: Bool) {
        let claims = sessions.claims(telegramID: telegramID, authenticatedAt: authDate, now: now())
        return (sessions.issue(claims), administrators.isAdmin(telegramID) && isFresh(claims))
    }

    /// True where the launch data was young enough for an administrator when the session was made from it.
    ///
    /// A session without launch data comes from a login in debug mode, and is good for that where such logins are
    /// admitted: not on another server that has the same `SESSION_SECRET`.
    private func isFresh(_ claims: SessionClaims) -> Bool {
        guard let authDate = claims.authenticatedAt else { return settings.allowsDebugMode }
        return claims.issuedAt - authDate <= settings.initDataAdminMaxAgeSeconds
    }

    // MARK: Schemes

    package func initData(
        _ credential: Bytes?,
        roles: Roles,
        request: HTTPRequest
    ) -> Authentication<Principal> {
        initData(credential?.buffer, roles: roles, requestID: request.id)
    }

    /// The same for launch data from anywhere, such as a body.
    func initData(
        _ raw: UnsafeBufferPointer<UInt8>?,
        roles: Roles,
        requestID: String
    ) -> Authentication<Principal> {
        guard let raw else { return refuse(.initData, .missing, "initData refused", "none sent", requestID) }
        guard let verifier else {
            return refuse(.initData, .unconfigured, "initData refused", "no bot token is configured", requestID)
        }
        let isAdminNeeded = !roles.isEmpty
        do {
            let data = try verifier.verify(
                raw,
                now: now(),
                maximumAge: isAdminNeeded ? settings.initDataAdminMaxAgeSeconds : settings.initDataMaxAgeSeconds
            )
            let principal = Principal(
                kind: .initData(data.user),
                telegramID: data.user.id,
                authDate: data.authDate,
                isAdmin: administrators.isAdmin(data.user.id),
                isSuperadmin: administrators.isSuperadmin(data.user.id)
            )
            return admit(principal, .initData, roles, requestID)
        } catch .hashMismatch {
            metrics.note(.initData, .mismatch)
            logger.warning("hash mismatch", [.requestID: .string(requestID)])
            alerts.noteForgery()
            return .unauthenticated
        } catch {
            return refuse(.initData, error.result, "initData refused", error.description, requestID)
        }
    }

    package func session(
        _ credential: Bytes?,
        roles: Roles,
        request: HTTPRequest
    ) -> Authentication<Principal> {
        guard let credential else { return refuse(.session, .missing, "session refused", "none sent", request.id) }
        do {
            let claims = try sessions.verify(credential.buffer, now: now())
            let isFresh = isFresh(claims)
            // As with the launch data itself: what is too old is refused before it is asked whose it is.
            guard isFresh || roles.isEmpty else {
                let reason = "made from launch data too old for an administrator"
                return refuse(.session, .expired, "session refused", reason, request.id)
            }
            let id = claims.telegramID
            let principal = Principal(
                kind: .session,
                telegramID: id,
                isAdmin: isFresh && administrators.isAdmin(id),
                isSuperadmin: isFresh && administrators.isSuperadmin(id)
            )
            return admit(principal, .session, roles, request.id)
        } catch {
            return refuse(.session, error.result, "session refused", error.description, request.id)
        }
    }

    package func botSecret(
        _ credential: Bytes?,
        roles: Roles,
        request: HTTPRequest
    ) -> Authentication<Principal> {
        if let botSecret {
            guard let credential, let match = botSecret.match(credential.buffer) else {
                metrics.note(.botSecret, credential == nil ? .missing : .mismatch)
                logger.warning("Bot-Secret invalid", [.requestID: .string(request.id)])
                return .unauthenticated
            }
            note(match, "TELEGRAM_BOT_API_SECRET", request.id)
        }
        return admit(Principal(kind: .bot), .botSecret, roles, request.id)
    }

    package func webhookSecret(
        _ credential: Bytes?,
        roles: Roles,
        request: HTTPRequest
    ) -> Authentication<Principal> {
        guard let webhookSecret else {
            return refuse(
                .webhookSecret,
                .unconfigured,
                "update refused",
                "no webhook secret is configured",
                request.id
            )
        }
        guard let credential else {
            return refuse(.webhookSecret, .missing, "update refused", "no secret sent", request.id)
        }
        guard let match = webhookSecret.match(credential.buffer) else {
            return refuse(.webhookSecret, .mismatch, "update refused", "wrong secret", request.id)
        }
        note(match, "TELEGRAM_WEBHOOK_SECRET", request.id)
        return admit(Principal(kind: .webhook), .webhookSecret, roles, request.id)
    }

    /// Says whether anybody may log in as anybody: on a development server that allows it.
    func admitsDebugMode(telegramID: Int64, requestID: String) -> Bool {
        guard settings.allowsDebugMode else {
            logger.notice("login without launch data refused", [.requestID: .string(requestID)])
            return false
        }
        logger.warning(
            "login in debug mode",
            [.requestID: .string(requestID), .telegramID: .integer(telegramID)]
        )
        alerts.raise(.debugLogin)
        return true
    }

    // MARK: Outcomes

    /// Says that the other side still has the secret before: the rotation is not over.
    private func note(_ match: SharedSecret.Match, _ setting: String, _ requestID: String) {
        guard match == .previous else { return }
        logger.info("previous secret sent", [.requestID: .string(requestID), .configurationKey: .string(setting)])
    }

    private func admit(
        _ principal: Principal,
        _ scheme: AuthenticationMetrics.Scheme,
        _ roles: Roles,
        _ requestID: String
    ) -> Authentication<Principal> {
        guard !roles.contains(.admin) || principal.isAdmin, !roles.contains(.superadmin) || principal.isSuperadmin
        else {
            metrics.note(scheme, .forbidden)
            let id = principal.telegramID ?? 0
            logger.info("not an administrator", [.requestID: .string(requestID), .telegramID: .integer(id)])
            return .forbidden
        }
        metrics.note(scheme, .accepted)
        return .authenticated(principal)
    }

    private func refuse(
        _ scheme: AuthenticationMetrics.Scheme,
        _ result: AuthenticationMetrics.Result,
        _ message: StaticString,
        _ reason: String,
        _ requestID: String
    ) -> Authentication<Principal> {
        metrics.note(scheme, result)
        logger.info(message, [.requestID: .string(requestID), .authenticationReason: .string(reason)])
        return .unauthenticated
    }
}

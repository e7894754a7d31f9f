import HTTPServer
import HTTPTypes

extension StandingFieldSets {
    /// What browsers are told about every answer (docs/tls.md says why these).
    ///
    /// - Parameter strictTransport: the value of `Strict-Transport-Security`; nil: none is sent.
    init(strictTransport: String?) {
        self.init()
        let all = [
            HTTPResponseField("X-Content-Type-Options", "nosniff"), HTTPResponseField("Referrer-Policy", "no-referrer"),
        ]
        let policy: StaticString = "Content-Security-Policy"
        standard = StandingFields(
            all + [
                HTTPResponseField("X-Frame-Options", "DENY"),
                HTTPResponseField(policy, "default-src 'none'; frame-ancestors 'none'"),
            ]
        )
        // Telegram's web clients show the mini app in a frame; X-Frame-Options could not name them.
        let ancestors = "frame-ancestors 'self' https://web.telegram.org https://*.telegram.org"
        below = ("/app/", StandingFields(all + [HTTPResponseField(policy, ancestors)]))
        if let strictTransport {
            secure = StandingFields([HTTPResponseField("Strict-Transport-Security", strictTransport)])
        }
    }
}

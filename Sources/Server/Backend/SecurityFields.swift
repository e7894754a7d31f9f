import HTTPServer
import HTTPTypes

extension StandingFieldSets {
    /// What browsers are told about every answer (docs/tls.md says why these).
    ///
    /// - Parameter strictTransport: the value of `Strict-Transport-Security`; nil: none is sent.
    convenience init(strictTransport: String?) {
        let all = [
            HTTPResponseField("X-Content-Type-Options", "nosniff"), HTTPResponseField("Referrer-Policy", "no-referrer"),
        ]
        let policy: StaticString = "Content-Security-Policy"
        // Telegram's web clients show the mini app in a frame; X-Frame-Options could not name them.
        let ancestors = "frame-ancestors 'self' https://web.telegram.org https://*.telegram.org"
        let transport = strictTransport.map { HTTPResponseField("Strict-Transport-Security", $0) }
        self.init(
            standard: StandingFields(
                all + [
                    HTTPResponseField("X-Frame-Options", "DENY"),
                    HTTPResponseField(policy, "default-src 'none'; frame-ancestors 'none'"),
                ]
            ),
            below: ("/app/", StandingFields(all + [HTTPResponseField(policy, ancestors)])),
            secure: StandingFields(transport.map { [$0] } ?? [])
        )
    }
}

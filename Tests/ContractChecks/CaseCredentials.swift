import ContractGenerator
import TestSupport

/// Credentials of the tests' identities, as cases of the contract ask for them.
package struct CaseCredentials: Sendable {
    private let adminSession: String
    private let visitorSession: String

    /// - Parameters:
    ///   - adminSession: a session's token of the administrator.
    ///   - visitorSession: one of somebody else.
    package init(adminSession: String, visitorSession: String) {
        self.adminSession = adminSession
        self.visitorSession = visitorSession
    }

    /// The header field that a credential is sent in.
    package func field(of credential: CaseCredential) throws -> (name: String, value: String) {
        (name: credential.field, value: credential.prefix + (try value(of: credential)))
    }

    private func value(of credential: CaseCredential) throws -> String {
        let isAdmin = credential.quality == .valid && !credential.roles.isEmpty
        let user: Int64 = isAdmin ? Identities.admin : Identities.visitor
        switch (credential.scheme, credential.quality) {
        case (_, .empty): return ""
        case ("initData", .wrong):
            return Identities.initData(Identities.admin, token: "43:" + String(repeating: "w", count: 35))
        case ("initData", _): return Identities.initData(user)
        case ("session", .wrong): return String(adminSession.dropLast(4)) + "AAAA"
        case ("session", _): return isAdmin ? adminSession : visitorSession
        case ("botSecret", .valid): return Identities.botSecret
        case ("webhookSecret", .valid): return Identities.webhookSecret
        case ("botSecret", _), ("webhookSecret", _): return String(repeating: "x", count: 40)
        default: throw TestFailure("no \(credential.quality.rawValue) credential of \(credential.scheme) is known here")
        }
    }
}

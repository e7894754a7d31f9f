import ContractRuntime
import Generated

extension Service {
    package func getInviteLink(
        _ input: GetInviteLinkInput,
        context: RequestContext
    ) async throws -> GetInviteLinkOutput {
        let link = try await invitation.link()
        let tag = EntityTag.strong(of: Array(link.utf8))
        return .ok(InviteLink(link: link), eTag: tag, cacheControl: "public, max-age=300")
    }
}

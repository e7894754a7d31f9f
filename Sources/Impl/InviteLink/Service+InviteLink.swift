package import ContractRuntime
package import Generated

extension Service {
    package func getInviteLink(
        _ input: GetInviteLinkInput,
        context: RequestContext
    ) async throws -> GetInviteLinkOutput {
        let link: String = try await invitation.link()
        let tag: String = EntityTag.strong(of: Array(link.utf8))
        let cacheControl: String = "public, max-age=300"
        if let value = input.ifNoneMatch, EntityTag.noneMatchHits(value, current: tag) {
            return .notModified(eTag: tag, cacheControl: cacheControl)
        }
        return .ok(InviteLink(link: link), eTag: tag, cacheControl: cacheControl)
    }
}

import ContractRuntime
import Crypto
import Generated

/// The contract's page, its entity tag and what browsers are told about it, made once.
struct DocumentationText: Sendable {
    let html: [UInt8]
    let tag: String
    /// Nothing is loaded or run; the page's own style is known by its hash (Content Security Policy Level 3).
    let policy: String

    init() {
        html = Self.bytes(of: DocumentationPage.html)
        tag = EntityTag.strong(of: html)
        let digest = SHA256.hash(Self.bytes(of: DocumentationPage.style)).bytes
        policy =
            "default-src 'none'; img-src data:; style-src 'sha256-\(Self.base64(digest))'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    }

    /// The plain alphabet, which every browser reads; 32 bytes need one sign of padding.
    private static func base64(_ digest: [UInt8]) -> String {
        String(Base64URL.encode(digest).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }) + "="
    }

    private static func bytes(of text: StaticString) -> [UInt8] {
        Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}

extension Service {
    package func getDocumentation(
        _ input: GetDocumentationInput,
        context: RequestContext
    ) async throws -> GetDocumentationOutput {
        .ok(
            page.html,
            eTag: page.tag,
            cacheControl: "public, max-age=60",
            contentSecurityPolicy: page.policy,
            xContentTypeOptions: "nosniff"
        )
    }
}

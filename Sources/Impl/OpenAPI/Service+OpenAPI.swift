import ContractRuntime
import Generated

/// The contract's text and its entity tag, made once.
struct ContractDocumentText: Sendable {
    let json: JSONText
    let tag: String

    init() {
        let text = OpenAPIDocument.json
        let bytes = Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        json = JSONText(trusted: bytes)
        tag = EntityTag.strong(of: bytes)
    }
}

extension Service {
    package func getOpenAPIDocument(
        _ input: GetOpenAPIDocumentInput,
        context: RequestContext
    ) async throws -> GetOpenAPIDocumentOutput {
        .ok(document.json, eTag: document.tag, cacheControl: "public, max-age=60")
    }
}

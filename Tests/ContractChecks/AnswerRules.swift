import ContractGenerator
import Generated
import TestSupport

/// Judges answers by the raw specification: status, fields, media type and body.
///
/// The document is the one that the server hands out; the judge is the oracle that the cases were derived with, not the
/// validators that the server was generated with.
package struct AnswerRules {
    /// The content of the document; nil where it cannot be read.
    package static let analysis: Analysis? = {
        let document: [UInt8] = Array("\(OpenAPIDocument.json)".utf8)
        return Analysis.of([SpecSource(path: "openapi.json", bytes: document)]).analysis
    }()

    private let contract: Contract
    private let oracle: SchemaOracle

    package init() throws {
        guard let analysis = Self.analysis else { throw TestFailure("the server's own document cannot be read") }
        contract = analysis.contract
        oracle = SchemaOracle(registry: analysis.registry)
    }

    /// The faults of an operation's answer; empty where there are none.
    package func faults(of reply: HTTPReply, operation id: String, method: String) -> [String] {
        guard let operation = contract.operations.first(where: { $0.id == id }) else { return ["no operation \(id)"] }
        let response: Response? = operation.responses.first { $0.status == reply.status }
        // Paths and methods beside the operation have answers of the generic layer.
        guard let response else { return faults(ofUndeclared: reply, toHEAD: method == "HEAD") }
        var faults: [String] = []
        for header in response.headers {
            guard let value = reply[header.name] else {
                if header.required { faults.append("the field \(header.name) is missing") }
                continue
            }
            if let schema = header.schema, !isValid(value, schema) {
                faults.append("the field \(header.name) breaks its schema: \(value)")
            }
        }
        return faults + bodyFaults(reply, response.content, toHEAD: method == "HEAD")
    }

    private func faults(ofUndeclared reply: HTTPReply, toHEAD: Bool) -> [String] {
        var faults: [String] = reply["X-Request-ID"] == nil ? ["the field X-Request-ID is missing"] : []
        switch reply.status {
        case 204, 308: if !reply.body.isEmpty { faults.append("a body") }
        case 404, 405, 501:
            let problem: [MediaType]? = contract.operations.lazy.flatMap(\.responses).first { $0.status == 405 }?
                .content
            faults += bodyFaults(reply, problem ?? [], toHEAD: toHEAD)
        default: faults.append("the status \(reply.status) is not declared")
        }
        return faults
    }

    private func bodyFaults(_ reply: HTTPReply, _ content: [MediaType], toHEAD: Bool) -> [String] {
        guard !content.isEmpty else { return reply.body.isEmpty ? [] : ["a body where none is declared"] }
        let type: String = reply["Content-Type"] ?? "none"
        let essence = String(type.prefix { $0 != ";" })
        guard let media = content.first(where: { $0.name == essence }) else { return ["the media type \(type)"] }
        if toHEAD { return reply.body.isEmpty ? [] : ["a body for HEAD"] }
        guard let value = Self.value(of: reply, media) else {
            return ["a body that is no \(media.name): \(reply.text)"]
        }
        guard let schema = media.schema else { return [] }
        return oracle.faults(of: value, by: schema).map {
            "the body breaks \($0.keyword) at \($0.pointer): \(reply.text)"
        }
    }

    /// JSON as what it says, other text as a string; nil where it is neither JSON nor UTF-8.
    private static func value(of reply: HTTPReply, _ media: MediaType) -> SpecValue? {
        guard media.name.hasPrefix("text/") else { return SpecValue(json: reply.body) }
        return String(validating: reply.body, as: UTF8.self).map { .string($0) }
    }

    /// A field's text is a string, or what it reads as.
    private func isValid(_ text: String, _ schema: SpecNode) -> Bool {
        if oracle.accepts(.string(text), schema) { return true }
        return SpecValue(json: Array(text.utf8)).map { oracle.accepts($0, schema) } ?? false
    }
}

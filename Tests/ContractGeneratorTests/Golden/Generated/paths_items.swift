// Made from api/paths/items.json by `contract-generator generate`; edit the contract, not this file.
import ContractRuntime
import HTTPTypes
import Patterns

/// The input of `addItem`: Add an item
///
/// `paths/items.json#/post`
package struct AddItemInput: Sendable {
    /// The body.
    package var body: Item

    package init(body: Item) {
        self.body = body
    }

    /// Reads and validates everything; nil where the reader found a fault.
    package static func read(_ reader: inout RequestReader) -> AddItemInput? {
        let decodedBody: Item? = reader.body(required: true, decodeItem)
        guard reader.isValid else { return nil }
        guard let decodedBody else { return nil }
        return AddItemInput(body: decodedBody)
    }
}

/// The answers of `addItem`: the declared statuses and no other.
///
/// `paths/items.json#/post`
package enum AddItemOutput: Sendable {
    /// 201: It is there.
    case created(Item, location: String?)
    /// 400: Invalid.
    case badRequest(Problem)
    /// 403: Not yours.
    case forbidden(Problem)
    /// 405: Not this way.
    case methodNotAllowed(Problem)
    /// 406: Not in that form.
    case notAcceptable(Problem)
    /// 413: Too large.
    case contentTooLarge(Problem)
    /// 415: Not JSON.
    case unsupportedMediaType(Problem)
}

extension AddItemOutput {
    /// The answer as HTTP.
    func response(_ context: RequestContext) -> HTTPResponse {
        switch self {
        case .created(let body, let location):
            var fields: [HTTPResponseField] = []
            if let location { fields.append(HTTPResponseField("Location", location)) }
            var writer: JSONWriter = .inPieces()
            body.encode(into: &writer)
            return writer.response(status: 201, contentType: "application/json", fields: fields)
        case .badRequest(let body):
            return body.response(status: 400, context: context, fields: [])
        case .forbidden(let body):
            return body.response(status: 403, context: context, fields: [])
        case .methodNotAllowed(let body):
            return body.response(status: 405, context: context, fields: [])
        case .notAcceptable(let body):
            return body.response(status: 406, context: context, fields: [])
        case .contentTooLarge(let body):
            return body.response(status: 413, context: context, fields: [])
        case .unsupportedMediaType(let body):
            return body.response(status: 415, context: context, fields: [])
        }
    }
}

extension GeneratedContract {
    /// Decodes the input of `addItem`, calls the implementation and encodes its output.
    func performAddItem(_ request: HTTPRequest, _ context: RequestContext) async throws -> HTTPResponse {
        var reader: RequestReader = RequestReader(request)
        guard let input: AddItemInput = AddItemInput.read(&reader) else { return reader.refusal(context) }
        return try await implementation.addItem(
            input,
            principal: try request.requiredPrincipal(Authenticating.Principal.self),
            context: context
        ).response(context)
    }
}

// Made from api/paths/item.json by `contract-generator generate`; edit the contract, not this file.
import ContractRuntime
import HTTPTypes
import Patterns

/// The input of `getItem`: Get an item
///
/// `paths/item.json#/get`
package struct GetItemInput: Sendable {
    /// `id` in the path.
    package var id: Int64

    package init(id: Int64) {
        self.id = id
    }

    /// Reads and validates everything; nil where the reader found a fault.
    package static func read(_ reader: inout RequestReader) -> GetItemInput? {
        let decodedId: Int64? = reader.path("id", segment: 1, .integer, decodeGetItemID)
        guard reader.isValid else { return nil }
        guard let decodedId else { return nil }
        return GetItemInput(id: decodedId)
    }
}

/// The answers of `getItem`: the declared statuses and no other.
///
/// `paths/item.json#/get`
package enum GetItemOutput: Sendable {
    /// 200: The item.
    case ok(Item)
    /// 400: Invalid.
    case badRequest(Problem)
    /// 401: Who are you?
    case unauthorized(Problem)
    /// 404: No such item.
    case notFound(Problem)
    /// 405: Not this way.
    case methodNotAllowed(Problem)
    /// 406: Not in that form.
    case notAcceptable(Problem)
}

extension GetItemOutput {
    /// The answer as HTTP.
    func response(_ context: RequestContext) -> HTTPResponse {
        switch self {
        case .ok(let body):
            var writer: JSONWriter = .inPieces()
            body.encode(into: &writer)
            return writer.response(status: 200, contentType: "application/json", fields: [])
        case .badRequest(let body):
            return body.response(status: 400, context: context, fields: [])
        case .unauthorized(let body):
            return body.response(status: 401, context: context, fields: [], challenge: "Bearer")
        case .notFound(let body):
            return body.response(status: 404, context: context, fields: [])
        case .methodNotAllowed(let body):
            return body.response(status: 405, context: context, fields: [])
        case .notAcceptable(let body):
            return body.response(status: 406, context: context, fields: [])
        }
    }
}

extension GeneratedContract {
    /// Decodes the input of `getItem`, calls the implementation and encodes its output.
    func performGetItem(_ request: HTTPRequest, _ context: RequestContext) async throws -> HTTPResponse {
        var reader: RequestReader = RequestReader(request)
        guard let input: GetItemInput = GetItemInput.read(&reader) else { return reader.refusal(context) }
        return try await implementation.getItem(
            input,
            principal: try request.requiredPrincipal(Authenticating.Principal.self),
            context: context
        ).response(context)
    }
}

/// The input of `deleteItem`: Delete an item
///
/// `paths/item.json#/delete`
package struct DeleteItemInput: Sendable {
    /// `id` in the path.
    package var id: Int64

    package init(id: Int64) {
        self.id = id
    }

    /// Reads and validates everything; nil where the reader found a fault.
    package static func read(_ reader: inout RequestReader) -> DeleteItemInput? {
        let decodedId: Int64? = reader.path("id", segment: 1, .integer, decodeGetItemID)
        guard reader.isValid else { return nil }
        guard let decodedId else { return nil }
        return DeleteItemInput(id: decodedId)
    }
}

/// The answers of `deleteItem`: the declared statuses and no other.
///
/// `paths/item.json#/delete`
package enum DeleteItemOutput: Sendable {
    /// 204: It is gone.
    case noContent
    /// 400: Invalid.
    case badRequest(Problem)
    /// 401: Who are you?
    case unauthorized(Problem)
    /// 403: Not yours.
    case forbidden(Problem)
    /// 404: No such item.
    case notFound(Problem)
    /// 405: Not this way.
    case methodNotAllowed(Problem)
}

extension DeleteItemOutput {
    /// The answer as HTTP.
    func response(_ context: RequestContext) -> HTTPResponse {
        switch self {
        case .noContent:
            return HTTPResponse(status: 204, fields: [])
        case .badRequest(let body):
            return body.response(status: 400, context: context, fields: [])
        case .unauthorized(let body):
            return body.response(status: 401, context: context, fields: [], challenge: "Bearer")
        case .forbidden(let body):
            return body.response(status: 403, context: context, fields: [])
        case .notFound(let body):
            return body.response(status: 404, context: context, fields: [])
        case .methodNotAllowed(let body):
            return body.response(status: 405, context: context, fields: [])
        }
    }
}

extension GeneratedContract {
    /// Decodes the input of `deleteItem`, calls the implementation and encodes its output.
    func performDeleteItem(_ request: HTTPRequest, _ context: RequestContext) async throws -> HTTPResponse {
        var reader: RequestReader = RequestReader(request)
        guard let input: DeleteItemInput = DeleteItemInput.read(&reader) else { return reader.refusal(context) }
        return try await implementation.deleteItem(
            input,
            principal: try request.requiredPrincipal(Authenticating.Principal.self),
            context: context
        ).response(context)
    }
}

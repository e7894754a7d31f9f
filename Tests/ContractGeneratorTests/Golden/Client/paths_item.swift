// Made from paths/item.json by `contract-generator generate --client`; edit that, not this file.
import ClientRuntime
import ContractRuntime
import Crypto
import HTTPTypes

/// The input of `getItem`: Get an item
///
/// `paths/item.json#/get`
package struct GetItemInput: Sendable {
    /// `id` in the path.
    package var id: Int64

    package init(id: Int64) {
        self.id = id
    }
}

/// The answers to `getItem`: the declared statuses, and whatever else.
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
    /// A status that the contract does not declare.
    case undocumented(status: Int, body: [UInt8])
}

extension GetItemOutput {
    init(_ answer: ServiceAnswer) throws(ServiceError) {
        switch answer.status {
        case 200:
            self = .ok(try answer.json { (v: JSONValue, c: inout Validation) -> Item? in Item.decode(v, &c) })
        case 400:
            self = .badRequest(
                try answer.json { (v: JSONValue, c: inout Validation) -> Problem? in Problem.decode(v, &c) }
            )
        case 401:
            self = .unauthorized(
                try answer.json { (v: JSONValue, c: inout Validation) -> Problem? in Problem.decode(v, &c) }
            )
        case 404:
            self = .notFound(
                try answer.json { (v: JSONValue, c: inout Validation) -> Problem? in Problem.decode(v, &c) }
            )
        case 405:
            self = .methodNotAllowed(
                try answer.json { (v: JSONValue, c: inout Validation) -> Problem? in Problem.decode(v, &c) }
            )
        case 406:
            self = .notAcceptable(
                try answer.json { (v: JSONValue, c: inout Validation) -> Problem? in Problem.decode(v, &c) }
            )
        default:
            self = .undocumented(status: answer.status, body: answer.body)
        }
    }
}

extension ServiceClient {
    /// Get an item
    ///
    /// `GET /items/{id}/`, paths/item.json#/get
    ///
    /// - Parameter timeout: for the whole call; nil: the transport's.
    package func getItem(_ input: GetItemInput, timeout: Duration? = nil) async throws(ServiceError) -> GetItemOutput {
        var request: ServiceRequest = ServiceRequest("GET")
        request.path("/items/")
        request.segment(String(input.id))
        request.path("/")
        request.authorize([[credentials.sessionField]])
        let answer: ServiceAnswer = try await transport.send(request, timeout: timeout)
        return try GetItemOutput(answer)
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
}

/// The answers to `deleteItem`: the declared statuses, and whatever else.
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
    /// A status that the contract does not declare.
    case undocumented(status: Int, body: [UInt8])
}

extension DeleteItemOutput {
    init(_ answer: ServiceAnswer) throws(ServiceError) {
        switch answer.status {
        case 204:
            self = .noContent
        case 400:
            self = .badRequest(
                try answer.json { (v: JSONValue, c: inout Validation) -> Problem? in Problem.decode(v, &c) }
            )
        case 401:
            self = .unauthorized(
                try answer.json { (v: JSONValue, c: inout Validation) -> Problem? in Problem.decode(v, &c) }
            )
        case 403:
            self = .forbidden(
                try answer.json { (v: JSONValue, c: inout Validation) -> Problem? in Problem.decode(v, &c) }
            )
        case 404:
            self = .notFound(
                try answer.json { (v: JSONValue, c: inout Validation) -> Problem? in Problem.decode(v, &c) }
            )
        case 405:
            self = .methodNotAllowed(
                try answer.json { (v: JSONValue, c: inout Validation) -> Problem? in Problem.decode(v, &c) }
            )
        default:
            self = .undocumented(status: answer.status, body: answer.body)
        }
    }
}

extension ServiceClient {
    /// Delete an item
    ///
    /// `DELETE /items/{id}/`, paths/item.json#/delete
    ///
    /// - Parameter timeout: for the whole call; nil: the transport's.
    package func deleteItem(
        _ input: DeleteItemInput,
        timeout: Duration? = nil
    ) async throws(ServiceError) -> DeleteItemOutput {
        var request: ServiceRequest = ServiceRequest("DELETE")
        request.path("/items/")
        request.segment(String(input.id))
        request.path("/")
        request.authorize([[credentials.sessionField]])
        let answer: ServiceAnswer = try await transport.send(request, timeout: timeout)
        return try DeleteItemOutput(answer)
    }
}

// Made from paths/items.json by `contract-generator generate --client`; edit that, not this file.
import ClientRuntime
import ContractRuntime
import Crypto
import HTTPTypes

/// The input of `addItem`: Add an item
///
/// `paths/items.json#/post`
package struct AddItemInput: Sendable {
    /// The body, `application/json`.
    package var body: Item

    package init(body: Item) {
        self.body = body
    }
}

/// The answers to `addItem`: the declared statuses, and whatever else.
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
    /// A status that the contract does not declare.
    case undocumented(status: Int, body: [UInt8])
}

extension AddItemOutput {
    init(_ answer: ServiceAnswer) throws(ServiceError) {
        switch answer.status {
        case 201:
            self = .created(
                try answer.json { (v: JSONValue, c: inout Validation) -> Item? in Item.decode(v, &c) },
                location: answer.field("location")
            )
        case 400:
            self = .badRequest(
                try answer.json { (v: JSONValue, c: inout Validation) -> Problem? in Problem.decode(v, &c) }
            )
        case 403:
            self = .forbidden(
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
        case 413:
            self = .contentTooLarge(
                try answer.json { (v: JSONValue, c: inout Validation) -> Problem? in Problem.decode(v, &c) }
            )
        case 415:
            self = .unsupportedMediaType(
                try answer.json { (v: JSONValue, c: inout Validation) -> Problem? in Problem.decode(v, &c) }
            )
        default:
            self = .undocumented(status: answer.status, body: answer.body)
        }
    }
}

extension ServiceClient {
    /// Add an item
    ///
    /// `POST /items/`, paths/items.json#/post
    ///
    /// - Parameter timeout: for the whole call; nil: the transport's.
    package func addItem(_ input: AddItemInput, timeout: Duration? = nil) async throws(ServiceError) -> AddItemOutput {
        var request: ServiceRequest = ServiceRequest("POST")
        request.path("/items/")
        request.authorize([[credentials.secretField]])
        request.json("application/json") { (writer: inout JSONWriter) in
            input.body.encode(into: &writer)
        }
        let answer: ServiceAnswer = try await transport.send(request, timeout: timeout)
        return try AddItemOutput(answer)
    }
}

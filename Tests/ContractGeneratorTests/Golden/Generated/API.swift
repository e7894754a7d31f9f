// Made from api/openapi.json by `contract-generator generate`; edit the contract, not this file.
import ContractRuntime
import HTTPTypes
import Patterns

/// The contract as a protocol: one method an operation. What it throws becomes a problem by `problem(for:)`.
package protocol API: Sendable {
    associatedtype Principal: Sendable

    /// Add an item
    ///
    /// `POST /items/`, paths/items.json#/post
    func addItem(_ input: AddItemInput, principal: Principal, context: RequestContext) async throws -> AddItemOutput

    /// Get an item
    ///
    /// `GET /items/{id}/`, paths/item.json#/get
    func getItem(_ input: GetItemInput, principal: Principal, context: RequestContext) async throws -> GetItemOutput

    /// Delete an item
    ///
    /// `DELETE /items/{id}/`, paths/item.json#/delete
    func deleteItem(
        _ input: DeleteItemInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> DeleteItemOutput

    /// The one table from errors to statuses; anything unknown is 500.
    func problem(for error: any Error, context: RequestContext) -> Problem
}

/// `^x-`
let pattern0: Pattern = Pattern(translated: "^x\\x{2d}")

/// `^[a-z ]+$`
let pattern1: Pattern = Pattern(translated: "^[a-z\\x{20}]{1,}\\z")

import ContractGenerator
import Testing

/// Two fragments of a contract, and what `diff` must find: `ERR rule, INFO other-rule`, sorted; "" for nothing.
struct DiffCase: CustomTestStringConvertible, Sendable {
    /// The place in which the fragments stand.
    enum Form: Sendable {
        /// A schema: of the body of a request, of an answer.
        case request, response
        /// The members of an operation, `POST /things/{id}`.
        case operation
        /// The members of the document beside `openapi` and `info`.
        case document
    }

    let form: Form
    let old: String
    let new: String
    let expected: String

    var testDescription: String { "\(form): \(old) → \(new)" }

    /// A schema in both directions: two cases.
    static func schema(_ old: String, _ new: String, request: String, response: String) -> [DiffCase] {
        [
            DiffCase(form: .request, old: old, new: new, expected: request),
            DiffCase(form: .response, old: old, new: new, expected: response),
        ]
    }

    static func operation(_ old: String, _ new: String, _ expected: String) -> DiffCase {
        DiffCase(form: .operation, old: old, new: new, expected: expected)
    }

    static func document(_ old: String, _ new: String, _ expected: String) -> DiffCase {
        DiffCase(form: .document, old: old, new: new, expected: expected)
    }

    static let all: [DiffCase] =
        values + numbers + objects + arrays + compositions + operations + responses + securities + documents

    func result() -> ContractDiff.Result {
        ContractDiff.compare(old: [source(old)], new: [source(new)])
    }

    private func source(_ fragment: String) -> SpecSource {
        let body: String = #""content": {"application/json": {"schema": \#(fragment)}}"#
        let members: String
        switch form {
        case .request: members = #""paths": {"/things": {"post": {"requestBody": {\#(body)}, "responses": {}}}}"#
        case .response:
            members = #""paths": {"/things": {"get": {"responses": {"200": {"description": "Yes.", \#(body)}}}}}"#
        case .operation: members = #""paths": {"/things/{id}": {"post": {\#(fragment)}}}"#
        case .document: members = fragment
        }
        let info: String = #""openapi": "3.1.0", "info": {"title": "Things", "version": "1.0.0"}"#
        return SpecSource("openapi.json", "{\(info), \(members)}")
    }
}

/// The findings as the table writes them.
func summary(_ result: ContractDiff.Result) -> String {
    result.findings.map { "\($0.severity.rawValue) \($0.rule.rawValue)" }.sorted().joined(separator: ", ")
}

import ContractRuntime
import HTTPClient

/// An answer of a service, whole.
package struct ServiceAnswer: Sendable {
    private let response: HTTPClientResponse

    init(_ response: HTTPClientResponse) { self.response = response }

    package var status: Int { response.status }
    package var body: [UInt8] { response.body }

    /// The first field of this name.
    ///
    /// - Parameter name: in lower case.
    package func field(_ name: String) -> String? { response.field(name) }

    /// The body as JSON of the shape that `decode` reads.
    package func json<Value>(
        _ decode: (JSONValue, inout Validation) -> Value?
    ) throws(ServiceError) -> Value {
        do throws(JSONMismatch) {
            return try JSONMismatch.reading(response.body, decode)
        } catch {
            throw .unexpectedAnswer(status: status, pointer: error.pointer, reason: error.reason)
        }
    }
}

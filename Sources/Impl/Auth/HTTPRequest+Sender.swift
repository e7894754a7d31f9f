import ContractRuntime
import HTTPTypes

extension HTTPRequest {
    /// The sender; of an operation that takes several credentials together, which are of the same person, the first
    /// that fits. nil for nobody.
    package func sender(where fits: (Principal) -> Bool = { _ in true }) -> Principal? {
        guard context != nil else { return nil }
        if let principal = principal(Principal.self) { return fits(principal) ? principal : nil }
        return principal([Principal].self)?.first(where: fits)
    }
}

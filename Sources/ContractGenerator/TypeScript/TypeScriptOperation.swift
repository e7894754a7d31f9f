/// An operation with the names its parts have in TypeScript.
struct TypeScriptOperation {
    let operation: Operation
    let method: String
    let input: String
    let answer: String

    /// Names a class has already, and `then`, which would make the client look like a promise.
    private static let reserved: Set<String> = [
        "constructor", "then", "toString", "toLocaleString", "valueOf", "hasOwnProperty", "isPrototypeOf",
        "propertyIsEnumerable", "toJSON",
    ]

    init(_ operation: Operation, _ names: inout TypeScriptNames) {
        self.operation = operation
        method = Self.reserved.contains(operation.name) ? operation.name + "_" : operation.name
        let base = operation.baseName
        input = names.unique(base + "Input")
        answer = names.unique(base + "Answer")
    }

    /// True where a request can be sent without saying anything.
    var needsNothing: Bool {
        operation.parameters.allSatisfy { !$0.required } && operation.body?.required != true
    }

    var takesNothing: Bool { operation.parameters.isEmpty && operation.body == nil }

    func parameters(in location: Parameter.Location) -> [Parameter] {
        operation.parameters.filter { $0.location == location }
    }

    /// The bodies an answer may have; answers to HEAD have none.
    func content(of response: Response) -> [MediaType] { operation.method == "head" ? [] : response.content }

    /// The names of the schemes that any alternative asks for, each once.
    var schemes: [String] {
        var names: [String] = []
        for requirement in operation.security.flatMap({ $0 }) where !names.contains(requirement.scheme) {
            names.append(requirement.scheme)
        }
        return names
    }
}

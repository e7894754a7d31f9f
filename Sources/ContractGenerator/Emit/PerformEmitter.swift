/// The way from an operation's number to the function that performs it.
struct PerformEmitter {
    let operations: [OperationEmitter]

    /// Most calls that one generated function awaits. The time and memory that an asynchronous function costs the
    /// compiler grow with the square of them: half a minute and 2 GB for one switch over 125 operations.
    private static let width: Int = 16

    func emit(into writer: inout LineWriter) {
        writer.line("/// Decodes the input, calls the implementation and encodes its output.")
        emit("package func perform", operations.indices, into: &writer)
    }

    /// The function `declaration` for the operations of `range`, which begins at a multiple of what a case covers.
    private func emit(_ declaration: String, _ range: Range<Int>, into writer: inout LineWriter) {
        var step = 1
        while range.count > step * PerformEmitter.width { step *= PerformEmitter.width }
        let parts = stride(from: range.lowerBound, to: range.upperBound, by: step).map { first in
            first..<min(first + step, range.upperBound)
        }
        let parameters = "(_ operation: Int, _ request: HTTPRequest, _ context: RequestContext)"
        writer.block("\(declaration)\(parameters) async throws -> HTTPResponse") { writer in
            writer.choice(step == 1 ? "operation" : "operation / \(step)") { writer in
                for part in parts {
                    let call: String =
                        step == 1
                        ? "\(operations[part.lowerBound].performName)(request, context)"
                        : "\(name(of: part))(operation, request, context)"
                    writer.line("case \(part.lowerBound / step): return try await \(call)")
                }
                writer.line("default: throw ContractError.unknownOperation")
            }
        }
        for part in parts where step > 1 {
            writer.line()
            writer.line("@inline(never)")
            emit("private func \(name(of: part))", part, into: &writer)
        }
    }

    private func name(of part: Range<Int>) -> String { "perform\(part.lowerBound)to\(part.upperBound - 1)" }
}

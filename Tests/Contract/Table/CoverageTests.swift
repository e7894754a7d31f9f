import ContractGenerator
import TestTraits
import Testing

/// Every declared answer is in the table, or in a list that can only get shorter.
@Suite(.blocking) struct CoverageTests {
    private struct Answer: Hashable, CustomStringConvertible {
        let operation: String
        let status: Int

        var description: String { "\(operation) \(status)" }
    }

    /// Lowered whenever the list gets shorter; raised with a new answer that only the server's settings cause.
    private static let mostExceptions: Int = 101

    private let declared: Set<Answer> = Set(
        declaredStatuses.flatMap { operation, statuses in statuses.map { Answer(operation: operation, status: $0) } }
    )
    /// A case with one status proves it; one that leaves a choice proves nothing.
    private let covered: Set<Answer> = Set(
        contractCases.filter { $0.statuses.count == 1 }.map { Answer(operation: $0.operation, status: $0.statuses[0]) }
    )

    @Test func everyDeclaredAnswerIsInTheTableOrInTheList() throws {
        let listed = Set(try exceptions().map(\.answer))
        let forgotten = declared.subtracting(covered).subtracting(listed).map(\.description).sorted()
        #expect(forgotten.isEmpty, "neither in the table nor in uncovered.txt")
    }

    @Test func theListDoesNotGrow() throws {
        #expect(try exceptions().count <= Self.mostExceptions, "uncovered.txt may only shrink: make a case instead")
    }

    @Test func theListNamesOnlyWhatIsDeclaredAndNotCovered() throws {
        for (answer, reason) in try exceptions() {
            #expect(declared.contains(answer), "uncovered.txt: \(answer) is not declared; remove the line")
            #expect(!covered.contains(answer), "uncovered.txt: \(answer) is in the table; remove the line")
            #expect(reason.count > 10, "uncovered.txt: \(answer) needs a reason")
        }
    }

    @Test func everyCaseHasANameOfItsOwn() {
        let names = contractCases.map { "\($0.operation): \($0.name)" }
        let repeated = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }
        #expect(repeated.keys.sorted().isEmpty)
    }

    private func exceptions() throws -> [(answer: Answer, reason: String)] {
        try CommittedFile.lines(of: "uncovered.txt").map { line in
            let parts = line.split(separator: " ", maxSplits: 2)
            let status: Int = try #require(parts.count == 3 ? Int(parts[1]) : nil, "uncovered.txt: \(line)")
            return (Answer(operation: String(parts[0]), status: status), String(parts[2]))
        }
    }
}

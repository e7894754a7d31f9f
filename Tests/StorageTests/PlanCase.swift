import Domain
import PostgreSQL
import Testing

@testable import Storage

/// A statement of the product with values, and how many rows of which table it may read for them.
struct PlanCase: Sendable, CustomTestStringConvertible {
    let statement: Statement
    /// Of its parameters, as SQL.
    let values: String
    /// Rows read at most, by table; of other tables any number.
    let most: [String: Int]

    init(_ statement: Statement, _ values: String = "", most: [String: Int] = [:]) {
        self.statement = statement
        self.values = values
        self.most = most
    }

    var testDescription: String { "\(statement.name)(\(values))" }

    private static let newest: String = "9223372036854775807"

    static let all: [PlanCase] =
        writes + pages + searches + [
            PlanCase(ApplicationStatements.one, "50000", most: ["users": 1]),
            PlanCase(HealthStatements.state, "1"),
            PlanCase(ReplicaStatements.primaryPosition),
            PlanCase(ReplicaStatements.replayedPosition),
        ]

    /// Of a row that is there and one that is not.
    private static let writes: [PlanCase] = [
        PlanCase(
            UserProfile.statement,
            "'{1000007,5}', \(texts(4)), '{t,f}', \(texts(4)), 7",
            most: ["users": 0]
        ),
        PlanCase(
            SavedTest.statement,
            "'{1000007,5}', \(texts(6)), '{1,NULL}', '{1,NULL}', '{1,NULL}', '{1,NULL}', '{1,2}', 7",
            most: ["users": 0]
        ),
        PlanCase(
            ReceivedUpdate.statement,
            #"'{1,200001}', '{5,NULL}', '{message,poll}', '{"\\x00","\\x01"}', 7"#,
            most: ["telegram_updates": 0]
        ),
        PlanCase(
            StatusChange.statement,
            "'{50000,200000}', '{viewed,new}', 7",
            most: ["users": 2]
        ),
        PlanCase(Deletion.statement, "'{50000,200000}', 7", most: ["users": 2]),
        // The block that holds these two has no plan of its own.
        PlanCase(Statement(HealthStatements.touch.name, HealthStatements.takeRoom, [])),
        PlanCase(Statement("\(HealthStatements.touch.name)_end", HealthStatements.giveBack, [])),
    ]

    private static func texts(_ count: Int) -> String {
        Array(repeating: "'{Ana,\"\"}'", count: count).joined(separator: ", ")
    }

    /// No more than the page, what stands before it, and one that tells that another page follows.
    private static let pages: [PlanCase] = [
        page("51, 0", most: 51),
        page("51, 0", after: "500", most: 51),
        page("51, 1000", most: 1_051),
        page("51, 0", status: "new", most: 51),
        page("51, 0", status: "contacted", most: 20),
        page("51, 0", after: "50000", status: "contacted", most: 9),
        page("51, 0", after: "500", status: "viewed", most: 51),
        page("51, 1000", status: "viewed", most: 1_051),
    ]

    private static func page(
        _ range: String,
        after: String = newest,
        status: String? = nil,
        most: Int
    ) -> PlanCase {
        PlanCase(
            status == nil ? ApplicationStatements.page : ApplicationStatements.pageByStatus,
            "true, \(after), \(range)" + (status.map { ", '\($0)'" } ?? ""),
            most: ["users": most]
        )
    }

    /// What is found is counted, so that all users whom the text fits are read; for rare texts they are few.
    private static let searches: [PlanCase] = [
        search("%хвостов%", most: ["users": 202]),
        search("%хвостов%", status: "'viewed'", most: ["users": 202]),
        search("%nobody has this%", most: ["users": 0]),
        search("%1000007%", id: "1000007", most: ["users": 11]),
        search("%иван%"),
        search("%иван%", status: "'new'"),
        search("%иван%", status: "'contacted'", most: ["users": 40]),
        search("%а%"),
        search("%а%", status: "'contacted'", most: ["users": 40]),
        search("%ж%"),
        search("%жу%"),
        search("%qq%"),
        search("%5%", id: "5"),
        search(#"%\_%"#, status: "'viewed'"),
    ]

    private static func search(
        _ pattern: String,
        id: String = "NULL",
        status: String = "NULL",
        most: [String: Int] = [:]
    ) -> PlanCase {
        PlanCase(ApplicationStatements.search, "true, \(newest), 51, 0, '\(pattern)', \(id), \(status)", most: most)
    }
}

import Domain

extension Applications {
    static let plans: [PlanCase] =
        [
            PlanCase(
                SavedTest.statement,
                "'{1000007,5}', \(Users.texts(6)), '{1,NULL}', '{1,NULL}', '{1,NULL}', '{1,NULL}', '{1,2}', 7",
                most: ["users": 0]
            ),
            PlanCase(oneOnPostgreSQL(50_000), most: ["users": 1]),
            PlanCase(change(50_000, to: "viewed", at: 7), most: ["users": 2]),
            PlanCase(change(200_000, to: "new", at: 7), most: ["users": 0]),
            PlanCase(deletion(of: 50_000, at: 7), most: ["users": 2]),
        ] + pages + searches

    /// No more than the page, what stands before it, and one that tells that another page follows.
    private static let pages: [PlanCase] = [
        plan(ApplicationsQuery(limit: 50), users: 51),
        plan(ApplicationsQuery(limit: 50, after: 500), users: 51),
        plan(ApplicationsQuery(limit: 50, offset: 1_000), users: 1_051),
        plan(ApplicationsQuery(limit: 50, status: .new), users: 51),
        plan(ApplicationsQuery(limit: 50, status: .contacted), users: 20),
        plan(ApplicationsQuery(limit: 50, after: 50_000, status: .contacted), users: 9),
        plan(ApplicationsQuery(limit: 50, after: 500, status: .viewed), users: 51),
        plan(ApplicationsQuery(limit: 50, offset: 1_000, status: .viewed), users: 1_051),
    ]

    /// The users found are counted, so that all whom the text fits are read; for rare texts they are few.
    private static let searches: [PlanCase] = [
        search("хвостов", users: 202),
        search("хвостов", .viewed, users: 202),
        search("nobody has this", users: 0),
        search("1000007", users: 11),
        search("иван"),
        search("иван", .new),
        search("иван", .contacted, users: 40),
        search("а"),
        search("а", .contacted, users: 40),
        search("ж"),
        search("жу"),
        search("qq"),
        search("5"),
        search("_", .viewed),
    ]

    private static func search(_ text: String, _ status: ApplicationStatus? = nil, users: Int? = nil) -> PlanCase {
        plan(ApplicationsQuery(limit: 50, status: status, search: text), users: users)
    }

    private static func plan(_ query: ApplicationsQuery, users: Int?) -> PlanCase {
        PlanCase(query.onPostgreSQL, most: users.map { ["users": $0] } ?? [:])
    }
}

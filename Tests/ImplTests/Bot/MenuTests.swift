import Domain
import Testing

@testable import Impl

/// What buttons and replies mean.
struct MenuTests {
    @Test(arguments: [
        MenuPage.menu, .statistics, .requests(after: nil), .requests(after: .max), .request(.max),
        .administrators(from: 40), .broadcasts(before: nil), .broadcasts(before: .max),
    ])
    func dataLeadsToThePageThatItNames(page: MenuPage) {
        #expect(MenuPage(page.data) == page)
        #expect(page.data.utf8.count <= 64)
    }

    @Test(arguments: [
        "", "menu:1", "statistics:1", "requests", "requests:", "requests:-1", "requests:x", "approve", "approve:",
        "approve:0",
        "approve:-1", "reject:1:2", "approve: 1", "Approve:1", "approve:99999999999999999999", ":", "x:1",
        "administrators:\(Int64.max)",
    ])
    func otherDataLeadsNowhere(data: String) { #expect(MenuPage(data) == nil && RequestButton(data) == nil) }

    @Test func aButtonDecides() {
        #expect(RequestButton("approve:12")?.status == .approved && RequestButton("approve:12")?.id == 12)
        #expect(RequestButton("reject:\(Int64.max)")?.status == .rejected)
    }

    @Test(
        arguments: [
            ("Approve", .approved, ""), ("aPPROVE welcome!", .approved, "welcome!"),
            (" REJECT: no\nplace ", .rejected, "no\nplace"),
            ("Одобрить, до встречи", .approved, "до встречи"), ("отклонить", .rejected, ""),
        ] as [(String, ClientRequest.Status, String)]
    )
    func aReplyDecidesByItsFirstWord(text: String, status: ClientRequest.Status, note: String) {
        #expect(DecisionWord(text)?.status == status && DecisionWord(text)?.note == note)
    }

    @Test func aRequestsMessageIsKnownByItsTitle() {
        for language in Language.allCases {
            let title = RequestTexts.title(number: "12")(language)
            for text in [title, title + "\n7", title + " — ✅"] { #expect(RequestTexts.number(inTitleOf: text) == 12) }
            #expect(MenuTexts.isRequests(MenuTexts.requests(language) + "\n"))
            #expect(!MenuTexts.isRequests(title))
        }
        for text in ["", "12", "Request 12", "Request #", " Request #12"] {
            #expect(RequestTexts.number(inTitleOf: text) == nil)
        }
    }

    @Test(arguments: ["", " ", "Approved", "I approve", "approve1", "ok"])
    func anotherReplyDecidesNothing(text: String) { #expect(DecisionWord(text) == nil) }

    /// Each has a number of its own.
    @Test func statisticsTellEachNumber() {
        let users = Statistics.Users(total: 11, activeToday: 12, activeIn7Days: 13, activeIn30Days: 14, unreachable: 15)
        var number: Int64 = 20
        func next() -> Int64 {
            number += 1
            return number
        }
        func counts<Status: CaseIterable & Hashable>(_: Status.Type) -> [Status: Int64] {
            Dictionary(uniqueKeysWithValues: Status.allCases.map { ($0, next()) })
        }
        let statistics = Statistics(
            users: users,
            applications: counts(ApplicationStatus.self),
            requests: counts(ClientRequest.Status.self),
            broadcasts: counts(Broadcast.Status.self),
            time: 0
        )
        for language in Language.allCases {
            let text = MenuTexts.numbers(statistics)(language)
            for told in Array(Int64(11)...15) + Array(21...number) { #expect(text.contains(" \(told)"), "\(text)") }
        }
    }

    @Test(arguments: [
        (0, "администраторов"), (1, "администратор"), (2, "администратора"), (5, "администраторов"),
        (11, "администраторов"), (14, "администраторов"), (21, "администратор"), (104, "администратора"),
        (111, "администраторов"),
    ])
    func numbersHaveTheirFormOfTheNoun(count: Int, noun: String) {
        #expect(MenuTexts.count(ofAdministrators: count).russian == "\(count) \(noun)")
        #expect(MenuTexts.count(ofAdministrators: count).english.hasSuffix("s") == (count != 1))
    }
}

import ContractGenerator
import TestSupport
import TestTraits
import Testing

/// Numbers for administrators.
@Suite(.blocking) struct StatisticsTests {
    @Test(arguments: TestDatabase.System.allCases)
    func theNumbersAreThoseOfWhatIsKeptAndStayForAWhile(system: TestDatabase.System) throws {
        let client = try Client(ServerProcess(on: system))
        _ = try client.session(of: Identities.visitor)
        _ = try client.newApplication()
        _ = try client.newRequest()
        for steps in [[], ["cancel"]] { _ = try client.newBroadcast(after: steps) }
        let field = (name: "X-Telegram-Init-Data", value: Identities.initData(Identities.admin))
        let message = HTTPMessage("GET", "/api/v1/telegram/statistics/", [field])
        let first = try client.send(message, as: "getStatistics")
        #expect(
            first.json["users"].json == #"{"total":7,"active_today":7,"active_7d":7,"active_30d":7,"unreachable":0}"#
        )
        #expect(first.json["applications"].json == #"{"new":5,"viewed":0,"contacted":0}"#)
        #expect(first.json["requests"].json == #"{"pending":1,"approved":0,"rejected":0}"#)
        let broadcasts = first.json["broadcasts"]
        #expect(broadcasts["draft"].integer == 1 && broadcasts["cancelled"].integer == 1)
        #expect(broadcasts["in_progress"].integer == 0 && broadcasts["completed"].integer == 0)
        _ = try client.newRequest()
        let second = try client.send(message, as: "getStatistics")
        #expect(second.json["generated_at"].text == first.json["generated_at"].text)
        #expect(second.json["requests"]["pending"].integer == 1)
    }
}

import Domain
import Testing

@testable import Impl

/// How far a broadcast is, from the results that come in any order.
struct BroadcastFeedTests {
    private func feed() -> BroadcastFeed {
        var feed = BroadcastFeed(
            Broadcast(
                id: 7,
                creator: 1,
                status: .inProgress,
                message: BroadcastMessage(text: "Hello"),
                rate: 20,
                recipients: 9,
                createdAt: 1
            )
        )
        feed.isListed = true
        return feed
    }

    private func people(_ ids: ClosedRange<Int64>) -> [BroadcastRecipient] {
        ids.map { BroadcastRecipient(telegramID: $0, firstName: "") }
    }

    @Test func nobodyWaitsUpToTheFirstWhoIsInHand() {
        var feed = feed()
        feed.offered(people(1...5), isLast: false)
        #expect(feed.doneTo == 0 && feed.isHungry)
        for id in [Int64(5), 1, 2] { feed.note(id, .sent) }
        #expect(feed.doneTo == 2 && feed.results.sent == [5, 1, 2])
        feed.recorded()
        feed.note(3, .unreachable)
        feed.note(4, .failed("Bad Request"))
        #expect(feed.doneTo == 5 && feed.results.fault == "Bad Request")
        feed.note(4, .sent)
        #expect(feed.results.count == 2, "one result each")
    }

    @Test func whoWasHandedBackIsReadAgainOnceNobodyIsInHand() {
        var feed = feed()
        feed.offered(people(1...3), isLast: true)
        feed.note(1, .handedBack)
        feed.note(2, .sent)
        #expect(feed.doneTo == 0, "the first one waits")
        feed.recorded()
        #expect(!feed.isHungry && !feed.isOver)
        feed.note(3, .sent)
        feed.recorded()
        #expect(feed.isHungry && feed.top == nil)
        feed.offered(people(1...1), isLast: true)
        feed.note(1, .sent)
        #expect(!feed.isOver, "the result is not recorded")
        feed.recorded()
        #expect(feed.isOver && feed.ending == .completed)
    }

    @Test func refusalsWithNobodyWhoGotItEndIt() {
        var feed = feed()
        feed.offered(people(1...40), isLast: true)
        for id in Int64(1)...19 { feed.note(id, .failed("x")) }
        #expect(!feed.isRefused && feed.ending == .failed)
        feed.note(20, .failed("x"))
        #expect(feed.isRefused)
        feed.note(21, .sent)
        #expect(!feed.isRefused && feed.ending == .completed)
    }

    @Test func aFeedThatIsNotActiveAsksForNothingAndDoesNotEnd() {
        var feed = feed()
        feed.offered(people(1...1), isLast: true)
        feed.isActive = false
        feed.note(1, .sent)
        feed.recorded()
        #expect(!feed.isHungry && !feed.isOver && feed.isIdle)
    }
}

import Domain
import Testing

@testable import Impl

/// Which update is handled next.
struct InboxQueueTests {
    private func update(_ id: Int64, _ chat: Int64, due: Int64 = 0) -> WaitingUpdate {
        WaitingUpdate(id: id, orderKey: .chat(chat), dueAt: due, raw: [UInt8](repeating: 0, count: 10))
    }

    @Test func updatesOfAKeyGoOneAfterAnotherAndOthersBeside() {
        var queue = InboxQueue()
        for (id, chat) in [(1, 7), (2, 7), (3, 8)] as [(Int64, Int64)] { queue.add(update(id, chat)) }
        let first = queue.take(at: 0)
        #expect(first?.id == 1 && queue.take(at: 0)?.id == 3 && queue.take(at: 0) == nil)
        queue.finish(update(1, 7))
        #expect(queue.take(at: 0)?.id == 2)
    }

    @Test func anUpdateIsTakenInOnce() {
        var queue = InboxQueue()
        queue.add(update(1, 7))
        queue.add(update(1, 7))
        #expect(queue.take(at: 0)?.id == 1)
        queue.add(update(1, 7))
        queue.finish(update(1, 7))
        #expect(queue.take(at: 0) == nil)
    }

    @Test func aCheckoutGoesBeforeAllOthersAlsoWhereTooManyAreUnderWay() {
        var queue = InboxQueue()
        queue.add(update(1, 7))
        queue.add(update(2, 8))
        for id in [3, 4] as [Int64] {
            queue.add(WaitingUpdate(id: id, orderKey: .update(id), kind: "pre_checkout_query"))
        }
        #expect(queue.take(at: 0, urgentOnly: true)?.id == 3)
        #expect(queue.take(at: 0)?.id == 4)
        #expect(queue.take(at: 0, urgentOnly: true) == nil)
        #expect(queue.take(at: 0)?.id == 1)
    }

    @Test func oneThatComesLateStandsInItsPlaceButBehindWhatIsUnderWay() {
        var queue = InboxQueue()
        queue.add(update(5, 7))
        queue.add(update(3, 7))
        #expect(queue.take(at: 0)?.id == 3)
        queue.add(update(2, 7))
        queue.finish(update(3, 7))
        #expect(queue.take(at: 0)?.id == 2)
    }

    @Test func aFailedOneIsTriedWhenItIsDueAndItsKeyWaits() {
        var queue = InboxQueue()
        queue.add(update(1, 7))
        queue.add(update(2, 7))
        _ = queue.take(at: 0)
        queue.retry(update(1, 7, due: 100))
        #expect(queue.take(at: 99) == nil && queue.nextDue == 100)
        queue.add(update(3, 8))
        #expect(queue.take(at: 99)?.id == 3, "others go on")
        #expect(queue.take(at: 100)?.id == 1)
    }

    @Test func ofOneKeyFewAreHeldAndTheRestIsReadAgain() {
        var queue = InboxQueue(limits: InboxQueue.Limits(perKey: 2, count: 4, bytes: 1 << 20))
        for id in Int64(1)...5 { queue.add(update(id, 7)) }
        #expect(queue.hasRoom)
        for id in [1, 2] as [Int64] {
            #expect(queue.take(at: 0)?.id == id)
            queue.finish(update(id, 7))
        }
        #expect(queue.take(at: 0) == nil)
        #expect(queue.incomplete.map(\.key) == [.chat(7)] && queue.incomplete.map(\.from) == [3])
        queue.refill(.chat(7), with: [update(3, 7), update(4, 7)], isAll: false)
        queue.add(update(6, 7))
        for id in [3, 4] as [Int64] {
            #expect(queue.take(at: 0)?.id == id)
            queue.finish(update(id, 7))
        }
        #expect(queue.incomplete.map(\.from) == [5])
        queue.refill(.chat(7), with: [update(5, 7), update(6, 7)], isAll: true)
        for id in [5, 6] as [Int64] {
            #expect(queue.take(at: 0)?.id == id)
            queue.finish(update(id, 7))
        }
        #expect(queue.incomplete.isEmpty && queue.take(at: 0) == nil)
    }

    @Test func oneKeyThatIsStuckDoesNotTakeTheRoomOfOthers() {
        var queue = InboxQueue(limits: InboxQueue.Limits(perKey: 8, count: 32, bytes: 1 << 20))
        for id in Int64(1)...1_000 { queue.add(update(id, 7)) }
        _ = queue.take(at: 0)
        queue.retry(update(1, 7, due: 1_000_000))
        queue.add(update(1_001, 8))
        #expect(queue.hasRoom && queue.take(at: 0)?.id == 1_001)
    }

    @Test func aKeyThatIsBlockedIsLookedAtAgainAfterAWhile() {
        var queue = InboxQueue()
        var dead = update(1, 7)
        dead.state = .blocking
        queue.add(dead)
        queue.add(update(2, 7))
        #expect(queue.take(at: 0) == nil && queue.incomplete.isEmpty)
        #expect(queue.take(at: 5_000_000) == nil)
        #expect(queue.incomplete.map(\.from) == [1])
        queue.refill(.chat(7), with: [update(2, 7)], isAll: true)
        #expect(queue.take(at: 5_000_001)?.id == 2)
    }

    @Test func whatOthersHandleFromNowOnIsForgotten() {
        var queue = InboxQueue()
        for chat in Int64(1)...100 { queue.add(update(chat, chat)) }
        guard let first = queue.take(at: 0) else {
            Issue.record("nothing")
            return
        }
        queue.keep(0)
        #expect(queue.take(at: 0) == nil)
        queue.finish(first)
        queue.add(first)
        #expect(queue.take(at: 0)?.id == first.id, "it may come back")
    }

    @Test func whatIsForgottenAndComesBackIsBegunOnce() {
        var queue = InboxQueue()
        queue.add(update(1, 7))
        queue.keep(0)
        queue.add(update(1, 7))
        #expect(queue.take(at: 0)?.id == 1)
        #expect(queue.take(at: 0) == nil)
    }
}

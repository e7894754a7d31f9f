import Domain
import Testing

@testable import Impl

/// Which message is sent next, and when. Times are microseconds.
struct OutboxQueueTests {
    private static let second: Int64 = 1_000_000

    private func message(
        _ id: Int64,
        to chat: Int64,
        _ lane: OutgoingMessage.Lane = .reply
    ) -> WaitingMessage {
        WaitingMessage(
            id: id,
            message: OutgoingMessage(lane: lane, chatID: chat, method: "sendMessage", parameters: [])
        )
    }

    /// Sends what may be sent until a time, each at once; returns when each went.
    private func run(_ queue: inout OutboxQueue, until end: Int64) -> [(id: Int64, time: Int64)] {
        var sent: [(Int64, Int64)] = []
        var now: Int64 = 0
        while now <= end {
            while let message = queue.take(at: now) {
                sent.append((message.id, now))
                queue.finish(message)
            }
            now = max(now + 1, queue.next(after: now) ?? .max)
        }
        return sent
    }

    @Test func lanesGoBeforeEachOtherAndAChatKeepsItsOrder() {
        var queue = OutboxQueue(Pacing())
        queue.add(message(1, to: 7, .broadcast))
        queue.add(message(2, to: 8, .notification))
        queue.add(message(4, to: 9))
        queue.add(message(3, to: 9))
        queue.add(message(5, to: 7, .alert))
        let sent = run(&queue, until: 0).map(\.id)
        #expect(sent == [5, 3, 4, 2, 1])
    }

    @Test func aChatGetsFiveAtOnceAndThenOneASecond() {
        var queue = OutboxQueue(Pacing())
        for id in Int64(1)...8 { queue.add(message(id, to: 7)) }
        let sent = run(&queue, until: 100 * Self.second)
        #expect(sent.map(\.id) == Array(1...8))
        #expect(sent.map(\.time) == [0, 0, 0, 0, 0, 1, 2, 3].map { $0 * Self.second })
    }

    @Test func inNoSecondMoreThanThirtyAreSent() {
        var queue = OutboxQueue(Pacing())
        for id in Int64(1)...100 { queue.add(message(id, to: id)) }
        let times = run(&queue, until: 100 * Self.second).map(\.time)
        #expect(times.count == 100)
        for (index, time) in times.enumerated().dropFirst(30) {
            #expect(time - times[index - 30] > Self.second)
        }
        #expect((times.last ?? 0) < 4 * Self.second)
    }

    @Test func inNoMinuteAGroupGetsMoreThanTwenty() {
        var queue = OutboxQueue(Pacing())
        for id in Int64(1)...45 { queue.add(message(id, to: -7)) }
        let times = run(&queue, until: 1_000 * Self.second).map(\.time)
        #expect(times.count == 45)
        for (index, time) in times.enumerated().dropFirst(20) {
            #expect(time - times[index - 20] > 60 * Self.second)
        }
    }

    @Test func aChatHasOneCallUnderWay() {
        var queue = OutboxQueue(Pacing())
        queue.add(message(1, to: 7))
        queue.add(message(2, to: 7))
        queue.add(message(3, to: 8))
        let ids = (0..<3).map { _ in queue.take(at: 0)?.id }
        #expect(ids == [1, 3, nil])
        #expect(queue.next(after: 0) == nil, "an end is waited for")
        queue.finish(message(1, to: 7))
        let next = queue.take(at: 0)
        #expect(next?.id == 2)
    }

    @Test func aPausedChatWaitsAndOthersDoNot() {
        var queue = OutboxQueue(Pacing())
        queue.pause(chat: 7, until: 5 * Self.second)
        queue.pause(chat: 7, until: 2 * Self.second)
        queue.add(message(1, to: 7))
        queue.add(message(2, to: 8))
        let sent = run(&queue, until: 10 * Self.second)
        #expect(sent.map(\.id) == [2, 1] && sent.map(\.time) == [0, 5 * Self.second])
    }

    @Test func whereTheBotIsPausedNothingIsSent() {
        var queue = OutboxQueue(Pacing())
        queue.pause(chat: 0, until: 5 * Self.second)
        queue.add(message(1, to: 7, .alert))
        let times = run(&queue, until: 10 * Self.second).map(\.time)
        #expect(times == [5 * Self.second])
    }

    @Test func onlyRefusalsOfSeveralChatsWithinAShortTimePauseTheBot() {
        var queue = OutboxQueue(Pacing())
        let second = Self.second
        let refusals: [(Int64, Int64)] = [(7, 0), (7, second), (8, 2 * second), (9, 8 * second), (10, 9 * second)]
        let pauses = refusals.map { queue.noteRefusal(of: $0.0, at: $0.1) }
        #expect(pauses == [false, false, false, false, false])
        let isPaused = queue.noteRefusal(of: 11, at: 10 * second)
        #expect(isPaused)
    }

    @Test func whatWaitsForAGroupGoesToItsNewId() {
        var queue = OutboxQueue(Pacing())
        queue.add(message(1, to: -7))
        queue.add(message(2, to: -7))
        guard let first = queue.take(at: 0) else {
            Issue.record("nothing")
            return
        }
        queue.retry(first)
        queue.migrate(-7, to: -1007)
        queue.add(message(3, to: -7))
        var chats: [Int64] = []
        while let message = queue.take(at: 0) {
            chats.append(message.message.chatID)
            queue.finish(message)
        }
        #expect(chats == [-1007, -1007, -1007])
    }

    @Test func aMessageIsTriedAgainWhenItIsDueAndKeepsItsPlace() {
        var queue = OutboxQueue(Pacing())
        queue.add(message(1, to: 7))
        queue.add(message(2, to: 7))
        guard var first = queue.take(at: 0) else {
            Issue.record("nothing")
            return
        }
        first.dueAt = 3 * Self.second
        queue.retry(first)
        let ids = run(&queue, until: 10 * Self.second).map(\.id)
        #expect(ids == [1, 2])
    }

    private func toRecipients(_ count: Int64) -> [WaitingMessage] {
        (1...count).map { number in
            var message = message(.min + number, to: number, .broadcast)
            message.recipient = BroadcastPlace(broadcast: number % 2, telegramID: number)
            return message
        }
    }

    @Test func aBroadcastGoesEvenlyAtItsRate() {
        var queue = OutboxQueue(Pacing())
        queue.setBroadcastRate(20, isPaid: false)
        for message in toRecipients(100) { queue.add(message) }
        let sent = run(&queue, until: 3 * Self.second)
        #expect((58...64).contains(sent.count))
        #expect(zip(sent, sent.dropFirst(2)).allSatisfy { $1.time - $0.time >= Self.second / 20 - 1 })
    }

    @Test func anAnswerIsNotDelayedByABroadcastAtFullRate() {
        var queue = OutboxQueue(Pacing())
        queue.setBroadcastRate(30, isPaid: false)
        for message in toRecipients(100) { queue.add(message) }
        _ = run(&queue, until: 2 * Self.second)
        queue.add(message(1, to: 900))
        let time = queue.next(after: 2 * Self.second) ?? .max
        #expect(time < 2 * Self.second + 200_000)
        #expect(queue.take(at: time)?.id == 1)
    }

    @Test func aPaidBroadcastLeavesTheFreeMessagesAlone() {
        var queue = OutboxQueue(Pacing())
        queue.setBroadcastRate(1_000, isPaid: true)
        for message in toRecipients(2_000) { queue.add(message) }
        let sent = run(&queue, until: Self.second)
        #expect((1_000...1_101).contains(sent.count))
        queue.add(message(1, to: 900))
        #expect(queue.take(at: Self.second + 1)?.id == 1)
    }

    @Test func broadcastsLeaveCallsToOthers() {
        var pacing = Pacing()
        pacing.perSecond = 0
        var queue = OutboxQueue(pacing)
        for message in toRecipients(100) { queue.add(message) }
        var underWay = 0
        while queue.take(at: 0) != nil { underWay += 1 }
        #expect(underWay == 48)
        queue.add(message(1, to: 900))
        #expect(queue.take(at: 0)?.id == 1)
    }

    @Test func whatIsWithdrawnIsNotSentButForWhatIsOnItsWay() {
        var pacing = Pacing()
        pacing.perSecond = 0
        var queue = OutboxQueue(pacing)
        for message in toRecipients(10) { queue.add(message) }
        queue.add(message(1, to: 3, .notification))
        let first = queue.take(at: 0)
        let second = queue.take(at: 0)
        #expect(first?.id == 1 && second?.recipient?.telegramID == 1)
        let gone = queue.withdraw(1)
        #expect(gone.compactMap(\.recipient?.telegramID).sorted() == [3, 5, 7, 9])
        if let first { queue.finish(first) }
        if let second { queue.retry(second) }
        #expect(queue.withdraw(1).count == 1)
        #expect(run(&queue, until: 1).count == 5)
    }
}

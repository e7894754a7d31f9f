import HTTPTypes
import Testing

@testable import HTTPServer

@Suite struct LoopPartsTests {
    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    ])
    func dateIsAnIMFFixdate(_ seconds: Int, _ text: String) {
        #expect(DateLine.text(secondsSince1970: seconds) == text)
    }

    @Test func timersFireOnceAndNotEarly() {
        var wheel = TimerWheel(now: 1000)
        let dues: [Int] = [1000, 1010, 1500, 20_000, 90_000, 1_000_000]
        for (slot, due) in dues.enumerated() { wheel.add(slot: Int32(slot), due: due) }
        var fired: [Int32] = []
        var now = 1000
        while wheel.next != .max {
            now = max(now + 1, wheel.next)
            for slot in wheel.takeDue(now: now) {
                #expect(dues[Int(slot)] <= now && now - dues[Int(slot)] <= 32)
                fired.append(slot)
            }
        }
        #expect(fired == [0, 1, 2, 3, 4, 5])
    }

    @Test func timersFireAfterAStandstillToo() {
        var wheel = TimerWheel(now: 0)
        for slot in 0..<61 { wheel.add(slot: Int32(slot), due: 10 + 997 * slot) }
        #expect(wheel.takeDue(now: 100_000).count == 61)
        #expect(wheel.next == .max)
    }

    @Test func earliestDeadlineOfASlotCounts() {
        var wheel = TimerWheel(now: 0)
        for due in [500, 100, 300] { wheel.add(slot: 7, due: due) }
        #expect(wheel.takeDue(now: 200) == [7])
        #expect(wheel.takeDue(now: 400) == [])
        // The entry of 500 is outdated, but the slot may ask for that time again: once is enough.
        wheel.add(slot: 7, due: 500)
        #expect(wheel.takeDue(now: 600) == [7])
        #expect(wheel.takeDue(now: 900) == [])
        #expect(wheel.next == .max)
    }

    @Test func connectionsThatComeAndGoShareAnEntry() {
        var wheel = TimerWheel(now: 0)
        for now in 0..<10_000 { wheel.add(slot: 3, due: now + 75_000) }
        #expect(wheel.count == 1)
    }

    @Test func requestIDsAreShortAndDistinct() {
        var ids = RequestIDs(seed: 12_345)
        var seen: Set<String> = []
        for _ in 0..<5000 {
            let id = ids.next()
            #expect(id.utf8.count <= 15 && id.utf8.allSatisfy { ByteSet.requestID.contains($0) })
            seen.insert(id)
        }
        #expect(seen.count == 5000)
    }

    @Test func connectionsAreCountedByAddressAndInTotal() {
        let counter = ConnectionCounter(maxTotal: 3, maxPerAddress: 2, descriptors: 32)
        let first = ClientKey(value: 1)
        let second = ClientKey(value: 2)
        #expect((0..<5).map { _ in counter.open(first) } == [.welcome, .welcome, .refused, .refused, .dropped])
        #expect((0..<2).map { _ in counter.open(second) } == [.welcome, .dropped])
        counter.close(first, wasWelcome: false)
        #expect(counter.open(second) == .refused)
        counter.close(first, wasWelcome: true)
        #expect(counter.open(second) == .welcome)
        #expect(counter.open(first) == .dropped)
    }

    @Test func descriptorsAreLeftForOthers() {
        let counter = ConnectionCounter(maxTotal: 100, maxPerAddress: 100, descriptors: 10)
        let key = ClientKey(value: 1)
        #expect((0..<6).map { _ in counter.open(key) } == Array(repeating: .welcome, count: 5) + [.dropped])
    }
}

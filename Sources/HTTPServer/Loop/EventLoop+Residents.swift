import Platform

/// The residents of a loop: their timers, and the descriptors that they watch.
struct Residents {
    private struct Seat {
        let resident: any LoopResident
        var due: Int = .max
        var wantsTurnEnd: Bool = false
    }

    private var seats: [Seat] = []
    private var watchers: [Int32: any LoopResident] = [:]
    /// No timer is due before this time.
    private(set) var nextTimer: Int = .max
    /// True while somebody waits for the end of the turn.
    private(set) var areWaiting: Bool = false

    private func index(_ resident: any LoopResident) -> Int? { seats.firstIndex { $0.resident === resident } }

    mutating func admit(_ resident: any LoopResident) {
        if index(resident) == nil { seats.append(Seat(resident: resident)) }
    }

    mutating func callAtTurnEnd(_ resident: any LoopResident) {
        guard let index = index(resident) else { return }
        seats[index].wantsTurnEnd = true
        areWaiting = true
    }

    mutating func setTimer(_ resident: any LoopResident, at due: Int) {
        guard let index = index(resident) else { return }
        seats[index].due = due
        nextTimer = seats.map(\.due).min() ?? .max
    }

    mutating func takeWaiting() -> [any LoopResident] {
        areWaiting = false
        var waiting: [any LoopResident] = []
        for index in seats.indices where seats[index].wantsTurnEnd {
            seats[index].wantsTurnEnd = false
            waiting.append(seats[index].resident)
        }
        return waiting
    }

    mutating func takeDue(now: Int) -> [any LoopResident] {
        var due: [any LoopResident] = []
        for index in seats.indices where seats[index].due <= now {
            seats[index].due = .max
            due.append(seats[index].resident)
        }
        nextTimer = seats.map(\.due).min() ?? .max
        return due
    }

    /// Returns all, and forgets them.
    mutating func leave() -> [any LoopResident] {
        defer { self = Residents() }
        return seats.map(\.resident)
    }

    /// True where the descriptor was not watched before.
    mutating func watch(_ descriptor: Int32, _ resident: any LoopResident) -> Bool {
        watchers.updateValue(resident, forKey: descriptor) == nil
    }

    mutating func forget(_ descriptor: Int32) { watchers[descriptor] = nil }

    func watcher(of descriptor: Int32) -> (any LoopResident)? { watchers[descriptor] }
}

extension EventLoop: Loop {
    /// The generation in the tokens of descriptors that residents watch; connections never have it.
    static let residentGeneration: UInt32 = .max

    package var milliseconds: Int { now }

    package func admit(_ resident: any LoopResident) { residents.admit(resident) }

    @discardableResult
    package func watch(_ descriptor: Int32, for readiness: Readiness, resident: any LoopResident) -> Int32 {
        let interest = Epoll.Interest(readiness)
        let token = UInt64(EventLoop.residentGeneration) << 32 | UInt64(UInt32(bitPattern: descriptor))
        guard residents.watch(descriptor, resident) else {
            epoll.modify(descriptor, interest, token: token)
            return 0
        }
        let code = epoll.add(descriptor, interest, token: token)
        if code != 0 { residents.forget(descriptor) }
        return code
    }

    package func forget(_ descriptor: Int32) {
        residents.forget(descriptor)
        epoll.remove(descriptor)
    }

    package func callAtTurnEnd(_ resident: any LoopResident) { residents.callAtTurnEnd(resident) }

    package func setTimer(_ resident: any LoopResident, at milliseconds: Int) {
        residents.setTimer(resident, at: milliseconds)
    }

    package func beginWait() { waitingCount += 1 }

    package func endWait() {
        guard isCurrent else { return }
        waitingCount -= 1
        congestion.noteEnd(leaving: waitingCount, now: now)
    }

    func tellResident(_ descriptor: Int32, _ happened: Epoll.Interest) {
        residents.watcher(of: descriptor)?.ready(descriptor, happened.readiness)
    }

    func endTurn() {
        for resident in residents.takeWaiting() { resident.turnEnded() }
    }
}

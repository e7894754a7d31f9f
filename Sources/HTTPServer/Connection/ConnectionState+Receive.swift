import Glibc
import HTTPTypes
import Platform

extension ConnectionState {
    /// A partial head of up to so many bytes is moved out of a full-size buffer while it waits for its rest.
    private static let parkedBytes: Int = 2048

    /// Has the socket read once into what there is room for; a level-triggered poll says where there is more.
    mutating func receive(_ read: (UnsafeMutableRawBufferPointer) -> SocketResult) {
        if phase == .lingering {
            discardInput(read)
            return
        }
        let result: SocketResult
        if phase == .body, let body {
            let declared = request.contentLength ?? 0
            if bodyCount == body.capacity { body.grow(to: min(declared, body.capacity * 2), keeping: bodyCount) }
            let space = min(body.capacity, declared) - bodyCount
            result = read(UnsafeMutableRawBufferPointer(start: body.base + bodyCount, count: space))
            if case .bytes(let count, _) = result { bodyCount += count }
        } else {
            let buffer = makeRoom()
            result = read(UnsafeMutableRawBufferPointer(start: buffer.base + end, count: buffer.capacity - end))
            if case .bytes(let count, _) = result { end += count }
        }
        switch result {
        case .bytes(let count, let more):
            bodyArrived &+= count
            receivesWhen = .readable
            holdsInput = more
        case .blocked(let readiness):
            receivesWhen = readiness
            holdsInput = false
        case .ended: inputEnded()
        case .failed: mustClose = true
        }
    }

    /// Reads and drops, so that the client can read our last answer before the connection is gone.
    private mutating func discardInput(_ read: (UnsafeMutableRawBufferPointer) -> SocketResult) {
        let buffer = context.takeBuffer()
        defer { context.giveBack(buffer) }
        switch read(UnsafeMutableRawBufferPointer(start: buffer.base, count: buffer.capacity)) {
        case .bytes(_, let more):
            receivesWhen = .readable
            holdsInput = more
        case .blocked(let readiness):
            receivesWhen = readiness
            holdsInput = false
        case .ended, .failed: mustClose = true
        }
    }

    /// The client shut its side, or went away.
    private mutating func inputEnded() {
        isEndOfInput = true
        switch phase {
        case .head where start == end || parser.isPristine: mustClose = true
        case .head, .body, .chunked: dueFault = .malformed("the message ends before it is complete")
        default: mustClose = true
        }
    }

    /// The buffer with space after `end`; full-size for a head.
    private mutating func makeRoom() -> ReadBuffer {
        guard let buffer else {
            let fresh = context.takeBuffer()
            self.buffer = fresh
            (start, end) = (0, 0)
            return fresh
        }
        // The parser counts from the message's first byte, so a head may move; a body under way stays where it is.
        guard phase == .head else { return buffer }
        if buffer.capacity < context.bufferCapacity {
            let larger = context.takeBuffer()
            move(to: larger)
            return larger
        }
        if start > 0, buffer.capacity - end < buffer.capacity / 4 { compact() }
        return buffer
    }

    /// Moves the message to the beginning of the buffer; nothing may point into it.
    private mutating func compact() {
        guard let buffer, start > 0 else { return }
        memmove(buffer.base, buffer.base + start, end - start)
        end -= start
        start = 0
    }

    /// Moves the message to the beginning of another buffer; nothing may point into it.
    mutating func move(to other: ReadBuffer) {
        guard let buffer else { return }
        memcpy(other.base, buffer.base + start, end - start)
        end -= start
        start = 0
        context.giveBack(buffer)
        self.buffer = other
    }

    /// Gives back what a waiting connection does not need, so that thousands of them cost little.
    mutating func releaseIdleMemory() {
        guard phase == .head, let buffer else { return }
        if start == end {
            releaseMemory()
        } else if buffer.capacity >= context.bufferCapacity, end - start <= Self.parkedBytes {
            move(to: ReadBuffer(capacity: Self.parkedBytes))
        }
    }

    /// Gives back the full-size buffer of a request whose handler waits: the message moves to memory that fits it, and
    /// with it all that the request points to.
    mutating func leaveBuffer() {
        guard let buffer, buffer.capacity >= context.bufferCapacity, end - start <= context.bufferCapacity / 4 else {
            return
        }
        let from = start
        let old = UnsafePointer(buffer.base + from)
        let fitting = ReadBuffer(capacity: end - from)
        move(to: fitting)
        bodyStart -= from
        messageEnd -= from
        request.moved(from: old, count: fitting.capacity, to: UnsafePointer(fitting.base))
    }

    mutating func releaseMemory() {
        if let buffer { context.giveBack(buffer) }
        buffer = nil
        body = nil
        (start, end) = (0, 0)
    }
}

internal import Glibc
internal import HTTPTypes

extension Connection {
    /// A partial head of up to so many bytes is moved out of a full-size buffer while it waits for its rest.
    private static let parkedBytes: Int = 2048

    /// Reads once and goes on with what came; level-triggered epoll calls again where there is more.
    func receive() {
        if phase == .lingering {
            discardInput()
            return
        }
        let target: UnsafeMutablePointer<UInt8>
        let space: Int
        if phase == .body, let body {
            let declared: Int = request.contentLength ?? 0
            if bodyCount == body.capacity { body.grow(to: min(declared, body.capacity * 2), keeping: bodyCount) }
            target = body.base + bodyCount
            space = min(body.capacity, declared) - bodyCount
        } else {
            let buffer: ReadBuffer = makeRoom()
            target = buffer.base + end
            space = buffer.capacity - end
        }
        let count: Int = recv(descriptor, target, space, 0)
        if count > 0 {
            if phase == .body, body != nil { bodyCount += count } else { end += count }
            bodyArrived &+= count
            advance()
        } else if count == 0 {
            inputEnded()
        } else if errno != EAGAIN, errno != EINTR {
            close()
        }
    }

    /// The buffer with space after `end`; full-size for a head.
    private func makeRoom() -> ReadBuffer {
        guard let buffer else {
            let fresh: ReadBuffer = loop.takeBuffer()
            self.buffer = fresh
            start = 0
            end = 0
            return fresh
        }
        // The parser counts from the message's first byte, so a head may move; a body under way stays where it is.
        guard phase == .head else { return buffer }
        if buffer.capacity < loop.bufferCapacity {
            let larger: ReadBuffer = loop.takeBuffer()
            move(to: larger)
            return larger
        }
        if start > 0, buffer.capacity - end < buffer.capacity / 4 { compact() }
        return buffer
    }

    /// Moves the message to the beginning of the buffer; nothing may point into it.
    private func compact() {
        guard let buffer, start > 0 else { return }
        memmove(buffer.base, buffer.base + start, end - start)
        end -= start
        start = 0
    }

    /// Moves the message to the beginning of another buffer; nothing may point into it.
    func move(to other: ReadBuffer) {
        guard let buffer else { return }
        memcpy(other.base, buffer.base + start, end - start)
        end -= start
        start = 0
        loop.giveBack(buffer)
        self.buffer = other
    }

    /// Gives back what a waiting connection does not need, so that thousands of them cost little.
    func releaseIdleMemory() {
        guard phase == .head, let buffer else { return }
        if start == end {
            loop.giveBack(buffer)
            self.buffer = nil
            start = 0
            end = 0
        } else if buffer.capacity >= loop.bufferCapacity, end - start <= Connection.parkedBytes {
            move(to: ReadBuffer(capacity: Connection.parkedBytes))
        }
    }

    /// Gives back the full-size buffer of a request whose handler waits, where many do: the message moves to memory that
    /// fits it, and with it all that the request points to.
    func leaveBuffer() {
        guard loop.suspendedCount > EventLoop.maxSpare, let buffer, buffer.capacity >= loop.bufferCapacity,
            end - start <= loop.bufferCapacity / 4
        else { return }
        let from: Int = start
        let old: UnsafePointer<UInt8> = UnsafePointer(buffer.base + from)
        let fitting = ReadBuffer(capacity: end - from)
        move(to: fitting)
        bodyStart -= from
        messageEnd -= from
        request.moved(from: old, count: fitting.capacity, to: UnsafePointer(fitting.base))
    }

    /// The client shut its side, or went away.
    private func inputEnded() {
        isEndOfInput = true
        switch phase {
        case .head where start == end || parser.isPristine:
            close()
        case .head, .body, .chunked:
            fault(.malformed("the message ends before it is complete"))
            settle()
        default:
            close()
        }
    }

    /// Reads and drops, so that the client can read our last answer before the connection is gone.
    private func discardInput() {
        let buffer: ReadBuffer = loop.takeBuffer()
        defer { loop.giveBack(buffer) }
        let count: Int = recv(descriptor, buffer.base, buffer.capacity, 0)
        if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { close() }
    }
}

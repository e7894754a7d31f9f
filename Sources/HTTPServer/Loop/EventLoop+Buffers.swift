extension EventLoop {
    /// Buffers that are kept for the next readable connection.
    static let maxSpare: Int = 16

    /// Bytes of a read buffer: the longest head, and room for a body of some size beside it.
    var bufferCapacity: Int { configuration.request.headerBytes + 16 * 1024 }

    /// Memory to read into; the one that was given back last, because it is in the cache.
    func takeBuffer() -> ReadBuffer {
        spareBuffers.popLast() ?? ReadBuffer(capacity: bufferCapacity)
    }

    func giveBack(_ buffer: ReadBuffer) {
        if spareBuffers.count < EventLoop.maxSpare, buffer.capacity == bufferCapacity { spareBuffers.append(buffer) }
    }
}

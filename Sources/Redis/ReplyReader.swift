internal import CHiredis

/// Turns the bytes of a connection into replies (`redisReader`); what comes is bounded, whatever the other side is.
final class ReplyReader {
    /// The longest reply: the map of a large cluster has less.
    static let mostBytes: Int = 4 << 20

    private let reader: UnsafeMutablePointer<redisReader>
    /// What makes replies: hiredis's own but for arrays.
    private let functions: UnsafeMutablePointer<redisReplyObjectFunctions>
    /// Bytes since the last reply.
    private var pending: Int = 0

    init() throws(RedisFailure) {
        guard let reader = redisReaderCreate(), let standard = reader.pointee.fn else { throw .notRedis }
        self.reader = reader
        functions = .allocate(capacity: 1)
        functions.initialize(to: standard.pointee)
        functions.pointee.createArray = { task, count in chiredis_create_array(task, count) }
        reader.pointee.fn = functions
    }

    deinit {
        // First the reader, which may hold the beginning of a reply and calls the functions to let go of it.
        redisReaderFree(reader)
        functions.deallocate()
    }

    /// True where bytes have come that belong to no reply that was taken.
    var hasMore: Bool { pending > 0 }

    /// Takes what has come.
    func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws(RedisFailure) {
        pending += bytes.count
        let code = bytes.withMemoryRebound(to: CChar.self) { redisReaderFeed(reader, $0.baseAddress, $0.count) }
        guard code == REDIS_OK else { throw .notRedis }
    }

    /// The next reply; nil where it has not come whole.
    func next() throws(RedisFailure) -> RedisReply? {
        var object: UnsafeMutableRawPointer?
        guard redisReaderGetReply(reader, &object) == REDIS_OK else { throw .notRedis }
        guard let object else {
            guard pending <= Self.mostBytes else { throw .notRedis }
            return nil
        }
        defer { freeReplyObject(object) }
        pending = unread
        return Self.reply(object.assumingMemoryBound(to: redisReply.self).pointee)
    }

    private var unread: Int { reader.pointee.len - reader.pointee.pos }

    /// Copies a reply; hiredis nests them at most seven deep.
    private static func reply(_ reply: redisReply) -> RedisReply {
        switch reply.type {
        case REDIS_REPLY_STRING: return .bytes(bytes(reply))
        case REDIS_REPLY_STATUS: return .status(String(decoding: bytes(reply), as: UTF8.self))
        case REDIS_REPLY_ERROR: return .error(RedisRefusal(String(decoding: bytes(reply), as: UTF8.self)))
        case REDIS_REPLY_INTEGER: return .integer(reply.integer)
        case REDIS_REPLY_ARRAY:
            let elements = UnsafeBufferPointer(start: reply.element, count: reply.elements)
            return .array(elements.map { $0.map { Self.reply($0.pointee) } ?? .null })
        default: return .null
        }
    }

    private static func bytes(_ reply: redisReply) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: reply.str, count: reply.len))
    }
}

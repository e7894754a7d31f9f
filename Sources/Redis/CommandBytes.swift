internal import CHiredis

/// Commands as they are sent.
enum CommandBytes {
    /// Appends a command in RESP (`redisFormatCommandArgv`).
    ///
    /// - Throws: `notRedis` where there is no memory for it.
    static func append(_ words: [[UInt8]], to bytes: inout [UInt8]) throws(RedisFailure) {
        let joined = Array(words.joined())
        let lengths = words.map(\.count)
        var target: UnsafeMutablePointer<CChar>?
        let count = joined.withUnsafeBytes { buffer in
            // Each word points into `joined`, which outlives the call. An empty one has a length of 0 and is not read.
            let start = buffer.bindMemory(to: CChar.self).baseAddress
            var offset = 0
            var pointers: [UnsafePointer<CChar>?] = lengths.map { length in
                defer { offset += length }
                return start?.advanced(by: offset)
            }
            return redisFormatCommandArgv(&target, Int32(words.count), &pointers, lengths)
        }
        guard count > 0, let target else { throw .notRedis }
        bytes.append(contentsOf: UnsafeRawBufferPointer(start: target, count: Int(count)))
        redisFreeCommand(target)
    }
}

import Testing

@testable import Redis

@Suite struct ReplyReaderTests {
    private static let all = "+OK\r\n-NOSCRIPT No matching script\r\n:-7\r\n$5\r\na\r\nb\0\r\n$-1\r\n*-1\r\n"
    private static let nested = "*3\r\n:1\r\n*2\r\n$1\r\na\r\n*0\r\n$0\r\n\r\n"

    private func feed(_ reader: ReplyReader, _ bytes: some Sequence<UInt8>) throws(RedisFailure) {
        try Array(bytes).withUnsafeBufferPointer { (buffer) throws(RedisFailure) in try reader.feed(buffer) }
    }

    /// All replies in the text, however it is cut.
    private func replies(_ text: String, piece: Int) throws -> [RedisReply] {
        let reader = try ReplyReader()
        var replies: [RedisReply] = []
        var left = Array(text.utf8)[...]
        while !left.isEmpty {
            try feed(reader, left.prefix(piece))
            left = left.dropFirst(piece)
            while let reply = try reader.next() { replies.append(reply) }
        }
        #expect(!reader.hasMore)
        return replies
    }

    @Test(arguments: [1, 2, 7, 1_000])
    func everyKindIsReadHoweverItIsCut(piece: Int) throws {
        let expected: [RedisReply] = [
            .status("OK"), .error(RedisRefusal("NOSCRIPT No matching script")), .integer(-7),
            .bytes(Array("a\r\nb\0".utf8)), .null, .null,
        ]
        #expect(try replies(Self.all, piece: piece) == expected)
        #expect(
            try replies(Self.nested, piece: piece)
                == [.array([.integer(1), .array([.bytes([0x61]), .array([])]), .bytes([])])]
        )
    }

    @Test(arguments: [
        "HTTP/1.1 400 Bad Request\r\n", "*65537\r\n", "*2147483647\r\n", "*99999999999\r\n", "*4294967297\r\n",
        "$-2\r\n",
        "*-2\r\n", ":1x\r\n", "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n",
    ])
    func whatIsNoReplyIsRefused(text: String) throws {
        let reader = try ReplyReader()
        try feed(reader, text.utf8)
        #expect(throws: RedisFailure.notRedis) { while try reader.next() != nil {} }
    }

    @Test func aReplyWithoutEndIsRefused() throws {
        let reader = try ReplyReader()
        try feed(reader, "$1073741824\r\n".utf8)
        let chunk = [UInt8](repeating: 0x61, count: 64 << 10)
        #expect(throws: RedisFailure.notRedis) {
            for _ in 0..<1_000 {
                try feed(reader, chunk)
                #expect(try reader.next() == nil)
            }
        }
    }

    @Test func refusalsShowTheirCodeAlone() {
        let refusal = RedisRefusal("ERR unknown command 'AUTH', with args beginning with: 'hunter2'")
        #expect("\(refusal)" == "ERR")
        #expect("\(RedisFailure.refused(refusal))" == "it refuses the command (ERR)")
        #expect(RedisRefusal("hunter2 is no password").code == "ERR")
    }

    @Test func redirectionsNameTheNode() throws {
        let asked = RedisAddress(host: "10.0.0.9", port: 7_000)
        func node(_ line: String) -> RedisAddress? { RedisRefusal(line).redirection?.node?.seen(from: asked) }
        #expect(node("MOVED 3999 127.0.0.1:6381") == RedisAddress(host: "127.0.0.1", port: 6_381))
        #expect(node("ASK 3999 ::1:6381") == RedisAddress(host: "::1", port: 6_381))
        #expect(node("MOVED 3999 :6381") == RedisAddress(host: "10.0.0.9", port: 6_381))
        #expect(node("MOVED 3999 ?:6381") == RedisAddress(host: "10.0.0.9", port: 6_381))
        #expect(node("MOVED 3999") == nil)
        #expect(RedisRefusal("ERR MOVED").redirection == nil)
    }

    @Test func slotsOfAnUnknownHostAreThoseOfTheNodeThatWasAsked() throws {
        let asked = RedisAddress(host: "10.0.0.9", port: 7_000)
        func node(_ host: RedisReply, _ port: Int64) -> RedisReply { .array([host, .integer(port), .bytes([0x61])]) }
        let name = RedisReply.bytes(Array("b.example".utf8))
        let reply = RedisReply.array([
            .array([.integer(0), .integer(99), node(.null, 7_000), node(name, 1)]),
            .array([.integer(100), .integer(16_383), node(name, 7_001)]),
        ])
        let map = try #require(SlotMap(reply, from: asked))
        #expect(map.nodes == [asked, RedisAddress(host: "b.example", port: 7_001)])
        #expect(map.node(of: HashSlot(Array("foo".utf8))) == map.nodes[1])
        #expect(map.node(of: HashSlot([])) == asked)
        let beyond = RedisReply.array([.array([.integer(0), .integer(16_384), node(name, 1)])])
        #expect(SlotMap(beyond, from: asked) == nil)
    }
}

import HTTPTypes

@testable import HTTPServer

extension FuzzTarget {
    /// However the bytes arrive, the messages are the same and so are the answers; what is accepted reads as the same
    /// when it is written plainly.
    @Sendable static func http(_ input: [UInt8]) throws {
        let (choice, bytes) = input.choice
        let whole = MessageReader.read(bytes, step: .max)
        var cuts: [Int] = []
        for piece in bytes.pieces(choice) where piece.startIndex > 0 { cuts.append(piece.startIndex) }
        try require(MessageReader.read(bytes, cuts: cuts) == whole, "in pieces other messages: \(whole)")

        let answers = Self.answers(to: [bytes[...]])
        let pieces = Self.answers(to: bytes.pieces(choice))
        try require(pieces == answers, "in pieces other answers:\n\(pieces)\nfor\n\(answers)")

        for message in whole.messages where message.method != .other {
            let written =
                "\(message.method.token.description) \(message.path)"
                + (message.query.map { "?\($0)" } ?? "") + " HTTP/1.1\r\nHost: a\r\n"
                + "Content-Length: \(message.body.count)\r\n\r\n"
            let again = MessageReader.read(Array(written.utf8) + message.body, step: .max)
            guard let first = again.messages.first, again.messages.count == 1, again.end == .clean else {
                throw BrokenProperty(description: "not accepted again: \(written)")
            }
            let isSame =
                first.method == message.method && first.path == message.path
                && first.query == message.query && first.body == message.body
            try require(isSame, "\(message) is read as \(first)")
        }
    }

    /// The answers of a connection to what arrives in these pieces, after which its client sends no more.
    private static func answers(to pieces: [ArraySlice<UInt8>]) -> String {
        let harness = StateHarness { $0.request.headerBytes = 2048 }
        harness.context.ids = RequestIDs(seed: 1)
        harness.keepsActions = false
        for piece in pieces where !harness.isClosed {
            harness.input += piece
            harness.poll()
        }
        harness.isInputEnded = true
        harness.poll()
        // Whether to go on is said where nothing of a body has come; the date is the clock's.
        let date = String(decoding: harness.context.date.bytes, as: UTF8.self)
        return harness.text.replacing("HTTP/1.1 100 Continue\r\n\r\n", with: "").replacing(date, with: "")
            + " " + (harness.isClosed ? "closed" : "open") + " \(harness.told)"
    }

    /// However the bytes arrive, the data and the end are the same, and those that a plain reader finds.
    @Sendable static func chunks(_ input: [UInt8]) throws {
        let (choice, bytes) = input.choice
        let whole = Decoding(of: [bytes[...]])
        let pieces = Decoding(of: bytes.pieces(choice))
        try require(pieces == whole, "\(pieces) in pieces, \(whole) at once")
        guard case .complete(let count) = whole.end else { return }
        try require(whole.data == plainData(bytes[..<count]), "another reader finds other data than \(whole.data)")
        let written =
            Array("\(String(whole.data.count, radix: 16))\r\n".utf8) + whole.data
            + Array((whole.data.isEmpty ? "\r\n" : "\r\n0\r\n\r\n").utf8)
        try require(Decoding(of: [written[...]]).data == whole.data, "what is decoded does not read as the same")
    }

    /// The data of a chunked body that is known to be well formed.
    private static func plainData(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var data: [UInt8] = []
        var rest = body
        while let line = rest.firstIndex(of: 0x0D) {
            let digits = rest[..<line].prefix { HexDigit.value($0) != nil }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size > 0 else { break }
            rest = rest[(line + 2)...]
            data += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
        }
        return data
    }
}

/// A chunked body as the parser reads it.
private struct Decoding: Equatable {
    enum End: Equatable {
        case open
        case complete(Int)
        case refused(Int)
    }

    var data: [UInt8] = []
    var end: End = .open

    init(of pieces: [ArraySlice<UInt8>]) {
        var parser = ChunkedParser(maxBodyBytes: 4096)
        for piece in pieces where end == .open { read(Array(piece), at: piece.startIndex, &parser) }
    }

    private mutating func read(_ bytes: [UInt8], at start: Int, _ parser: inout ChunkedParser) {
        var index = 0
        while true {
            switch bytes.withUnsafeBufferPointer({ parser.parse($0, from: index) }) {
            case .needMore: return
            case .data(let offset, let count):
                data += bytes[offset..<(offset + count)]
                index = offset + count
            case .complete(let next): return end = .complete(start + next)
            case .refused(let fault): return end = .refused(fault.status)
            }
        }
    }
}

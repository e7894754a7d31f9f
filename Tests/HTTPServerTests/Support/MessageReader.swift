import HTTPTypes

@testable import HTTPServer

/// Reads whole messages with the parsers, in steps of any size, as a connection would.
struct MessageReader {
    enum End: Equatable {
        /// Everything belonged to complete messages.
        case clean
        /// Something was left, or the last message was not complete.
        case incomplete
        /// The status that the message is refused with.
        case refused(Int)
    }

    struct Message: Equatable {
        var method: HTTPMethod
        var path: String
        var query: String?
        var fields: [String]
        var body: [UInt8]
    }

    struct Outcome: Equatable {
        var messages: [Message] = []
        var end: End = .clean
    }

    static func read(_ text: String, step: Int = .max) -> Outcome {
        read(Array(text.utf8), step: step)
    }

    /// Feeds `input` in pieces of `step` bytes; stops after a message that closes the connection.
    static func read(_ input: [UInt8], step: Int, maxBodyBytes: Int = 1 << 20) -> Outcome {
        read(
            input,
            cuts: step >= input.count ? [] : Array(stride(from: step, to: input.count, by: step)),
            maxBodyBytes: maxBodyBytes
        )
    }

    /// Feeds `input` cut at the given offsets.
    static func read(_ input: [UInt8], cuts: [Int], maxBodyBytes: Int = 1 << 20) -> Outcome {
        var reader = MessageReader(maxBodyBytes: maxBodyBytes)
        var from = 0
        for cut in cuts + [input.count] {
            reader.feed(input[from..<cut])
            from = cut
        }
        return reader.finish()
    }

    private let maxBodyBytes: Int
    private var parser = RequestParser()
    private var chunks: ChunkedParser?
    private var chunkIndex: Int = 0
    private var buffer: [UInt8] = []
    private var body: [UInt8] = []
    private var isInBody: Bool = false
    private var isDone: Bool = false
    private var outcome = Outcome()
    private let request = HTTPRequest()

    private init(maxBodyBytes: Int) {
        self.maxBodyBytes = maxBodyBytes
    }

    private mutating func feed(_ bytes: ArraySlice<UInt8>) {
        guard !isDone else { return }
        buffer += bytes
        while !isDone, step() {}
    }

    private mutating func finish() -> Outcome {
        if !isDone, isInBody || !(buffer.isEmpty || parser.isPristine) { outcome.end = .incomplete }
        return outcome
    }

    private mutating func refuse(_ fault: HTTPFault) {
        outcome.end = .refused(fault.status)
        isDone = true
    }

    private mutating func step() -> Bool {
        if isInBody { return stepBody() }
        switch buffer.withUnsafeBufferPointer({ parser.parse($0) }) {
        case .needMore: return false
        case .refused(let fault):
            refuse(fault)
            return false
        case .complete:
            isInBody = true
            body = []
            chunkIndex = parser.head.length
            chunks = parser.head.isChunked ? ChunkedParser(maxBodyBytes: maxBodyBytes) : nil
            return true
        }
    }

    private mutating func stepBody() -> Bool {
        guard chunks != nil else {
            let end = parser.head.length + min(parser.head.contentLength ?? 0, 1 << 30)
            guard buffer.count >= end else { return false }
            body = Array(buffer[parser.head.length..<end])
            complete(next: end)
            return true
        }
        while true {
            switch buffer.withUnsafeBufferPointer({ chunks?.parse($0, from: chunkIndex) }) {
            case .data(let offset, let count):
                body += buffer[offset..<(offset + count)]
                chunkIndex = offset + count
            case .complete(let next):
                complete(next: next)
                return true
            case .refused(let fault):
                refuse(fault)
                return false
            case .needMore, nil:
                chunkIndex = buffer.count
                return false
            }
        }
    }

    private mutating func complete(next: Int) {
        buffer.withUnsafeMutableBufferPointer { input in
            if let base = input.baseAddress { parser.fill(request, base: base) }
            outcome.messages.append(
                Message(
                    method: request.method,
                    path: request.path.string,
                    query: request.query?.string,
                    fields: request.fields.map { "\($0.name.string): \($0.value.string)" },
                    body: body
                )
            )
        }
        if !parser.head.keepsAlive { isDone = true }
        buffer.removeFirst(next)
        parser.reset()
        isInBody = false
    }
}

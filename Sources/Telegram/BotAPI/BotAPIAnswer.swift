internal import HTTPClient

/// The envelope of every Bot API answer: `ok`, then `result` or `error_code`, `description` and `parameters`.
struct BotAPIAnswer<Result> {
    private var isOK: Bool = false
    private var result: Result?
    private var errorCode: Int64?
    private var description: String = ""
    private var retryAfter: Int64?

    /// The result, or the refusal as an error.
    static func read(
        _ answer: HTTPClientResponse,
        result: (inout JSONReader) throws(JSONReader.Fault) -> Result
    ) throws(BotAPIError) -> Result {
        var envelope = BotAPIAnswer()
        do throws(JSONReader.Fault) {
            var reader = try JSONReader(answer.body[...])
            try reader.object { (reader, name) throws(JSONReader.Fault) in
                try envelope.read(name, from: &reader, result: result)
            }
            try reader.end()
        } catch {
            throw .unexpectedAnswer(status: answer.status)
        }
        if envelope.isOK, let result = envelope.result { return result }
        guard !envelope.isOK, let code = envelope.errorCode else { throw .unexpectedAnswer(status: answer.status) }
        throw .refused(code: code, description: envelope.description, retryAfter: envelope.retryAfter)
    }

    private mutating func read(
        _ name: Range<Int>,
        from reader: inout JSONReader,
        result: (inout JSONReader) throws(JSONReader.Fault) -> Result
    ) throws(JSONReader.Fault) {
        if reader.equals(name, "ok") {
            isOK = try reader.bool()
        } else if reader.equals(name, "result") {
            self.result = try result(&reader)
        } else if reader.equals(name, "error_code") {
            errorCode = try reader.integer()
        } else if reader.equals(name, "description") {
            description = try reader.text()
        } else if reader.equals(name, "parameters") {
            try reader.object { (reader, name) throws(JSONReader.Fault) in
                if reader.equals(name, "retry_after") { retryAfter = try reader.integer() } else { try reader.skip() }
            }
        } else {
            try reader.skip()
        }
    }
}

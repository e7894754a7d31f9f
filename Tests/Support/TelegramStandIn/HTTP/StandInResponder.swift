import HTTPTypes

/// The HTTP side of a stand-in: `/bot<token>/<method>` for bots, `/control/…` for people.
struct StandInResponder: HTTPResponder {
    private static let maxBodyBytes = 50 << 20

    let standIn: TelegramStandIn

    func admit(_ request: HTTPRequest) -> HTTPAdmission { .accept(maxBodyBytes: Self.maxBodyBytes) }

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        let path = request.path.string
        if path == "/control" || path.hasPrefix("/control/") || path == "/" {
            return await standIn.control(request, path: path)
        }
        guard path.hasPrefix("/bot"), let slash = path.dropFirst(4).firstIndex(of: "/") else {
            return Self.answer(.failure(.notFound))
        }
        guard let parameters = Parameters(request) else {
            return Self.answer(.failure(.badRequest("can't parse the request's body")))
        }
        let token = path[path.index(path.startIndex, offsetBy: 4)..<slash]
        let method = path[path.index(after: slash)...]
        return await answer(BotCall(token: String(token), method: String(method), parameters: parameters), request)
    }

    private func answer(_ call: BotCall, _ request: HTTPRequest) async -> HTTPResponse {
        switch standIn.change({ world, now in world.perform(call, now: now) }) {
        case .answer(let outcome): return Self.answer(outcome)
        case .faulty(let fault, let outcome): return await deliver(fault, outcome, request)
        case .poll(let number):
            let (outcome, fault) = await standIn.finishPoll(number, token: call.token)
            if let fault { return await deliver(fault, outcome, request) }
            return Self.answer(outcome)
        }
    }

    /// Sends an answer as the script wants, or none.
    private func deliver(_ fault: Fault.Delivery, _ outcome: Outcome?, _ request: HTTPRequest) async -> HTTPResponse {
        let response = outcome.map(Self.answer) ?? Self.answer(.failure(Refusal(code: 500, "Internal Server Error")))
        switch fault.kind {
        case .status(let code, let body):
            return HTTPResponse(status: code, contentType: "text/html", body: Array(body.utf8))
        case .hang: await standIn.pause(for: .seconds(86_400), while: request)
        case .close: break
        case .delay(let seconds):
            await standIn.pause(for: .seconds(seconds / standIn.clock.speed), while: request)
            return response
        case .slow(let seconds, let pieces):
            await sendSlowly(response, pause: .seconds(seconds / standIn.clock.speed), pieces: pieces, request)
        }
        RawAnswer.close(request)
        return response
    }

    private func sendSlowly(_ response: HTTPResponse, pause: Duration, pieces: Int, _ request: HTTPRequest) async {
        let size = max(1, (response.body.count + pieces - 1) / max(1, pieces))
        guard RawAnswer.send(RawAnswer.head(of: response), to: request) else { return }
        var index = 0
        while index < response.body.count {
            await standIn.pause(for: pause, while: request)
            let end = min(index + size, response.body.count)
            guard RawAnswer.send(Array(response.body[index..<end]), to: request) else { return }
            index = end
        }
    }

    static func answer(_ outcome: Outcome) -> HTTPResponse {
        switch outcome {
        case .success(let result):
            return HTTPResponse(
                status: 200,
                contentType: "application/json",
                body: JSON.object(["ok": true, "result": result]).bytes
            )
        case .failure(let refusal):
            var fields: [HTTPResponseField] = []
            if let seconds = refusal.retryAfter { fields.append(HTTPResponseField("Retry-After", "\(seconds)")) }
            return HTTPResponse(
                status: refusal.code,
                contentType: "application/json",
                fields: fields,
                body: refusal.json.bytes
            )
        }
    }

    func response(to fault: HTTPFault, request: HTTPRequest) -> HTTPResponse {
        Self.answer(.failure(Refusal(code: fault.status, "Bad Request: \(fault)")))
    }

    func answered(_ request: HTTPRequest, status: Int, microseconds: Int) {}
}

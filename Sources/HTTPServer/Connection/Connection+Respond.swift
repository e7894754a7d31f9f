internal import HTTPTypes

extension Connection {
    /// Hands the request to the responder; true where it was answered without suspending.
    func respond() -> Bool {
        phase = .responding
        let responder: any HTTPResponder = loop.responder
        Task.immediate(executorPreference: loop) {
            let response: HTTPResponse = await responder.respond(to: self.request)
            self.complete(response)
        }
        if phase == .responding {
            isSuspended = true
            loop.suspendedCount += 1
            leaveBuffer()
            return false
        }
        return true
    }

    /// The responder's answer; in the turn of the request, or later.
    private func complete(_ response: HTTPResponse) {
        if phase == .closed {
            // The client or the server is gone, but what was done is done.
            tellAnswered(status: ResponseWriter.status(of: response))
            buffer = nil
            body = nil
            // Only the loop's own thread may touch the loop's books.
            if loop.isCurrent { loop.suspendedCount -= 1 }
            return
        }
        if isSuspended {
            isSuspended = false
            loop.suspendedCount -= 1
        }
        queue(response)
        finishMessage()
        advance()
    }

    /// Writes an answer behind those that wait, and notes whether it is the last.
    func queue(_ response: HTTPResponse) {
        let closes = !keepsAlive || loop.isDraining
        let outcome: ResponseWriter.Outcome = ResponseWriter.write(
            response,
            id: request.id,
            context: ResponseWriter.Context(
                isHead: request.method == .head,
                closes: closes,
                saysKeepAlive: parser.head.minorVersion == 0
            ),
            date: loop.date.bytes,
            to: pending ?? loop.output
        )
        if outcome.leavesContent { content.append(response) }
        if closes { isClosing = true }
        tellAnswered(status: outcome.status)
    }

    /// Called once for each request that was begun, whatever became of its client.
    private func tellAnswered(status: Int) {
        loop.responder.answered(request, status: status, microseconds: (Clock.nanoseconds() &- began) / 1000)
    }

    /// The connection is about to close: what its request is left with is known from here on.
    func loseRequest() {
        request.loss = loop.isEnding ? .cutOff : .clientGone
        // A handler that is suspended ends by itself; without one nobody else tells of a request whose body broke off.
        if !isClosing, phase == .body || phase == .chunked { tellAnswered(status: loop.isEnding ? 503 : 400) }
    }

    /// Answers a fault and closes: what follows on the connection cannot be trusted.
    func fault(_ fault: HTTPFault) {
        if phase == .head {
            // Only the beginning of a head was understood, and nothing of the request before may show.
            let arrived: UnsafePointer<UInt8>? = buffer.map { UnsafePointer($0.base + start) }
            parser.fillRefused(request, input: UnsafeBufferPointer(start: arrived, count: end - start))
            request.id = buffer.flatMap { parser.echoedID(base: $0.base + start)?.string } ?? loop.ids.next()
            began = Clock.nanoseconds()
        }
        keepsAlive = false
        queue(loop.responder.response(to: fault, request: request))
    }
}

import Crypto
import HTTPClient
import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct HTTPClientTests {
    /// The result or the error of a request to the script's server, and what the server saw.
    private func exchange(
        _ request: (String) -> HTTPClientRequest = { HTTPClientRequest(address: Secret($0 + "/path?query")) },
        _ script: @escaping @Sendable (RawServer.Request) -> RawServer.Reply
    ) async throws -> (Result<HTTPClientResponse, HTTPClientError>, [RawServer.Request]) {
        let server = try RawServer(script)
        defer { server.stop() }
        let client = try HTTPClient.started()
        let result = await result(of: request(server.address), client)
        await client.close()
        return (result, server.requests)
    }

    private func result(
        of request: HTTPClientRequest,
        _ client: HTTPClient
    ) async -> Result<HTTPClientResponse, HTTPClientError> {
        do throws(HTTPClientError) { return .success(try await client.send(request)) } catch { return .failure(error) }
    }

    private func failure(_ result: Result<HTTPClientResponse, HTTPClientError>) -> HTTPClientError? {
        if case .failure(let error) = result { return error }
        return nil
    }

    @Test func anAnswerHasStatusFieldsAndBody() async throws {
        let (result, requests) = try await exchange { _ in
            .bytes(
                "HTTP/1.1 103 Early Hints\r\nX: no\r\n\r\n"
                    + "HTTP/1.1 429 Too Many\r\nRetry-After: 7 \r\nX: a\r\nX:b\r\nContent-Length: 3\r\n\r\nabc"
            )
        }
        let answer = try result.get()
        #expect(answer.status == 429)
        #expect(answer.field("retry-after") == "7")
        #expect(answer.fields.filter { $0.name == "x" }.map(\.value) == ["a", "b"])
        #expect(answer.body == Array("abc".utf8))
        #expect(requests.map(\.text.first) == ["G"])
        #expect(requests.first?.text.hasPrefix("GET /path?query HTTP/1.1\r\n") == true)
    }

    @Test func methodFieldsAndBodyArriveAsGiven() async throws {
        let (result, requests) = try await exchange(
            {
                HTTPClientRequest(
                    method: "POST",
                    address: Secret($0),
                    fields: [
                        ("Content-Type", Secret("application/json")), ("X-Empty", Secret("")), ("X-A", Secret("b c")),
                    ],
                    body: Array(#"{"a":1}"#.utf8)
                )
            },
            { _ in RawServer.answer() }
        )
        #expect(try result.get().status == 200)
        let text = try #require(requests.first).text
        #expect(text.hasPrefix("POST / HTTP/1.1\r\n"))
        #expect(text.hasSuffix("\r\n\r\n{\"a\":1}"))
        for line in ["Content-Type: application/json", "X-Empty:", "X-A: b c", "Content-Length: 7"] {
            #expect(text.contains("\r\n\(line)\r\n"), "\(line) in \(text)")
        }
        #expect(!text.contains("Expect"))
    }

    @Test(arguments: ["POST", "PUT", "PATCH"]) func noContentIsSaidOfMethodsThatMeanSome(method: String) async throws {
        let (_, requests) = try await exchange(
            { HTTPClientRequest(method: method, address: Secret($0)) },
            { _ in RawServer.answer() }
        )
        let text = try #require(requests.first).text
        #expect(text.hasPrefix("\(method) ") && text.contains("\r\nContent-Length: 0\r\n"))
        #expect(!text.contains("Content-Type"))
    }

    @Test func redirectsAreAnswersLikeOthers() async throws {
        let (result, requests) = try await exchange { _ in
            RawServer.answer("302 Found", fields: "Location: http://127.0.0.1:1/\r\n")
        }
        #expect(try result.get().status == 302)
        #expect(requests.count == 1)
    }

    @Test func aConnectionServesOneRequestAfterTheOther() async throws {
        let server = try RawServer { _ in RawServer.answer("200 OK", "x") }
        defer { server.stop() }
        let client = try HTTPClient.started()
        for _ in 0..<5 { _ = try await client.send(HTTPClientRequest(address: Secret(server.address))) }
        await client.close()
        #expect(server.requests.map(\.connection) == [0, 0, 0, 0, 0])
    }

    @Test func nothingIsSentBeforeTheStart() async throws {
        let server = try RawServer { _ in RawServer.answer("200 OK", "x") }
        defer { server.stop() }
        let client = try HTTPClient()
        let request = HTTPClientRequest(address: Secret(server.address))
        let answer = Task.immediate { try await client.send(request).status }
        #expect(server.requests.isEmpty)
        try client.start()
        try client.start()
        #expect(try await answer.value == 200)
        await client.close()
    }

    @Test func aClientThatNeverStartedClosesAndFailsWhatWaits() async throws {
        let client = try HTTPClient()
        let waiting = Task.immediate {
            await result(of: HTTPClientRequest(address: Secret("http://127.0.0.1:1/")), client)
        }
        await client.close()
        #expect(failure(await waiting.value) == .closed)
        try client.start()
        #expect(failure(await result(of: HTTPClientRequest(address: Secret("http://127.0.0.1:1/")), client)) == .closed)
    }

    @Test func oneThatIsSilentHoldsUpNoOther() async throws {
        let server = try RawServer { $0.text.contains("/silent") ? .silence : RawServer.answer() }
        defer { server.stop() }
        let client = try HTTPClient.started()
        async let silent = result(
            of: HTTPClientRequest(address: Secret(server.address + "/silent"), timeout: .seconds(30)),
            client
        )
        for _ in 0..<20 { _ = try await client.send(HTTPClientRequest(address: Secret(server.address))) }
        await client.close()
        #expect(failure(await silent) == .closed, "closing fails what is under way")
    }

    @Test func silenceTimesOut() async throws {
        let (result, _) = try await exchange(
            { HTTPClientRequest(address: Secret($0), timeout: .milliseconds(50)) },
            { _ in .silence }
        )
        #expect(failure(result) == .timedOut)
    }

    @Test func timeCountsForThoseThatWaitForAConnection() async throws {
        let server = try RawServer { _ in .silence }
        defer { server.stop() }
        var options = HTTPClient.Options()
        options.connectionsPerHost = 1
        let client = try HTTPClient.started(options)
        let address = Secret(server.address)
        async let first = result(of: HTTPClientRequest(address: address, timeout: .seconds(60)), client)
        try await server.waitForRequests(1)
        #expect(
            failure(await result(of: HTTPClientRequest(address: address, timeout: .milliseconds(50)), client))
                == .timedOut
        )
        #expect(server.requests.count == 1)
        await client.close()
        #expect(failure(await first) == .closed)
    }

    @Test func trailersAreNoFields() async throws {
        let (result, _) = try await exchange { _ in
            .bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: 1\r\n\r\n1\r\na\r\n0\r\nX: 2\r\n\r\n")
        }
        #expect(try result.get().fields.filter { $0.name == "x" }.map(\.value) == ["1"])
    }

    @Test(arguments: ["HEAD", "TRACE", "CONNECT"]) func contentThatNoMethodHasIsRefused(method: String) async throws {
        let client = try HTTPClient.started()
        let request = HTTPClientRequest(method: method, address: Secret("http://127.0.0.1:1"), body: [1])
        guard case .invalidRequest? = failure(await result(of: request, client)) else {
            Issue.record("accepted")
            return
        }
    }

    @Test func aCancelledTaskGetsAnAnswerAtOnce() async throws {
        let server = try RawServer { _ in .silence }
        defer { server.stop() }
        let client = try HTTPClient.started()
        let request = HTTPClientRequest(address: Secret(server.address), timeout: .seconds(60))
        // Tasks of a group run on the test's own threads, as it does; others wait for the threads that all tests share.
        try await withThrowingTaskGroup(of: HTTPClientError?.self) { group in
            group.addTask { failure(await result(of: request, client)) }
            try await server.waitForRequests(1)
            group.cancelAll()
            #expect(try await (group.next() ?? nil) == .cancelled)
            group.addTask {
                withUnsafeCurrentTask { $0?.cancel() }
                return failure(await result(of: request, client))
            }
            #expect(try await (group.next() ?? nil) == .cancelled)
        }
        await client.close(by: .now + .seconds(60))
    }

    @Test func closingLetsWhatIsUnderWayEndUntilTheDeadline() async throws {
        let server = try RawServer { _ in RawServer.answer("200 OK", "late") }
        defer { server.stop() }
        let client = try HTTPClient.started()
        async let answer = client.send(HTTPClientRequest(address: Secret(server.address)))
        try await server.waitForRequests(1)
        await client.close(by: .now + .seconds(60))
        #expect(try await answer.body == Array("late".utf8))
        #expect(failure(await result(of: HTTPClientRequest(address: Secret(server.address)), client)) == .closed)
    }

    @Test func moreThanMayWaitAreRefused() async throws {
        let server = try RawServer { _ in .silence }
        defer { server.stop() }
        var options = HTTPClient.Options()
        options.capacity = 2
        let client = try HTTPClient.started(options)
        let request = HTTPClientRequest(address: Secret(server.address), timeout: .seconds(60))
        async let first = result(of: request, client)
        async let second = result(of: request, client)
        try await server.waitForRequests(2)
        #expect(failure(await result(of: request, client)) == .overloaded)
        await client.close()
        #expect([failure(await first), failure(await second)] == [.closed, .closed])
    }

    @Test(arguments: ["Content-Length: 11", "Transfer-Encoding: chunked"])
    func longAnswersAreGivenUp(framing: String) async throws {
        let (result, _) = try await exchange(
            { HTTPClientRequest(address: Secret($0), maxBodyBytes: 10) },
            { _ in
                .bytes(
                    "HTTP/1.1 200 OK\r\n\(framing)\r\n\r\n"
                        + (framing.hasPrefix("T") ? "b\r\n01234567890\r\n0\r\n\r\n" : "01234567890")
                )
            }
        )
        #expect(failure(result) == .answerTooLong)
    }

    @Test func aKeptConnectionThatBreaksRepeatsOnlyWhatMayBeRepeated() async throws {
        for (method, count) in [("GET", 3), ("POST", 2)] {
            // The first request of each connection is answered, the second not.
            let server = try RawServer { request in
                request.text.contains("/again") && request.connection == 0 ? .close : RawServer.answer()
            }
            defer { server.stop() }
            let client = try HTTPClient.started()
            _ = try await client.send(HTTPClientRequest(method: method, address: Secret(server.address)))
            let again = HTTPClientRequest(method: method, address: Secret(server.address + "/again"))
            let result = await result(of: again, client)
            await client.close()
            #expect(server.requests.count == count, "\(method)")
            switch failure(result) {
            case nil: #expect(method == "GET")
            case .broken: #expect(method == "POST")
            case let other?: Issue.record("\(method): \(other)")
            }
        }
    }

    @Test func nobodyListeningIsUnreachableAndTheAddressIsNotShown() async throws {
        let server = try RawServer { _ in .close }
        server.stop()
        let client = try HTTPClient.started()
        let request = HTTPClientRequest(address: Secret("http://user:canary@127.0.0.1:\(server.port)/canary"))
        let result = await result(of: request, client)
        await client.close()
        guard case .unreachable(let reason)? = failure(result) else {
            Issue.record("\(result)")
            return
        }
        #expect(!reason.isEmpty && !"\(result)\(request)".contains("canary") && !"\(result)".contains("127.0.0.1"))
    }

    @Test(arguments: ["http://192.0.2.1:9/x", "http://[2001:db8::1]:9/x"])
    func withoutTLSItConnectsToPrivateNetworksAlone(address: String) async throws {
        let client = try HTTPClient.started()
        let result = await result(of: HTTPClientRequest(address: Secret(address)), client)
        guard case .invalidRequest(let reason)? = failure(result) else {
            Issue.record("\(result)")
            return
        }
        #expect(reason.contains("private network"))
    }

    @Test(arguments: ["ftp://a", "file:///etc/passwd", "a", "", "http://a b", "http://a\r\nX: y", "http://\u{e9}"])
    func whatIsNoAddressIsRefused(address: String) async throws {
        let client = try HTTPClient.started()
        guard case .invalidRequest? = failure(await result(of: HTTPClientRequest(address: Secret(address)), client))
        else {
            Issue.record("accepted")
            return
        }
    }

    @Test(arguments: [
        ("X A", "b"), ("", "b"), ("X", "a\r\nY: b"), ("X", "a\u{0}"), ("content-length", "3"),
        ("Transfer-Encoding", "chunked"), ("Host", "a"),
    ])
    func fieldsThatWouldBecomeOthersAreRefused(name: String, value: String) async throws {
        let client = try HTTPClient.started()
        let request = HTTPClientRequest(address: Secret("http://127.0.0.1:1"), fields: [(name, Secret(value))])
        guard case .invalidRequest? = failure(await result(of: request, client)) else {
            Issue.record("accepted")
            return
        }
    }
}

import HTTPTypes
import Platform
import Testing

@testable import HTTPServer

/// The protocol of a connection, without a socket: what was read decides what is answered, however it arrived.
@Suite struct ConnectionStateTests {
    private static let get = "GET /a HTTP/1.1\r\nHost: a\r\nX-Request-ID: one\r\n\r\n"
    private static let post = "POST /b HTTP/1.1\r\nHost: a\r\nX-Request-ID: two\r\nContent-Length: 5\r\n\r\nhello"
    private static let chunks =
        "POST /c HTTP/1.1\r\nHost: a\r\nX-Request-ID: three\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
    private static let broken = "GET /d HTTP/1.1\r\nHost: a\r\nX-Request-ID: four\r\nContent-Length: x\r\n\r\n"

    /// Status lines and bodies as text; the date is left out.
    private func answers(to message: String, _ feed: (StateHarness) -> Void) -> String {
        let harness = StateHarness()
        feed(harness)
        harness.isInputEnded = true
        harness.poll()
        #expect(harness.isClosed)
        return harness.text.split(separator: "\r\n").filter { !$0.hasPrefix("Date: ") }.joined(separator: "\n")
    }

    @Test(arguments: [get, post, chunks, broken, get + post + chunks + get, chunks + broken + get])
    func aMessageIsAnsweredAlikeWhereverItIsSplit(_ message: String) {
        let whole = answers(to: message) { $0.send(message) }
        #expect(whole.contains("HTTP/1.1 "))
        let bytes = Array(message.utf8)
        for index in 1..<bytes.count {
            let split = answers(to: message) { harness in
                harness.send(String(decoding: bytes[..<index], as: UTF8.self))
                harness.send(String(decoding: bytes[index...], as: UTF8.self))
            }
            #expect(split == whole, "split at \(index)")
        }
        let single = answers(to: message) { harness in
            harness.readBytes = 1
            harness.send(message)
        }
        #expect(single == whole)
    }

    @Test func pipelinedRequestsAreAnsweredInOrderAndInOneWrite() {
        let harness = StateHarness()
        harness.send(Self.get + Self.post + Self.chunks)
        #expect(harness.statuses == [200, 200, 200])
        #expect(harness.text.contains("GET /a ") && harness.text.hasSuffix("POST /c abcde"))
        #expect(harness.actions.filter { $0 == "send" }.count == 1)
        #expect(harness.told == [200, 200, 200])
    }

    @Test func manyRequestsLetOthersInBetween() {
        let harness = StateHarness()
        harness.send(String(repeating: Self.get, count: 200))
        #expect(harness.statuses.count == 200)
        #expect(harness.actions.filter { $0 == "yield" }.count == 3)
    }

    @Test func nothingIsReadWhileAHandlerIsAtWork() {
        let harness = StateHarness()
        harness.respond = { _ in nil }
        harness.send(Self.get)
        let reads = harness.actions.filter { $0 == "receive" }.count
        harness.send(Self.post)
        #expect(harness.waitsFor == [])
        #expect(harness.actions.filter { $0 == "receive" }.count == reads)
        #expect(harness.state.deadline == .max)
        harness.respond = { TestResponder.describe($0) }
        harness.resume(TestResponder.text(201, "late"))
        #expect(harness.statuses == [201, 200])
        #expect(harness.input.isEmpty)
    }

    @Test func aRequestThatIsMovedKeepsWhatItPointsTo() {
        let harness = StateHarness()
        harness.respond = { _ in nil }
        harness.send(Self.post)
        #expect(harness.state.buffer.map { $0.capacity < harness.context.bufferCapacity } == true)
        #expect(harness.state.request.path.string == "/b")
        #expect(harness.state.request.body.string == "hello")
    }

    @Test func aShortBodyThatNobodyWantsIsPassedOver() {
        let harness = StateHarness()
        harness.maxBodyBytes = 0
        harness.readBytes = 3
        harness.send(Self.post + Self.get)
        #expect(harness.statuses == [404, 404])
        #expect(!harness.isShutDown)
    }

    @Test func aLongBodyThatNobodyWantsEndsTheConnection() {
        let harness = StateHarness()
        harness.maxBodyBytes = 4
        harness.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
        #expect(harness.statuses == [413])
        #expect(harness.text.contains("Connection: close"))
        #expect(harness.isShutDown && !harness.isClosed)
        // What still arrives is dropped, until the client has gone or the time is over.
        harness.send(String(repeating: "x", count: 1_000))
        #expect(harness.input.isEmpty && !harness.isClosed)
        harness.pass(milliseconds: 2_000)
        #expect(harness.isClosed)
        #expect(harness.told == [413])
    }

    @Test func aBodyThatIsAskedForIsAskedForOnce() {
        let harness = StateHarness()
        harness.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        #expect(harness.text == "HTTP/1.1 100 Continue\r\n\r\n")
        harness.send("ok")
        #expect(harness.statuses == [100, 200])
    }

    @Test func oneConnectionTooManyIsToldSo() {
        let harness = StateHarness(isWelcome: false)
        harness.poll()
        #expect(harness.statuses == [503])
        #expect(harness.isShutDown)
    }
}

import HTTPTypes
import Platform
import Testing

@testable import HTTPServer

/// A connection when time passes, its client is slow or gone, or the server drains; without a socket.
@Suite struct ConnectionStateTimeTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"

    @Test func anIdleConnectionIsClosed() {
        let harness = StateHarness { $0.idleTimeout = .seconds(75) }
        harness.send(Self.get)
        harness.pass(milliseconds: 74_999)
        #expect(!harness.isClosed)
        harness.pass(milliseconds: 1)
        #expect(harness.isClosed)
        #expect(harness.statuses == [200])
    }

    @Test func furtherBytesBuyAHeadNoTime() {
        let harness = StateHarness { $0.headerTimeout = .seconds(10) }
        harness.poll()
        for byte in "GET / HTT" {
            harness.send(String(byte))
            harness.pass(milliseconds: 1_100)
        }
        #expect(harness.statuses == [])
        harness.pass(milliseconds: 1_000)
        #expect(harness.statuses == [408])
        #expect(harness.isShutDown)
    }

    @Test func aBodyMustComeAtItsRate() {
        let harness = StateHarness {
            $0.bodyGrace = .seconds(5)
            $0.bodyBytesPerSecond = 1_000
        }
        harness.send(Self.head)
        harness.pass(milliseconds: 4_000)
        harness.send(String(repeating: "x", count: 2_000))
        harness.pass(milliseconds: 2_999)
        #expect(harness.statuses == [])
        harness.pass(milliseconds: 1)
        #expect(harness.statuses == [408])
        #expect(harness.told == [408])
    }

    @Test func whatTheClientDoesNotTakeHoldsUpWhatFollows() {
        let harness = StateHarness()
        harness.room = 10
        harness.send(Self.get + Self.get)
        #expect(harness.output.count == 10)
        #expect(harness.waitsFor == .writable)
        #expect(harness.state.isSending)
        let reads = harness.actions.filter { $0 == "receive" }.count
        harness.send(Self.get)
        #expect(harness.actions.filter { $0 == "receive" }.count == reads)
        harness.room = .max
        harness.poll()
        #expect(harness.statuses == [200, 200, 200])
        #expect(harness.waitsFor == .readable)
    }

    @Test func aClientThatTakesNothingIsLeft() {
        let harness = StateHarness {
            $0.writeGrace = .seconds(20)
            $0.writeBytesPerSecond = 10
        }
        harness.room = 10
        harness.send(Self.get)
        harness.pass(milliseconds: 10_000)
        // Ten bytes more buy a second.
        harness.room = 10
        harness.poll()
        harness.pass(milliseconds: 10_999)
        #expect(!harness.isClosed)
        harness.pass(milliseconds: 1)
        #expect(harness.isClosed)
        #expect(harness.state.request.loss == .clientGone)
    }

    @Test func largeContentGoesInTurns() {
        let piece = [UInt8](repeating: 0x78, count: 400_000)
        let harness = StateHarness()
        harness.respond = { request in
            if request.path == "/small" { return TestResponder.text(200, "end") }
            var response = HTTPResponse(status: 200, contentType: "text/plain", body: piece)
            response.rest = [piece, [], piece, piece, piece, piece]
            return response
        }
        harness.input = Array((Self.get + "GET /small HTTP/1.1\r\nHost: a\r\n\r\n").utf8)
        harness.run()
        harness.state.ready()
        harness.run()
        // A turn ends with the piece that passes a mebibyte.
        #expect(harness.output.count > 1 << 20 && harness.output.count < 1_300_000)
        #expect(harness.waitsFor == .writable)
        harness.poll()
        #expect(harness.output.count > 6 * piece.count)
        #expect(harness.text.hasSuffix("end"))
        #expect(harness.told == [200, 200])
    }

    @Test func aClientThatGoesInTheMiddleOfABodyIsTold() {
        let harness = StateHarness()
        harness.send(Self.head + "abc")
        harness.isReset = true
        harness.poll()
        #expect(harness.isClosed)
        #expect(harness.told == [400])
        #expect(harness.state.request.loss == .clientGone)
        #expect(harness.state.buffer == nil && harness.state.body == nil)
    }

    @Test func aRequestWhoseClientHasGoneKeepsItsMemoryForTheHandler() {
        let harness = StateHarness()
        harness.respond = { _ in nil }
        harness.send("POST /kept HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok")
        #expect(harness.state.lose() == nil)
        harness.state.close()
        #expect(harness.state.request.body.string == "ok")
        harness.state.forget()
        #expect(harness.state.buffer == nil)
    }

    @Test func drainingAnswersWhatIsInFlightAndClosesWhatIsIdle() {
        let busy = StateHarness()
        busy.respond = { _ in nil }
        busy.send(Self.get)
        busy.context.isDraining = true
        busy.state.drainingBegan()
        busy.resume(TestResponder.text(200, "last"))
        #expect(busy.text.contains("Connection: close") && busy.text.hasSuffix("last"))
        #expect(busy.isShutDown)

        let idle = StateHarness { $0.drainIdleGrace = .milliseconds(500) }
        idle.send(Self.get)
        idle.context.isDraining = true
        idle.state.drainingBegan()
        idle.pass(milliseconds: 499)
        #expect(!idle.isClosed)
        idle.pass(milliseconds: 1)
        #expect(idle.isClosed)
    }

    @Test func requestsCutOffAtTheEndAreToldAsSuch() {
        let harness = StateHarness()
        harness.send(Self.head)
        harness.context.isEnding = true
        #expect(harness.state.lose() == 503)
        #expect(harness.state.request.loss == .cutOff)
    }
}

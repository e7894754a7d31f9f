import HTTPTypes
import Platform
import Testing

@testable import HTTPServer

/// Sockets that encrypt: a handshake comes first, reading may have to write and writing to read.
@Suite struct ConnectionStateSocketTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func aHandshakeWaitsForWhatItAsksFor() {
        let harness = StateHarness()
        harness.openings = [
            .blocked(on: .readable), .blocked(on: .writable), .blocked(on: .readable), .done(holdsInput: false),
        ]
        harness.run()
        #expect(harness.waitsFor == .readable)
        harness.state.ready()
        harness.run()
        #expect(harness.waitsFor == .writable)
        harness.state.ready()
        harness.run()
        #expect(harness.actions == ["open", "wait", "open", "wait", "open", "wait"])
        harness.send(Self.get)
        #expect(harness.statuses == [200])
    }

    @Test func aHandshakeThatFailsClosesWithoutAnAnswer() {
        let harness = StateHarness()
        harness.openings = [.blocked(on: .readable), .failed]
        harness.send(Self.get)
        #expect(harness.isClosed)
        #expect(harness.output.isEmpty && harness.told.isEmpty)
    }

    @Test func aHandshakeHasTheTimeOfAHead() {
        let harness = StateHarness { $0.headerTimeout = .seconds(10) }
        harness.openings = [.blocked(on: .readable), .blocked(on: .readable)]
        harness.run()
        harness.pass(milliseconds: 6_000)
        harness.state.ready()
        harness.run()
        #expect(!harness.isClosed)
        harness.pass(milliseconds: 4_000)
        #expect(harness.isClosed)
    }

    @Test func oneConnectionTooManyIsToldSoBehindTheHandshake() {
        let harness = StateHarness(isWelcome: false)
        harness.openings = [.blocked(on: .writable), .done(holdsInput: false)]
        harness.poll()
        #expect(harness.statuses == [503])
    }

    @Test func readingMayWaitUntilItCanWrite() {
        let harness = StateHarness()
        harness.readings = [.blocked(on: .writable)]
        harness.input = Array(Self.get.utf8)
        harness.run()
        harness.state.ready()
        harness.run()
        #expect(harness.waitsFor == .writable)
        harness.poll()
        #expect(harness.statuses == [200])
        #expect(harness.waitsFor == .readable)
    }

    @Test func writingMayWaitUntilItCanRead() {
        let harness = StateHarness()
        harness.writings = [.blocked(on: .readable)]
        harness.input = Array(Self.get.utf8)
        harness.run()
        harness.state.ready()
        harness.run()
        #expect(harness.waitsFor == .readable)
        #expect(harness.state.isSending && harness.output.isEmpty)
        // It is written, not read, when the descriptor is readable.
        harness.state.ready()
        harness.run()
        #expect(harness.statuses == [200])
        #expect(harness.waitsFor == .readable)
        #expect(!harness.state.isSending)
    }

    @Test func inputThatTheSocketHoldsIsReadInAnotherTurn() {
        let harness = StateHarness()
        harness.heldBytes = 3 * Self.get.utf8.count
        harness.readBytes = Self.get.utf8.count
        harness.input = Array(String(repeating: Self.get, count: 3).utf8)
        harness.run()
        harness.state.ready()
        // The descriptor is ready once: all the rest is held.
        harness.run()
        #expect(harness.statuses == [200, 200, 200])
        #expect(harness.actions.filter { $0 == "yield" }.count == 2)
        #expect(harness.waitsFor == .readable)
    }

    @Test func inputThatCameWithTheHandshakeIsRead() {
        let harness = StateHarness()
        harness.openings = [.done(holdsInput: true)]
        harness.input = Array(Self.get.utf8)
        harness.run()
        #expect(harness.statuses == [200])
    }

    @Test func aClientThatDoesNotEncryptIsToldSo() {
        let harness = StateHarness()
        harness.openings = [.blocked(on: .readable), .unencrypted]
        harness.input = Array(Self.get.utf8)
        harness.poll()
        #expect(harness.statuses == [400])
        #expect(harness.isShutDown)
    }

    @Test func aWriteThatFailsLeavesNothingForOthers() {
        let harness = StateHarness()
        harness.writings = [.failed]
        harness.send(Self.get)
        #expect(harness.isClosed)
        #expect(harness.context.output.count == 0)
    }
}

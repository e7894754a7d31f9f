import HTTPTypes
import Platform

@testable import HTTPServer

/// A connection's state between a client and a responder that are arrays and closures: no socket, no loop, no clock.
final class StateHarness {
    let context: ConnectionContext
    var state: ConnectionState

    /// Sent by the client and not yet read.
    var input: [UInt8] = []
    /// The client sends no more.
    var isInputEnded: Bool = false
    /// The connection is broken.
    var isReset: Bool = false
    /// Bytes that one read gives.
    var readBytes: Int = .max
    /// Bytes of the input that the socket has received at once, of which its descriptor tells the first time only.
    var heldBytes: Int = 0
    /// Bytes that the client takes before it stops.
    var room: Int = .max
    /// The bytes that came to the client.
    private(set) var output: [UInt8] = []
    /// The answers of the socket before it moves bytes, once each.
    var openings: [SocketOpening] = []
    var readings: [SocketResult] = []
    var writings: [SocketResult] = []

    /// Limits of the bodies that are admitted; 0: no request is.
    var maxBodyBytes: Int = 1 << 20
    /// nil: the handler is suspended until `resume`.
    var respond: (HTTPRequest) -> HTTPResponse? = { TestResponder.describe($0) }

    /// The actions since the start, by name; none are kept where `keepsActions` is false.
    private(set) var actions: [String] = []
    var keepsActions: Bool = true
    /// The statuses that were told of.
    private(set) var told: [Int] = []
    private(set) var waitsFor: Readiness = []
    private(set) var isShutDown: Bool = false
    private(set) var isClosed: Bool = false

    init(isWelcome: Bool = true, configure: (inout HTTPServerConfiguration) -> Void = { _ in }) {
        var configuration = HTTPServerConfiguration()
        configure(&configuration)
        context = ConnectionContext(configuration: configuration, now: 1_000_000)
        context.turn(at: 1_000_000)
        state = ConnectionState(context: context, isWelcome: isWelcome)
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    /// The statuses that came to the client; a body with "HTTP/1.1 " in it would be read as one.
    var statuses: [Int] { text.split(separator: "HTTP/1.1 ").compactMap { Int($0.prefix(3)) } }

    /// The client sends; everything is done until the state waits.
    func send(_ text: String) {
        input += Array(text.utf8)
        poll()
    }

    /// Calls the state as a level-triggered poll would, until nothing is left to do.
    func poll() {
        run()
        var calls = 0
        while !isClosed, isDue, calls < 100_000 {
            state.ready()
            run()
            calls += 1
        }
    }

    /// Lets time pass; the deadline fires where it has come.
    func pass(milliseconds: Int) {
        context.turn(at: context.now + milliseconds)
        guard !isClosed, state.deadline <= context.now else { return }
        state.expire()
        run()
    }

    /// The suspended handler answers.
    func resume(_ response: HTTPResponse) {
        told.append(state.answer(response))
        poll()
    }

    /// Does what the state asks for until it waits.
    func run() {
        while !isClosed {
            let action = state.next()
            if keepsActions { actions.append(String("\(action)".prefix { $0 != "(" })) }
            switch action {
            case .open: state.opened(openings.isEmpty ? .done(holdsInput: false) : openings.removeFirst())
            case .receive: state.receive(read)
            case .admit:
                if maxBodyBytes > 0 {
                    state.accept(maxBodyBytes: maxBodyBytes)
                } else {
                    told.append(state.answer(TestResponder.text(404, "no")))
                }
            case .refuse(let fault, _): told.append(state.answer(TestResponder.text(fault.status, "\(fault)")))
            case .respond:
                if let response = respond(state.request) {
                    told.append(state.answer(response))
                } else {
                    state.suspend(besideMany: true)
                }
            case .send: state.send(write)
            case .yield: isYielding = true
            case .shutDownOutput: isShutDown = true
            case .wait(let readiness):
                waitsFor = readiness
                guard isYielding else { return }
                isYielding = false
                state.takeTurn()
            case .close:
                if let status = state.lose() { told.append(status) }
                state.close()
                isClosed = true
            }
        }
    }

    private var isYielding: Bool = false

    /// True where a poll would report what is waited for.
    private var isDue: Bool {
        if waitsFor.contains(.readable), !input.isEmpty || isInputEnded || isReset { return true }
        return waitsFor.contains(.writable) && room > 0
    }

    private func read(_ space: UnsafeMutableRawBufferPointer) -> SocketResult {
        if !readings.isEmpty { return readings.removeFirst() }
        if isReset { return .failed }
        let count = min(space.count, input.count, readBytes)
        guard count > 0 else { return isInputEnded ? .ended : .blocked(on: .readable) }
        space.copyBytes(from: input[..<count])
        input.removeFirst(count)
        heldBytes = max(0, heldBytes - count)
        return .bytes(count, holdsInput: heldBytes > 0)
    }

    private func write(_ bytes: UnsafeRawBufferPointer) -> SocketResult {
        if !writings.isEmpty { return writings.removeFirst() }
        if isReset { return .failed }
        let count = min(bytes.count, room)
        guard count > 0 else { return .blocked(on: .writable) }
        output += bytes[..<count]
        if room != .max { room -= count }
        return .bytes(count)
    }
}

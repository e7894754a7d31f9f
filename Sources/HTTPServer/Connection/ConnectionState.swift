import HTTPTypes
import Platform

/// The state of a connection: bytes and events go in, actions come out, and time is its context's.
///
/// Whoever has the socket calls `next` and does what it says, until that is to wait or to close; then it waits, says
/// what happened (`ready`, `takeTurn`, `expire`, `answer` of a handler that was suspended) and calls `next` again. One
/// request is under way at a time; while it is, and while an answer is not yet taken by the client, nothing more is
/// read, so that a client cannot fill our memory.
struct ConnectionState {
    /// The next thing to be done.
    enum Action {
        /// Open the socket, and call `opened`.
        case open
        /// Call `receive`.
        case receive
        /// A request's head is complete: ask the responder whether to go on, and call `accept` or `answer`.
        case admit
        /// Have the fault answered and call `answer`; `begins` where nothing was asked of the request before.
        case refuse(HTTPFault, begins: Bool)
        /// Hand the request to the responder and call `answer`, at once or, after `suspend`, later.
        case respond
        /// Call `send`.
        case send
        /// Others get their turn; call `takeTurn` after them.
        case yield
        /// Tell the client that nothing more comes.
        case shutDownOutput
        /// Wait until the descriptor is that, until `deadline`.
        case wait(for: Readiness)
        /// Call `lose` and `close`, and close the socket.
        case close
    }

    enum Phase {
        /// The socket's handshake.
        case opening
        /// Waiting for a request, or in the middle of a head.
        case head
        /// The responder is asked whether to go on.
        case admitting
        /// Reading a body of known length.
        case body
        case chunked
        /// The request is whole.
        case ready
        /// The handler has the request.
        case responding
        /// The answer is queued.
        case answered
        /// Reading a body that nobody wants.
        case discarding
        /// The last answer was sent; what still arrives is dropped.
        case lingering
        case closed
    }

    /// Messages of one connection in a turn; what is left waits for the next, so that others get theirs in between.
    private static let messagesPerTurn: Int = 64

    let context: ConnectionContext
    let request = HTTPRequest()
    private var isWelcome: Bool

    var phase: Phase = .opening
    var parser: RequestParser
    var chunks: ChunkedParser?

    /// The bytes read and not yet answered: `start..<end` of the buffer; nil while there are none.
    var buffer: ReadBuffer?
    var start: Int = 0
    var end: Int = 0
    /// The start in the buffer of the body, or of what is left of its coding.
    var bodyStart: Int = 0
    /// The start of the next message in the buffer.
    var messageEnd: Int = 0
    /// A body that does not fit behind its head.
    var body: ReadBuffer?
    var bodyCount: Int = 0
    var maxBodyBytes: Int = 0
    /// Bytes of a body that nobody wants which have not come.
    var discardLeft: Int = 0
    /// For the minimum rate: when the body began, and bytes of it that arrived.
    var bodyBegan: Int = 0
    var bodyArrived: Int = 0

    var keepsAlive: Bool = true
    var requestCount: Int = 0
    var isHeadTimed: Bool = false
    var isEndOfInput: Bool = false
    /// The answer that closes the connection has been queued.
    var isClosing: Bool = false
    /// The connection is to be closed at once.
    var mustClose: Bool = false
    /// A fault that an event brought.
    var dueFault: HTTPFault?
    /// The connection has used up a turn and is to get another.
    private(set) var isWaitingForTurn: Bool = false
    /// The handler of the request in flight is suspended.
    private(set) var isSuspended: Bool = false
    var messagesLeft: Int = ConnectionState.messagesPerTurn

    /// The socket may have something to read.
    private var mayReceive: Bool = false
    /// The socket holds input that its descriptor does not tell of …
    var holdsInput: Bool = false
    /// … which is read in the turn that the connection waits for.
    private var receivesInTurn: Bool = false
    /// Input has come while a handler is at work, and is left where it is.
    private var leavesInput: Bool = false
    /// The events to wait for before the next attempt.
    private var opensWhen: Readiness = []
    var receivesWhen: Readiness = .readable
    var sendsWhen: Readiness = .writable

    /// The bytes that the socket did not take yet, from `pendingSent` on.
    var pending: OutputBuffer?
    var pendingSent: Int = 0
    /// Large content, which is sent behind that from where it is.
    var content = ContentQueue()
    /// Bytes of it that may be sent in this turn.
    var contentLeft: Int = ConnectionState.contentPerTurn
    /// The socket takes no more in this turn.
    var isBlocked: Bool = false
    /// The socket has taken less than there was.
    var isHeldBack: Bool = false
    /// For the minimum rate: when that began, and bytes that were taken since.
    var sendBegan: Int = 0
    var sentSince: Int = 0

    /// When `expire` is due, in the context's milliseconds.
    var deadline: Int

    /// - Parameter isWelcome: false where the connection is over the limits and is told so.
    init(context: ConnectionContext, isWelcome: Bool = true) {
        self.context = context
        self.isWelcome = isWelcome
        parser = RequestParser(limits: context.configuration.request)
        deadline = context.now + context.timing.header
    }

    /// The connection is over the limits after all; before it is open.
    mutating func turnAway() { isWelcome = false }

    // MARK: - Events

    /// The socket's handshake was done, or waits for something.
    mutating func opened(_ opening: SocketOpening) {
        switch opening {
        case .done(let holdsInput):
            phase = .head
            mayReceive = holdsInput
            if !isWelcome { dueFault = .overloaded }
        case .blocked(let readiness): opensWhen = readiness
        case .unencrypted:
            phase = .head
            dueFault = .malformed("this port speaks TLS; the address begins with https")
        case .failed: mustClose = true
        }
    }

    /// The descriptor is what was waited for.
    mutating func ready() {
        beginTurn()
        if isSending { return }
        switch phase {
        case .opening: opensWhen = []
        // Nothing is read while a handler is at work; the kernel's buffer holds the client back.
        case .responding: leavesInput = true
        default: mayReceive = true
        }
    }

    /// Others have had their turn.
    mutating func takeTurn() {
        isWaitingForTurn = false
        if receivesInTurn { (mayReceive, receivesInTurn) = (true, false) }
        beginTurn()
    }

    /// The handler did not answer in the turn of its request.
    ///
    /// - Parameter many: wait at the same time: the request leaves its full-size buffer to others.
    mutating func suspend(besideMany many: Bool) {
        isSuspended = true
        if many { leaveBuffer() }
    }

    /// The answer to a request or a fault: written behind those that wait.
    ///
    /// - Returns: the status that is sent. The request stays as it is until the next call of `next`.
    mutating func answer(_ response: HTTPResponse) -> Int {
        switch phase {
        case .admitting: return answerEarly(response)
        case .responding:
            if isSuspended { beginTurn() }
            isSuspended = false
            leavesInput = false
            phase = .answered
        default: break
        }
        return queue(response)
    }

    private mutating func beginTurn() {
        messagesLeft = Self.messagesPerTurn
        contentLeft = Self.contentPerTurn
        isBlocked = false
    }

    // MARK: - Actions

    /// Goes through what was read, message by message, as far as it can; answers are sent in one go behind it.
    mutating func next() -> Action {
        if mustClose { return .close }
        if phase == .opening { return opensWhen.isEmpty ? .open : .wait(for: opensWhen) }
        // What waits goes first: only what follows looks at what was read in the meantime.
        if isSending { return maySend ? .send : waitToSend() }
        if let fault = dueFault {
            dueFault = nil
            return refuse(fault)
        }
        if mayReceive {
            mayReceive = false
            return .receive
        }
        if phase == .answered { finishMessage() }
        if let action = step() { return action }
        if messagesLeft == 0, !isWaitingForTurn, !isClosing, phase != .responding {
            isWaitingForTurn = true
            return .yield
        }
        if context.output.count > 0 { return .send }
        (isHeldBack, sentSince) = (false, 0)
        if holdsInput, !isWaitingForTurn, phase != .responding, !isClosing || phase == .lingering {
            (isWaitingForTurn, receivesInTurn) = (true, true)
            return .yield
        }
        if isClosing { return sayGoodbye() }
        releaseIdleMemory()
        setDeadlineOfPhase()
        return .wait(for: phase == .responding && leavesInput ? [] : receivesWhen)
    }

    /// The next action that what was read asks for; nil where it is used up, or the turn is.
    private mutating func step() -> Action? {
        while !isClosing {
            switch phase {
            case .head: return readHead()
            case .body: guard finishBody() else { return nil }
            case .chunked:
                if let action = readChunks() { return action }
                guard phase == .ready else { return nil }
            case .discarding: guard finishDiscarding() else { return nil }
            case .ready:
                phase = .responding
                return .respond
            case .opening, .admitting, .responding, .answered, .lingering, .closed: return nil
            }
        }
        return nil
    }

    /// Says goodbye (RFC 9112 § 9.6): no more output, but input is read on for a while, because closing with unread
    /// input would reset the connection and the client could lose the answer.
    private mutating func sayGoodbye() -> Action {
        if phase == .lingering { return .wait(for: receivesWhen) }
        if isEndOfInput { return .close }
        phase = .lingering
        releaseMemory()
        deadline = context.now + context.timing.linger
        return .shutDownOutput
    }
}

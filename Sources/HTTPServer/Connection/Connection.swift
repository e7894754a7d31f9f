internal import HTTPTypes

/// One client's connection: reads requests, has them answered in order, writes the answers.
///
/// A state machine that its loop drives: `handle` for what happened to the socket, `timerFired` for its deadline and
/// `complete` for an answer. One request is under way at a time; while it is, and while an answer is not yet taken by
/// the client, nothing more is read, so that a client cannot fill our memory.
///
/// `@unchecked Sendable`: (1) everything is touched on the loop's thread only; (2) the one task per request that
/// captures the connection has the loop as its executor, so `complete` runs there too; (3) while a handler is suspended,
/// the request and the memory it points into are left alone.
final class Connection: @unchecked Sendable {
    enum Phase {
        /// Waiting for a request, or in the middle of a head.
        case head
        /// Reading a body of known length.
        case body
        case chunked
        /// The handler has the request.
        case responding
        /// Reading a body that nobody wants.
        case discarding
        /// The last answer is queued; what still arrives is dropped.
        case lingering
        case closed
    }

    let descriptor: Int32
    let generation: UInt32
    let peerKey: PeerAddress.Key
    /// False where the connection was over the limits: it is told so and closed.
    let isWelcome: Bool
    let loop: EventLoop
    let request: HTTPRequest = HTTPRequest()

    var phase: Phase = .head
    var parser: RequestParser
    var chunks: ChunkedParser?

    /// What was read and not yet answered: `start..<end` of the buffer; nil while there is nothing.
    var buffer: ReadBuffer?
    var start: Int = 0
    var end: Int = 0
    /// Where the body, or what is left of its coding, starts in the buffer.
    var bodyStart: Int = 0
    /// Where the next message starts in the buffer.
    var messageEnd: Int = 0
    /// A body that does not fit behind its head.
    var body: ReadBuffer?
    var bodyCount: Int = 0
    var maxBodyBytes: Int = 0
    var discardLeft: Int = 0
    /// For the minimum rate: when the body began, and bytes of it that arrived.
    var bodyBegan: Int = 0
    var bodyArrived: Int = 0

    var keepsAlive: Bool = true
    var requestCount: Int = 0
    /// Nanoseconds of the clock when the request's head was complete.
    var began: Int = 0
    var isHeadTimed: Bool = false
    var isEndOfInput: Bool = false
    /// The answer that closes the connection has been queued.
    var isClosing: Bool = false
    /// `advance` is on the stack.
    var isAdvancing: Bool = false
    /// The connection has used up a turn and stands in the loop's queue for another.
    var isWaitingForTurn: Bool = false
    /// The handler of the request in flight is suspended.
    var isSuspended: Bool = false

    /// What the kernel did not take yet, from `pendingSent` on.
    var pending: OutputBuffer?
    var pendingSent: Int = 0
    /// Large content, which is sent behind that from where it is.
    var content: ContentQueue = ContentQueue()
    /// The kernel has taken less than there was.
    var isHeldBack: Bool = false
    /// For the minimum rate: when that began, and bytes that were taken since.
    var sendBegan: Int = 0
    var sentSince: Int = 0

    var interest: Epoll.Interest = .input
    /// When `expire` is due, in the loop's milliseconds.
    var deadline: Int = .max

    init(descriptor: Int32, generation: UInt32, peer: PeerAddress, isWelcome: Bool, loop: EventLoop) {
        self.descriptor = descriptor
        self.generation = generation
        self.peerKey = peer.key
        self.isWelcome = isWelcome
        self.loop = loop
        parser = RequestParser(limits: loop.configuration.request)
        request.remoteAddress = peer.text
    }

    /// True while the client has not taken all of an answer: until then, nothing more is read or begun.
    var isSending: Bool { pending != nil || !content.isEmpty }

    var token: UInt64 { UInt64(generation) << 32 | UInt64(UInt32(bitPattern: descriptor)) }

    /// Called once, when the loop knows the connection.
    func opened() {
        if isWelcome {
            settle()
        } else {
            fault(.overloaded)
            settle()
        }
    }

    /// Called by the loop for what epoll reports.
    func handle(_ happened: Epoll.Interest) {
        if !happened.isDisjoint(with: .failure) {
            close()
            return
        }
        // Its turn comes anyway, and before it there may be no room to read into.
        if isWaitingForTurn { return }
        if isSending {
            advance()
            return
        }
        if phase == .responding {
            // Nothing is read while a handler is at work; the kernel's buffer holds the client back.
            watch([])
            return
        }
        receive()
    }

    func watch(_ wanted: Epoll.Interest) {
        guard interest != wanted else { return }
        interest = wanted
        loop.epoll.modify(descriptor, wanted, token: token)
    }
}

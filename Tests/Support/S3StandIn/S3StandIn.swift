import HTTPServer
import HTTPTypes
import Synchronization

/// An S3 server for tests: it keeps objects in memory and checks the signature of every request by itself, with code of
/// its own that shares nothing with the client's but the hash functions.
package final class S3StandIn: Sendable {
    package struct Options: Sendable {
        package var accessKeyID: String = "stand-in"
        package var secretAccessKey: String = "a/secret+key"
        /// nil: none is asked for.
        package var sessionToken: String?
        package var region: String = "eu-central-1"
        /// The most objects in one page of a listing.
        package var pageCount: Int = 1_000
        /// The least bytes of a part but the last one.
        package var leastPartBytes: Int = 0

        package init() {}
    }

    /// An object, with what was said of it.
    package struct Object: Sendable, Equatable {
        package var bytes: [UInt8]
        package var tag: String
        package var digest: String?

        package init(bytes: [UInt8], tag: String, digest: String? = nil) {
            (self.bytes, self.tag, self.digest) = (bytes, tag, digest)
        }
    }

    struct Upload: Sendable {
        let key: String
        let digest: String?
        var parts: [Int: [UInt8]] = [:]
    }

    struct State: Sendable {
        /// By `bucket/key`.
        var objects: [String: Object] = [:]
        var uploads: [String: Upload] = [:]
        var uploadCount: Int = 0
        /// What becomes of the next requests; nil: nothing.
        var events: [Event?] = []
        /// Method and path of every request whose signature was good.
        var requests: [String] = []
    }

    /// What happens to a request that is otherwise good.
    package enum Event: Sendable {
        case status(Int, code: String)
        /// A 200 with an error in it, as the end of an upload in parts may have.
        case lateError
        /// It is done, and a proxy answers 504 in its place.
        case lostAnswer
        /// Somebody else changes what is stored, before it is answered.
        case change(@Sendable (inout [String: Object]) -> Void)
    }

    package let options: Options
    let state: Mutex<State> = Mutex(State())
    private let server: HTTPServer
    package let port: UInt16

    /// Serves on 127.0.0.1 until `stop`.
    package init(_ options: Options = Options()) throws {
        self.options = options
        var configuration = HTTPServerConfiguration()
        configuration.host = "127.0.0.1"
        configuration.port = 0
        configuration.loops = 1
        let responder = S3Responder()
        server = HTTPServer(configuration: configuration, responder: responder)
        port = try server.start().first ?? 0
        responder.standIn.withLock { $0 = self }
    }

    package func stop() async { await server.drain(within: .seconds(1)) }

    /// Buckets are asked by path here.
    package var endpoint: String { "http://127.0.0.1:\(port)" }

    /// Buckets are asked by the host's name here: libcurl knows that names below `localhost` are this machine.
    package var virtualEndpoint: String { "http://localhost:\(port)" }

    package var objects: [String: Object] { state.withLock { $0.objects } }

    /// Uploads in parts that were neither finished nor given up.
    package var openUploads: Int { state.withLock { $0.uploads.count } }

    package var requests: [String] { state.withLock { $0.requests } }

    /// Lets something happen to the requests behind the next `count` ones.
    package func expect(after count: Int = 0, _ events: Event...) {
        state.withLock { $0.events += Array(repeating: nil, count: count) + events }
    }

    /// Changes what is stored, as somebody else would.
    package func change(_ body: (inout [String: Object]) -> Void) { state.withLock { body(&$0.objects) } }
}

/// The HTTP side, which is there before the stand-in is.
final class S3Responder: HTTPResponder {
    let standIn: Mutex<S3StandIn?> = Mutex(nil)

    func admit(_ request: HTTPRequest) -> HTTPAdmission { .accept(maxBodyBytes: 64 << 20) }

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        guard let standIn = standIn.withLock({ $0 }) else { return HTTPResponse(status: 503) }
        return standIn.answer(S3Call(request))
    }

    func response(to fault: HTTPFault, request: HTTPRequest) -> HTTPResponse { HTTPResponse(status: fault.status) }

    func answered(_ request: HTTPRequest, status: Int, microseconds: Int) {}
}

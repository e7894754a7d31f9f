import Glibc
import HTTPServer

/// A small server on our HTTP module that independent conformance suites can be let at.
@main
struct Main {
    static func main() async {
        let options: Options
        switch Options.parse(Array(CommandLine.arguments.dropFirst())) {
        case .run(let parsed): options = parsed
        case .help: finish(Options.usage, status: 0)
        case .failure(let message): finish("\(message)\n\(Options.usage)", status: 2)
        }
        TerminationSignal.hold()
        var configuration = HTTPServerConfiguration()
        configuration.host = options.host
        configuration.port = options.port
        configuration.loops = options.loops
        let server = HTTPServer(configuration: configuration, responder: ConformanceResponder())
        do {
            let place = options.host.contains(":") ? "[\(options.host)]" : options.host
            for port in try server.start() { print("listening on http://\(place):\(port)/") }
            fflush(nil)
        } catch {
            finish("\(error)", status: 1)
        }
        _ = await TerminationSignal.wait()
        await server.drain()
        exit(0)
    }

    private static func finish(_ message: String, status: Int32) -> Never {
        print(message)
        fflush(nil)
        exit(status)
    }
}

import HTTPServer
import Platform

/// A small server on our HTTP module that independent conformance suites can be let at.
@main
struct Main {
    static func main() async {
        let options = Arguments.parse(usage: Options.usage, Options.init)
        TerminationSignal.hold()
        var configuration = HTTPServerConfiguration()
        configuration.host = options.host
        configuration.port = options.port
        configuration.loops = options.loops
        let server = HTTPServer(configuration: configuration, responder: ConformanceResponder())
        do {
            let place = options.host.contains(":") ? "[\(options.host)]" : options.host
            for port in try server.start() { Terminal.print("listening on http://\(place):\(port)/") }
        } catch {
            Terminal.complain("\(error)")
            Terminal.exit(1)
        }
        _ = await TerminationSignal.wait()
        await server.drain()
        Terminal.exit(0)
    }
}

/// The command line of `http-conformance`.
struct Options {
    enum Outcome {
        case run(Options)
        case help
        case failure(String)
    }

    static let usage: String = "usage: http-conformance [--host ADDRESS] [--port N] [--loops N]"

    var host: String = "127.0.0.1"
    var port: UInt16 = 8080
    /// 0 stands for one per core but one.
    var loops: Int = 0

    static func parse(_ arguments: [String]) -> Outcome {
        var options = Options()
        var rest = arguments[...]
        while let name = rest.popFirst() {
            if name == "--help" { return .help }
            guard ["--host", "--port", "--loops"].contains(name) else { return .failure("unknown argument \(name)") }
            guard let value = rest.popFirst() else { return .failure("\(name) needs a value") }
            switch name {
            case "--host":
                options.host = value
            case "--port":
                guard let port = UInt16(value) else { return .failure("--port is 0 to 65535, not \(value)") }
                options.port = port
            default:
                guard let loops = Int(value), loops >= 1, loops <= 256 else {
                    return .failure("--loops is 1 to 256, not \(value)")
                }
                options.loops = loops
            }
        }
        return .run(options)
    }
}

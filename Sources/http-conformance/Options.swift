import Platform

/// The command line of `http-conformance`.
struct Options {
    static let usage: String = "usage: http-conformance [--host ADDRESS] [--port N] [--loops N]"

    var host: String = "127.0.0.1"
    var port: UInt16 = 8080
    /// 0 stands for one per core but one.
    var loops: Int = 0

    init(_ arguments: Arguments) throws(ArgumentFault) {
        var arguments = arguments
        host = try arguments.value(of: "--host") ?? host
        port = try arguments.number(of: "--port", in: 0...UInt16.max) ?? port
        loops = try arguments.number(of: "--loops", in: 1...256) ?? loops
        try arguments.end()
    }
}

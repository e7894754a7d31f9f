import Glibc
import LoadDriver
import Platform

/// Measures latency at a fixed rate; see `DriverOptions.usage`.
@main
struct Main {
    static func main() {
        let arguments: [String] = Array(CommandLine.arguments.dropFirst())
        if arguments.contains("--help") { finish(DriverOptions.usage, status: 0) }
        let options: DriverOptions
        do {
            options = try DriverOptions(arguments)
        } catch {
            finish("load-driver: \(error)\n\n\(DriverOptions.usage)", status: 2)
        }
        do {
            let report: Report = try Driver.run(options.schedule, options.templates, port: options.port)
            finish(report.json, status: 0)
        } catch {
            finish("load-driver: \(error)", status: 1)
        }
    }

    private static func finish(_ message: String, status: Int32) -> Never {
        try? Descriptor.write(Array((message + "\n").utf8), to: status == 0 ? STDOUT_FILENO : STDERR_FILENO)
        exit(status)
    }
}

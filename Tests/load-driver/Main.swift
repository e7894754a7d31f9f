import LoadDriver
import Platform

/// Measures latency at a fixed rate; see `DriverOptions.usage`.
@main
struct Main {
    static func main() {
        var arguments = Arguments()
        if arguments.flag("--help") {
            Terminal.print(DriverOptions.usage)
            Terminal.exit(0)
        }
        let options: DriverOptions
        do {
            options = try DriverOptions(arguments)
        } catch {
            Terminal.complain("load-driver: \(error)\n\n\(DriverOptions.usage)")
            Terminal.exit(2)
        }
        do {
            Terminal.print(try Driver.run(options.schedule, options.templates, port: options.port).json)
        } catch {
            Terminal.complain("load-driver: \(error)")
            Terminal.exit(1)
        }
        Terminal.exit(0)
    }
}

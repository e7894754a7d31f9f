import TelegramStandIn

/// The command line of `telegram-stand-in`.
struct Options {
    enum Outcome {
        case run(Options)
        case help
        case failure(String)
    }

    static let usage: String = """
        usage: telegram-stand-in [--host ADDRESS] [--port N] [--token TOKEN] [--username NAME] [--speed N]
                                 [--limits documented|none] [--everyone-exists] [--counting]
        """

    var host: String = "127.0.0.1"
    var port: UInt16 = 8081
    var token: String = "42:stand-in-for-development"
    var username: String = "stand_in_bot"
    /// Seconds of Telegram's in one of ours.
    var speed: Double = 1
    var standIn = StandInOptions()

    init() { standIn.limits = .documented }

    static func parse(_ arguments: [String]) -> Outcome {
        var options = Options()
        var rest = arguments[...]
        while let name = rest.popFirst() {
            if name == "--help" { return .help }
            if name == "--everyone-exists" {
                options.standIn.everyoneExists = true
                continue
            }
            if name == "--counting" {
                options.standIn.isCounting = true
                continue
            }
            guard names.contains(name) else { return .failure("unknown argument \(name)") }
            guard let value = rest.popFirst() else { return .failure("\(name) needs a value") }
            if let fault = options.set(name, value) { return .failure(fault) }
        }
        return .run(options)
    }

    private static let names = ["--host", "--port", "--token", "--username", "--speed", "--limits"]

    /// Sets one option; what is wrong with the value, where something is.
    private mutating func set(_ name: String, _ value: String) -> String? {
        switch name {
        case "--host": host = value
        case "--username": username = value
        case "--token":
            guard let colon = value.firstIndex(of: ":"), let id = Int64(value[..<colon]), id > 0 else {
                return "--token is the bot's id, a colon and some letters"
            }
            token = value
        case "--port":
            guard let port = UInt16(value) else { return "--port is 0 to 65535, not \(value)" }
            self.port = port
        case "--speed":
            guard let speed = Double(value), speed > 0, speed <= 10_000 else {
                return "--speed is a number up to 10000, not \(value)"
            }
            self.speed = speed
        default:
            guard let limits = ["documented": RateLimits.Options.documented, "none": .none][value] else {
                return "--limits is documented or none, not \(value)"
            }
            standIn.limits = limits
        }
        return nil
    }
}

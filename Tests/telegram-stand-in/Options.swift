import Platform
import TelegramStandIn

/// The command line of `telegram-stand-in`.
struct Options {
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

    init(_ arguments: Arguments) throws(ArgumentFault) {
        var arguments = arguments
        host = try arguments.value(of: "--host") ?? host
        port = try arguments.number(of: "--port", in: 0...UInt16.max) ?? port
        username = try arguments.value(of: "--username") ?? username
        speed = try arguments.number(of: "--speed", in: 0.001...10_000) ?? speed
        standIn.limits = try Options.limits(arguments.value(of: "--limits"))
        standIn.everyoneExists = arguments.flag("--everyone-exists")
        standIn.isCounting = arguments.flag("--counting")
        if let token = try arguments.value(of: "--token") {
            guard let colon = token.firstIndex(of: ":"), let id = Int64(token[..<colon]), id > 0 else {
                throw ArgumentFault("--token is the bot's id, a colon and some letters")
            }
            self.token = token
        }
        try arguments.end()
    }

    private static func limits(_ name: String?) throws(ArgumentFault) -> RateLimits.Options {
        switch name {
        case nil, "documented": .documented
        case "none": .none
        case let name?: throw ArgumentFault("--limits is documented or none, not \(name)")
        }
    }
}

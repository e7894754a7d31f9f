import HTTPServer
import Platform
import TelegramStandIn

/// Telegram's stand-in as a program, for development and for tests in other languages.
@main
struct Main {
    static func main() async {
        let options = Arguments.parse(usage: Options.usage, Options.init)
        TerminationSignal.hold()
        do {
            let standIn = try TelegramStandIn(options: options.standIn, clock: StandInClock(speed: options.speed))
            standIn.addBot(token: options.token, username: options.username)
            try standIn.start(host: options.host, port: options.port)
            Terminal.print(greeting(standIn, options))
            _ = await TerminationSignal.wait()
            await standIn.stop()
        } catch {
            Terminal.complain("\(error)")
            Terminal.exit(1)
        }
        Terminal.exit(0)
    }

    private static func greeting(_ standIn: TelegramStandIn, _ options: Options) -> String {
        """
        Telegram's stand-in listens on \(standIn.baseURL)
        Bot @\(options.username): TELEGRAM_API_BASE_URL=\(standIn.baseURL) TELEGRAM_BOT_TOKEN=\(options.token)
        Write to it as user 7, and read what it says:
          curl -s -H 'Content-Type: application/json' -d '{"user":7,"text":"/start"}' \(standIn.baseURL)/control/write
          curl -s '\(standIn.baseURL)/control/messages?chat=7'
        All that people can do: \(standIn.baseURL)/control/
        """
    }
}

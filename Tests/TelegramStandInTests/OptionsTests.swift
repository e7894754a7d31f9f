import Platform
import TelegramStandIn
import Testing

@testable import telegram_stand_in

/// The command line of the program.
@Suite struct OptionsTests {
    private func options(_ arguments: String...) throws -> Options {
        try Options(Arguments(arguments))
    }

    @Test func holdsToTelegramsLimitsUnlessTold() throws {
        let plain = try options()
        #expect(plain.standIn.limits == .documented && plain.port == 8081 && plain.speed == 1)
        #expect(plain.token.hasPrefix("42:") && plain.token.utf8.count >= 23, "our server wants 20 behind the colon")
        let told = try options("--limits", "none", "--port", "0", "--speed", "20", "--everyone-exists", "--counting")
        #expect(told.standIn.limits == .none && told.port == 0 && told.speed == 20)
        #expect(told.standIn.everyoneExists && told.standIn.isCounting)
        #expect(try options("--token", "7:x", "--username", "a_bot").token == "7:x")
    }

    @Test(arguments: [
        ["--x"], ["--port"], ["--port", "65536"], ["--speed", "0"], ["--speed", "nan"], ["--limits", "some"],
        ["--token", "x"], ["--token", "x:y"],
    ])
    func refusesWhatItCannotUse(arguments: [String]) {
        let fault = #expect(throws: ArgumentFault.self) { try Options(Arguments(arguments)) }
        #expect(fault?.description.contains(arguments[0]) == true)
    }
}

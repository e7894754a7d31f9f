import Telegram
import Testing

@Suite struct BotUsernameTests {
    @Test(arguments: [
        ("test_bot", true), ("TestBot", true), ("a2345", true), (String(repeating: "b", count: 32), true),
        ("a234", false), (String(repeating: "b", count: 33), false), ("", false), ("@test_bot", false),
        ("test-bot", false), ("test bot", false), ("t\u{E9}st_bot", false), ("test_bot\n", false), ("test.bot", false),
        ("test/bot", false), ("test?bot", false), ("test%20bot", false),
    ])
    func isFiveToThirtyTwoLettersDigitsAndUnderscores(text: String, isValid: Bool) {
        #expect(BotUsername.isValid(text) == isValid)
    }
}

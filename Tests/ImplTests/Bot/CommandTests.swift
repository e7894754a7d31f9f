import Testing

@testable import Impl

/// What is a command, and what of it is what.
struct CommandTests {
    @Test(
        arguments: [
            ("/start", "start", nil, ""), ("/START  a b \n", "start", nil, "a b"),
            ("/id@Some_bot x", "id", "Some_bot", "x"),
            ("/request\nHello\nthere", "request", nil, "Hello\nthere"), ("/help@", "help", "", ""),
        ] as [(String, String, String?, String)]
    )
    func commandsAreRead(text: String, name: String, bot: String?, argument: String) {
        let command = Command(text)
        #expect(command?.name == name && command?.bot == bot && command?.argument == argument)
    }

    @Test(arguments: [
        "", "start", " /start", "/", "/ start", "/é", "//a", "/a-b", "/" + String(repeating: "a", count: 33),
    ])
    func otherTextIsNone(text: String) { #expect(Command(text) == nil) }
}

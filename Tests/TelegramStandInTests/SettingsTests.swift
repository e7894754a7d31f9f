import TelegramStandIn
import Testing

@Suite struct SettingsTests {
    @Test func commandsAreKeptByScopeAndLanguage() throws {
        var bench = RuleBench()
        let commands: JSON = [["command": "start", "description": "Begin"]]
        let scope: JSON = ["type": "chat", "chat_id": 7]
        _ = try bench.call("setMyCommands", ["commands": commands, "scope": scope, "language_code": "ru"])
        #expect(try bench.call("getMyCommands", ["scope": .string(scope.text), "language_code": "ru"]) == commands)
        #expect(try bench.call("getMyCommands", ["scope": scope]) == [])
        _ = try bench.call("deleteMyCommands", ["scope": scope, "language_code": "ru"])
        #expect(try bench.call("getMyCommands", ["scope": scope, "language_code": "ru"]) == [])
    }

    private static let refused: [(method: String, parameters: JSON)] = [
        ("setMyCommands", ["commands": [["command": "Start", "description": "x"]]]),
        ("setMyCommands", ["commands": [["command": "start", "description": ""]]]),
        ("setMyCommands", ["commands": [], "scope": ["type": "x"]]), ("setMyCommands", [:]),
        ("setMyCommands", ["commands": [], "scope": ["type": "chat", "chat_id": 9]]),
        ("setMyCommands", ["commands": [], "language_code": "english"]),
        ("setChatMenuButton", ["menu_button": ["type": "web_app", "text": "x", "web_app": ["url": "http://x"]]]),
        ("setMyShortDescription", ["short_description": .string(String(repeating: "x", count: 121))]),
    ]

    @Test(arguments: refused)
    func refusesWhatTelegramRefuses(method: String, parameters: JSON) {
        var bench = RuleBench()
        #expect(bench.refusal(method, parameters.members ?? [:])?.code == 400)
    }

    @Test func menuButtonsAndDescriptionsFallBackToTheDefault() throws {
        var bench = RuleBench()
        #expect(try bench.call("getChatMenuButton") == ["type": "default"])
        let button: JSON = ["type": "web_app", "text": "Open", "web_app": ["url": "https://example.org/app/"]]
        _ = try bench.call("setChatMenuButton", ["menu_button": button])
        #expect(try bench.call("getChatMenuButton", ["chat_id": 7]) == button)
        _ = try bench.call("setMyShortDescription", ["short_description": "Short"])
        _ = try bench.call("setMyShortDescription", ["short_description": "Kurz", "language_code": "de"])
        #expect(try bench.call("getMyShortDescription", ["language_code": "de"])["short_description"] == "Kurz")
        #expect(try bench.call("getMyShortDescription", ["language_code": "fr"])["short_description"] == "Short")
    }
}

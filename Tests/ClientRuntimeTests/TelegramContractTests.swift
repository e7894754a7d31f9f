import Foundation
import TestSupport
import TestTraits
import Testing

/// The contract of the Bot API is what its script makes of the data.
@Suite(.blocking) struct TelegramContractTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let data = repository.appending(path: "../shared/data/telegram-bot-api.json").standardized

    private static let isThere = FileManager.default.fileExists(atPath: data.path())

    @Test(.enabled(if: isThere, "needs ../shared/data/telegram-bot-api.json"))
    func theScriptMakesTheCommittedFiles() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let made = URL(filePath: folder.path)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let script = Self.repository.appending(path: "scripts/telegram-contract").path()
        process.arguments = ["python3", script, Self.data.path(), made.path()]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let committed = Self.repository.appending(path: "api/services/telegram")
        let names = try FileManager.default.subpathsOfDirectory(atPath: committed.path()).sorted()
        #expect(try FileManager.default.subpathsOfDirectory(atPath: made.path()).sorted() == names)
        for name in names where name.contains(".") {
            let text = try Data(contentsOf: made.appending(path: name))
            #expect(text == (try Data(contentsOf: committed.appending(path: name))), "\(name)")
        }
    }
}

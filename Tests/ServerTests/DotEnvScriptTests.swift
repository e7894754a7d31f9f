import Glibc
import TestSupport
import Testing

/// `.env` as `scripts/backup` and `scripts/restore` read it: as the server does.
struct DotEnvScriptTests {
    @Test func variablesAreReplacedAsTheServerDoes() throws {
        for (text, value) in DotEnvTests.variables {
            let read = try read("HOST", in: "A=1\nEMPTY=\nBOTH=of the file\nHOST=\(text)")
            #expect(read.output == "[\(value)]\n", "\(text): \(read.output)\(read.errors)")
        }
    }

    @Test func variableThatIsNotSetIsRefusedWithoutBeingNamed() throws {
        for text in DotEnvTests.unset {
            let read = try read("SESSION_SECRET", in: "EMPTY=\nSESSION_SECRET=\(text)")
            #expect(read.status != 0 && read.errors.contains("SESSION_SECRET names a variable that is not set"))
            #expect(!read.errors.contains("ssword"))
        }
    }

    @Test(arguments: [
        ("KEY=a#b", "a#b"), ("KEY=a\t#b", "a\t#b"), ("KEY=a  # b", "a"), ("KEY='a' # b", "a"), ("KEY=", ""),
        ("KEY=a\n# end", "a"), ("OTHER # b=c\nKEY=a", "a"), (#"KEY="\a\q""#, "\u{7}\\q"),
    ])
    func commentsBeginBehindASpace(text: String, value: String) throws {
        #expect(try read("KEY", in: text).output == "[\(value)]\n")
    }

    @Test(arguments: ["KEY=#hunter2", "KEY= # hunter2", "KEY=1\nKEY=hunter2", "KEY='1' hunter2", "KEY=1\nhunter2 x"])
    func whatIsUnclearIsRefusedWithoutBeingRepeated(text: String) throws {
        let read = try read("KEY", in: text)
        #expect(read.status != 0 && read.errors.contains("Failure"), "\(read.errors)")
        #expect(!read.errors.contains("hunter2"))
    }

    private func read(_ key: String, in text: String) throws -> Command.Outcome {
        let folder = try TemporaryFolder()
        let path: String = folder.path + "/.env"
        let file: Int32 = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(file) }
        try #require(write(file, text, text.utf8.count) == text.utf8.count)
        let scripts: String = #filePath.split(separator: "Tests/ServerTests/")[0] + "scripts"
        let program: String =
            "import sys; sys.path[:0] = [sys.argv[1]]; import dotenv; "
            + "print('[' + dotenv.setting(sys.argv[2], sys.argv[3], True) + ']')"
        return try Command.run(
            ["/usr/bin/python3", "-B", "-c", program, scripts, path, key],
            environment: ["OUTER": "of the environment", "BOTH": "of the environment"]
        )
    }
}

import DotEnvFormat
import Glibc
import Server
import TestSupport
import Testing

struct ConfigurationSourceTests {
    @Test func environmentWinsOverTheFile() throws {
        let file = try DotEnv(parsing: "PORT=1\nLOG_LEVEL=debug")
        let source = ConfigurationSource(environment: ["PORT": "2", "HOSTNAME": "x"], file: file)
        #expect(source.values == ["PORT": "2", "LOG_LEVEL": "debug", "HOSTNAME": "x"])
        #expect(source.warnings.isEmpty)
    }

    @Test(arguments: [
        ("PROT", "PORT"), ("port", "PORT"), ("TELEGRAM_BOTTOKEN", "TELEGRAM_BOT_TOKEN"),
        ("TELEGRAM_ADMIN", "TELEGRAM_ADMINS"), ("DATABASE_URI", "DATABASE_URL"), ("LOGLEVEL", "LOG_LEVEL"),
    ])
    func misspeltKeyOfTheFileIsPointedOut(name: String, meant: String) throws {
        let file = try DotEnv(parsing: "\(name)=hunter2")
        let source = ConfigurationSource(environment: [:], file: file)
        let configuration = try source.configuration()
        #expect(source.warnings.map(\.key) == [name])
        #expect(source.warnings.first?.advice.hasSuffix("did you mean \(meant)?") == true)
        #expect(configuration.warnings.first == source.warnings.first)
    }

    @Test func keysOfOtherProgramsAreLeftAlone() throws {
        let file = try DotEnv(parsing: "RABBIT_HOST=1\nPATH=2\nCOMPOSE_PROJECT_NAME=3\nX=4\n_=5")
        #expect(ConfigurationSource(environment: [:], file: file).warnings.isEmpty)
    }

    /// The repository's `.env.example`.
    private func example() throws -> DotEnv {
        let root: Substring = #filePath.dropLast("Tests/ServerTests/ConfigurationSourceTests.swift".count)
        return try EnvironmentFile.read(root + ".env.example")
    }

    @Test func exampleHasEverySettingThatIsUsedAndNoOther() throws {
        #expect(try example().values.keys.sorted() == Setting.all.filter { $0.unused == nil }.map(\.name).sorted())
    }

    @Test func exampleHoldsTheDefaultsAndNoSecret() throws {
        let values = try example().values
        let read = try Configuration(values: values)
        #expect(String(describing: read) == String(describing: try Configuration(values: [:])))
        for setting in Setting.all where setting.unused == nil {
            #expect(values[setting.name] == (setting.strictStandard == nil ? setting.standard : ""))
        }
    }

    @Test(arguments: [
        (mode_t(0o600), true), (0o400, true), (0o700, true), (0o644, false), (0o640, false), (0o604, false),
        (0o620, false), (0o602, false),
    ])
    func fileThatOthersCanReadIsWarnedOf(mode: mode_t, isPrivate: Bool) throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let path = folder.path + "/.env"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        try #require(write(descriptor, "LOOPS=3", 7) == 7)
        close(descriptor)
        try #require(chmod(path, mode) == 0)
        let source = ConfigurationSource(environment: [:], file: try EnvironmentFile.read(path))
        #expect(source.values == ["LOOPS": "3"])
        #expect(source.warnings.map(\.key) == (isPrivate ? [] : [path]))
        #expect(source.warnings.allSatisfy { $0.advice.hasSuffix("chmod 600 \(path)") })
    }

    @Test func missingFileIsAnErrorOnlyWhereItWasNamed() throws {
        let error: EnvironmentFile.ReadError = try #require(throws: EnvironmentFile.ReadError.self) {
            try EnvironmentFile.read("/nonexistent/.env")
        }
        #expect(error.message == "/nonexistent/.env cannot be read: No such file or directory")
    }

    @Test(arguments: ["/dev/zero", "/tmp"])
    func fileThatIsNoTextFileIsRefused(path: String) {
        #expect(throws: EnvironmentFile.ReadError.self) { try EnvironmentFile.read(path) }
    }

    @Test func environmentOfTheProcessIsRead() throws {
        let path: UnsafeMutablePointer<CChar> = try #require(getenv("PATH"))
        #expect(EnvironmentFile.process()["PATH"] == String(cString: path))
    }
}

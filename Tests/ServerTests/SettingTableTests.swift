import Crypto
import DotEnvFormat
import Glibc
import Server
import TestSupport
import Testing

/// The rules for each row of the table of settings, whatever it is.
struct SettingTableTests {
    private static let names: [String] = Setting.all.map(\.name)
    private static let secretNames: [String] = Setting.all.filter(\.isSecret).map(\.name)
    private static let aliases: [String] = Setting.all.flatMap(\.aliases)

    private func row(_ name: String) throws -> Setting {
        try #require(Setting.all.first { $0.name == name || $0.aliases.contains(name) })
    }

    /// The settings that one needs beside it to be taken.
    private func beside(_ setting: Setting) -> [String: String] {
        if setting.name == "DATABASE_REPLICA_URL" { return ["DATABASE_URL": "postgres://main.example.org/example"] }
        if setting.name == "PROXY_PROTOCOL" { return ["TRUSTED_PROXIES": "10.0.0.1"] }
        let pair = ["SSL_CERT_PATH": "/a/certificate.pem", "SSL_KEY_PATH": "/a/key.pem"]
        if pair[setting.name] != nil || ["SSL_CHAIN_PATH", "HTTP_PORT"].contains(setting.name) {
            return pair.filter { $0.key != setting.name }
        }
        if setting.name == "ENABLE_HTTPS_REDIRECT" { return ["PUBLIC_URL": "https://app.example.org"] }
        guard let current = Setting.all.first(where: { $0.previous.map(\.name) == [setting.name] }) else { return [:] }
        return [current.name: current.example + "1"]
    }

    /// Expects that the row's example was read, and that it is not the default.
    private func expectExample(of setting: Setting, in configuration: Configuration, _ comment: Comment) throws {
        guard setting.unused == nil || !setting.value(configuration).isEmpty else {
            #expect(configuration.warnings.contains { $0.advice.contains("used by nothing in this version") }, comment)
            return
        }
        if let secret = setting.secret(configuration) {
            #expect(secret == Secret(setting.example), comment)
        } else if setting.value(configuration) != "<redacted>" {
            #expect(setting.value(configuration) == setting.canonical(setting.example), comment)
        }
        #expect(setting.value(configuration) != setting.value(try Configuration(values: [:])) || isOnlyChoice(setting))
    }

    /// `ENVIRONMENT=development` is the only one that needs nothing else.
    private func isOnlyChoice(_ setting: Setting) -> Bool { setting.name == "ENVIRONMENT" }

    @Test("each setting is read from the environment, from .env and from --env-file alike", arguments: names)
    func everySourceIsRead(name: String) throws {
        let setting = try row(name)
        let beside = beside(setting)
        let environment = ConfigurationSource(environment: beside.merging([name: setting.example]) { $1 })
        try expectExample(of: setting, in: environment.configuration(), "environment")
        let file = try DotEnv(parsing: "\(name)='\(setting.example)'")
        try expectExample(
            of: setting,
            in: ConfigurationSource(environment: beside, file: file).configuration(),
            ".env"
        )
    }

    @Test("each other name is read from both as the name itself", arguments: aliases)
    func everyAliasIsRead(alias: String) throws {
        let setting = try row(alias)
        let beside = beside(setting)
        let environment = ConfigurationSource(environment: beside.merging([alias: setting.example]) { $1 })
        try expectExample(of: setting, in: environment.configuration(), "environment")
        let file = try DotEnv(parsing: "export \(alias)=\(setting.example)")
        let source = ConfigurationSource(environment: beside, file: file)
        try expectExample(of: setting, in: source.configuration(), ".env")
    }

    @Test("a name beside another name of another value is refused, and both are named", arguments: aliases)
    func aliasOfAnotherValueIsRefused(alias: String) throws {
        let setting = try row(alias)
        let same = beside(setting).merging([setting.name: setting.example, alias: setting.example]) { $1 }
        try expectExample(of: setting, in: Configuration(values: same), "the same value twice")
        let other = setting.example.first == "7" ? "8" : setting.example == "256" ? "3" : "x" + setting.example
        let description = try refusal(same.merging([alias: other]) { $1 })
        #expect(description == "\(setting.name): and \(alias) say different things; remove one of them")
    }

    @Test("each secret is read from a file, under its other names, too", arguments: secretNames + aliases)
    func secretsAreReadFromFiles(name: String) throws {
        let setting = try row(name)
        guard setting.isSecret else {
            // A file is for secrets alone.
            let values = ["\(name)_FILE": "/nonexistent"]
            #expect(throws: Never.self) { try Configuration(values: values) }
            return
        }
        let folder = try TemporaryFolder()
        for end in ["", "\n", "\r\n"] {
            let path = try file(folder, setting.example + end)
            let values = beside(setting).merging(["\(name)_FILE": path]) { $1 }
            try expectExample(of: setting, in: Configuration(values: values), "the end \(end.debugDescription)")
        }
        let path = try file(folder, setting.example)
        // Even where they say the same.
        let both = beside(setting).merging(["\(name)_FILE": path, name: setting.example]) { $1 }
        #expect(try refusal(both) == "\(name): and \(name)_FILE are both set; remove one of them")
    }

    @Test("a file of a secret that cannot be used is refused by the name of the setting", arguments: secretNames)
    func filesThatCannotBeUsedAreRefused(name: String) throws {
        let folder = try TemporaryFolder()
        for (path, fault) in [
            (folder.path + "/missing", "cannot be read: No such file or directory"),
            (folder.path, "cannot be read: Is a directory"),
            (try file(folder, ""), "is empty"), (try file(folder, "\n\n"), "is empty"),
            ("/dev/zero", "is larger than 1048576 bytes"),
        ] {
            #expect(try refusal(["\(name)_FILE": path]) == "\(name)_FILE: names \(path), which \(fault)")
        }
        // What may be the secret itself is not told.
        for path in ["hunter2", "/hunter2", "/no/such/folder/hunter2", "42:hunter2/hunter2"] {
            let fault = "names a file that cannot be read: No such file or directory"
            #expect(try refusal(["\(name)_FILE": path]) == "\(name)_FILE: \(fault)")
        }
        for (text, fault) in [
            ("'hunter2'", "still has quotes"), (" hunter2", "has blanks"), ("hunter2 # hunter2", "still has a comment"),
        ] {
            let description = try refusal(["\(name)_FILE": try file(folder, text)])
            #expect(description.hasPrefix("\(name)_FILE: \(fault)"), "\(description)")
        }
        #expect(throws: Never.self) { try Configuration(values: ["\(name)_FILE": " "]) }
    }

    @Test("what is refused is refused without the value of a secret", arguments: secretNames)
    func noMessageHoldsASecret(name: String) throws {
        let setting = try row(name)
        for key in [name] + setting.aliases {
            for value in ["hunter2hunter2\u{1}", "hunter2 ", "'hunter2'", "hunter2 #hunter2"] {
                do {
                    let configuration = try Configuration(values: [key: value])
                    var text = ""
                    dump(configuration, to: &text)
                    #expect(!text.contains("hunter2"))
                } catch {
                    #expect(!error.description.contains("hunter2"))
                }
            }
        }
    }

    @Test func namesAreOnce() {
        let names = Setting.all.flatMap { [$0.name] + $0.aliases }
        #expect(Set(names).count == names.count)
        #expect(Setting.all.first?.name == "ENVIRONMENT")
        #expect(Setting.all.allSatisfy { $0.summary.hasSuffix(".") && $0.summary.split(separator: ". ").count == 1 })
    }

    // MARK: Support

    /// The only problem of a configuration, in words.
    private func refusal(_ values: [String: String]) throws -> String {
        let error = try #require(throws: ConfigurationError.self) { try Configuration(values: values) }
        #expect(error.problems.count == 1, "\(error)")
        #expect(!error.description.contains("hunter2"))
        return error.problems.first?.description ?? ""
    }

    private func file(_ folder: TemporaryFolder, _ text: String) throws -> String {
        let path = "\(folder.path)/secret-\(text.utf8.count)-\(UInt32.random(in: 0...UInt32.max))"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        try #require(write(descriptor, text, text.utf8.count) == text.utf8.count)
        return path
    }
}

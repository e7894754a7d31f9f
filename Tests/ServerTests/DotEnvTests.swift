import DotEnvFormat
import Server
import Testing

struct DotEnvTests {
    /// The text behind `HOST=`, and the value; `A` is 1, `EMPTY` empty, `OUTER` and `BOTH` are in the environment.
    static let variables: [(text: String, value: String)] = [
        ("$A", "1"), ("${A}", "1"), ("x${A}y$A", "x1y1"), ("\"${A} $A\"", "1 1"), ("'${A} $A'", "${A} $A"),
        ("${UNSET:-z}", "z"), ("${UNSET-z}", "z"), ("${EMPTY:-z}", "z"), ("${EMPTY-z}", ""), ("${A:-z}", "1"),
        ("${UNSET:-${A}b}", "1b"), ("${A:+z}", "z"), ("${UNSET+z}", ""), ("${A:?needed}", "1"), ("$$A", "$A"),
        (#""\$A \\$A""#, "$A \\1"), ("$OUTER", "of the environment"), ("$BOTH", "of the environment"), ("a$", "a$"),
        ("5$ each", "5$ each"), ("${A", "${A"), ("$1", "$1"), ("postgres://$A:${A}@db/app", "postgres://1:1@db/app"),
        ("${UNSET:-${EMPTY:-a}}", "a"), ("${UNSET:-${ALSO-${A}}}!", "1!"), ("${A:+${BOTH}}", "of the environment"),
        ("${EMPTY:+z}", ""), ("${EMPTY+z}", "z"), ("${A?x}", "1"), ("${UNSET:-{}}", "{}"),
    ]
    /// The texts refused behind `SESSION_SECRET=`, as a variable in them is not set.
    static let unset: [String] = [
        "pa$ssword", "\"pa${ssword}\"", "${ssword:?x}", "${UNSET:-$ssword}", "${ssword!}", "${EMPTY:?ssword}",
    ]

    @Test(arguments: [
        ("KEY=value", "value"),
        ("  KEY = value  ", "value"),
        ("export KEY=value", "value"),
        ("export\tKEY=value", "value"),
        ("KEY=", ""),
        ("KEY=   # nothing", "# nothing"), ("KEY=#abc", "#abc"), ("KEY=a\t#b", "a\t#b"),
        ("KEY=a b # comment", "a b"),
        ("KEY=a#b", "a#b"),
        ("KEY=a\"b'c", "a\"b'c"),
        ("KEY='a # \\n \"b\"'", "a # \\n \"b\""),
        ("KEY='' # comment", ""),
        (#"KEY="a\n\t\"\\\$b" # comment"#, "a\n\t\"\\$b"),
        ("KEY=\"é\"", "é"),
        ("KEY=a=b", "a=b"),
        ("\u{FEFF}KEY=value", "value"),
        ("# comment\r\n\r\nKEY=value\r\n", "value"),
        ("KEY=é\u{301}\r\n", "é\u{301}"),
        ("KEY: value", "value"),
        ("KEY:value", "value"),
        ("KEY='Let\\'s go'", "Let's go"),
        (#"KEY='a\\'"#, #"a\\"#),
        (#"KEY="a\qb""#, "a\\qb"),
        (
            "KEY=\"-----BEGIN-----\nMII/x+y==\n\n# no comment\n-----END-----\"  # comment",
            """
            -----BEGIN-----
            MII/x+y==

            # no comment
            -----END-----
            """
        ),
        ("KEY='{\r\n  \"a\": 1\r\n}'\r\n", "{\n  \"a\": 1\n}"),
    ])
    func valuesAreReadAsWritten(text: String, value: String) throws {
        let file = try DotEnv(parsing: text)
        #expect(file.values.keys.sorted() == ["KEY"])
        #expect(file.values["KEY"].map { Array($0.utf8) } == Array(value.utf8))
    }

    @Test func emptyFileAndCommentsHaveNoKeys() throws {
        for text in ["", "\n", "\r\n", "#KEY=value", " # a\n\t\n"] {
            #expect(try DotEnv(parsing: text).values.isEmpty)
        }
    }

    @Test(
        "keys of other programs stop nothing, whatever their values hold",
        arguments: [
            "OTHER=\"-----BEGIN PRIVATE KEY-----\nMIIEvQ/IBADANBg+kqh==\n-----END PRIVATE KEY-----\"",
            "OTHER='{\n  \"type\": \"service_account\",\n  \"private_key\": \"a\\nPORT=1\"\n}'",
            "OTHER=\"a\nPORT=1\nb\"", "OTHER=1\nOTHER=2", "OTHER='x' more", "OTHER=\"x\"y", "OTHER", "export OTHER",
            "1OTHER=x", "OTHER.KEY=x", "OTHER-KEY=x", "services: web", "OTHER=$UNSET ${UNSET:?needed} ${a b} ${",
            "OTHER=$ $1 a$",
            "export OTHER = 'x' # comment", "OTHER=\"\\x41\\\nfoo\"",
        ]
    )
    func keysOfOtherProgramsStopNothing(text: String) throws {
        let file = try DotEnv(parsing: "HOST=::1\n\(text)\nPORT=2\n")
        #expect(file.values["HOST"] == "::1")
        #expect(file.values["PORT"] == "2")
        #expect(file.lines["PORT"] == text.split(separator: "\n").count + 2)
    }

    @Test(arguments: variables)
    func variablesAreReplacedAsComposeDoes(text: String, value: String) throws {
        let file = try DotEnv(
            parsing: "A=1\nEMPTY=\nBOTH=of the file\nHOST=\(text)",
            environment: ["OUTER": "of the environment", "BOTH": "of the environment"]
        )
        #expect(file.values["HOST"] == value)
    }

    @Test func variableThatIsNotSetStopsOneOfOurKeysWithoutBeingNamed() throws {
        for text in Self.unset {
            let error = try #require(throws: DotEnv.ParseError.self) {
                try DotEnv(parsing: "EMPTY=\nSESSION_SECRET=\(text)")
            }
            #expect(error.line == 2)
            #expect(error.message.contains("SESSION_SECRET") && !error.message.contains("ssword"))
        }
    }

    @Test func keyCalledExportIsAKey() throws {
        #expect(try DotEnv(parsing: "export=1").values == ["export": "1"])
    }

    @Test(arguments: [
        ("A=1\nhunter2 hunter3", 2),
        ("A=1\nhunter2/hunter3", 2),
        ("KEY=-----BEGIN-----\nhunter2+x/\n-----END-----", 2),
        ("A=1\r\n\r\n=hunter2", 3),
        ("A='hunter2", 1),
        ("A=\"hunter2", 1),
        ("A=\"hunter2\\", 1),
        ("A=\"hunter2\n\n", 1),
        ("A=\"1\n\n\"\nB='hunter2", 4),
        ("PORT='hunter2' more", 1),
        ("PORT=1\n\nPORT=hunter2", 3),
        ("A=hunter2\0", 1),
        ("A=hunter2\rB=1", 1),
    ])
    func faultsNameTheLineAndNeverTheValue(text: String, line: Int) throws {
        let error: DotEnv.ParseError = try #require(throws: DotEnv.ParseError.self) { try DotEnv(parsing: text) }
        #expect(error.line == line)
        #expect(!error.description.contains("hunter2"))
    }

    @Test func variablesCannotFillTheMemory() throws {
        let doubling = "A=0123456789\n" + (0..<40).map { _ in "A=$A$A\n" }.joined()
        let nested = "A=" + String(repeating: "${X:-", count: 5_000) + String(repeating: "}", count: 5_000)
        for text in [doubling, nested] {
            let error = try #require(throws: DotEnv.ParseError.self) { try DotEnv(parsing: text) }
            #expect(error.message.contains("longer than 64 KiB, or nested too deep"))
        }
    }
}

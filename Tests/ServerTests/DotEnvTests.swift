import Server
import Testing

struct DotEnvTests {
    @Test(arguments: [
        ("KEY=value", "value"),
        ("  KEY = value  ", "value"),
        ("export KEY=value", "value"),
        ("export\tKEY=value", "value"),
        ("KEY=", ""),
        ("KEY=   # nothing", ""),
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
    ])
    func valuesAreReadAsWritten(text: String, value: String) throws {
        let file: DotEnv = try DotEnv(parsing: text)
        #expect(file.values.keys.sorted() == ["KEY"])
        #expect(file.values["KEY"].map { Array($0.utf8) } == Array(value.utf8))
    }

    @Test func emptyFileAndCommentsHaveNoKeys() throws {
        for text in ["", "\n", "\r\n", "#KEY=value", " # a\n\t\n"] {
            #expect(try DotEnv(parsing: text).values.isEmpty)
        }
    }

    @Test func keyCalledExportIsAKey() throws {
        #expect(try DotEnv(parsing: "export=1").values == ["export": "1"])
    }

    @Test(arguments: [
        ("A=1\nhunter2", 2),
        ("A=1\r\n\r\n=hunter2", 3),
        ("1A=hunter2", 1),
        ("A-B=hunter2", 1),
        ("A='hunter2", 1),
        ("A=\"hunter2", 1),
        ("A=\"hunter2\\", 1),
        ("A=\"hunter2\\x\"", 1),
        ("A='hunter2' more", 1),
        ("A=1\n\nA=hunter2", 3),
        ("A=hunter2\0", 1),
        ("A=hunter2\rB=1", 1),
        ("export", 1),
    ])
    func faultsNameTheLineAndNeverTheValue(text: String, line: Int) throws {
        let error: DotEnv.ParseError = try #require(throws: DotEnv.ParseError.self) { try DotEnv(parsing: text) }
        #expect(error.line == line)
        // The one text without "=" is taken for a key, which is no secret.
        #expect(text == "A=1\nhunter2" || !error.description.contains("hunter2"))
    }
}

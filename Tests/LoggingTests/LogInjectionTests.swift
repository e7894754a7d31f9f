import Logging
import Testing

struct LogInjectionTests {
    @Test(
        arguments: LogFormat.allCases,
        [
            "a\nb", "a\r\nb", "a\u{0}b", "a\u{1B}[31mb", "a\u{7F}b", "a\u{85}b", "a\u{2028}b", "a\u{202E}b", "a\tb",
        ]
    )
    func controlCharactersAreEscaped(format: LogFormat, value: String) throws {
        let sink = MemorySink()
        Logger(format: format, sink: sink).info("line", [.requestRoute: .string(value)])
        let line: String = try #require(sink.lines.first)
        #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F })
        #expect(line.contains(#"a\"#))
    }

    @Test func textThatImitatesFieldsIsQuoted() {
        let sink = MemorySink()
        let logger = Logger(sink: sink)
        logger.info("line", [.requestRoute: "x y=\"z\\"])
        logger.info("line", [.requestRoute: "level=error"])
        logger.info("line", [.requestRoute: ""])
        logger.info("line", [.requestRoute: "Ünï"])
        #expect(
            sink.lines.map { $0.drop { $0 != "=" } } == [#"="x y=\"z\\""#, #"="level=error""#, #"="""#, #"="Ünï""#]
        )
    }

    @Test func longValuesAreCutAtAScalar() throws {
        let sink = MemorySink()
        Logger(sink: sink).info("line", [.requestRoute: .string("x" + String(repeating: "é", count: 100_000))])
        let line: String = try #require(sink.lines.first)
        #expect(line.utf8.count < 1_200)
        #expect(line.hasSuffix("é…\""))
    }
}

import Logging
import Testing

struct LoggerTests {
    private let sink = MemorySink()

    private func logger(_ level: LogLevel = .debug, _ format: LogFormat = .text) -> Logger {
        Logger(level: level, format: format, sink: sink, now: { 1_732_135_823_000_100 })
    }

    @Test func textLineHasTimeLevelMessageAndFields() {
        logger().info("request answered", [.requestID: "abc", .responseStatus: 200, .operation: .string("save test")])
        #expect(
            sink.lines == [
                #"2024-11-20T20:50:23.000100Z info request answered request.id=abc response.status=200 operation="save test""#
            ]
        )
    }

    @Test func jsonLineIsOneObject() {
        logger(.debug, .json).error("it \"failed\"", [.errorKind: "io", .count: -3, .responseLost: true])
        #expect(
            sink.lines == [
                #"{"time":"2024-11-20T20:50:23.000100Z","level":"error","message":"it \"failed\"","#
                    + #""error.kind":"io","count":-3,"response.lost":true}"#
            ]
        )
    }

    @Test(arguments: LogLevel.allCases)
    func onlyLinesAtOrAboveTheLevelAreWritten(level: LogLevel) {
        for other in LogLevel.allCases { logger(level).log(other, "line") }
        #expect(sink.lines.count == LogLevel.allCases.filter { $0 >= level }.count)
    }

    @Test func metadataOfAFilteredLineIsNotEvaluated() {
        func costly() -> LogValue {
            Issue.record("evaluated although the line is filtered out")
            return 1
        }
        logger(.warning).info("quiet", [.count: costly()])
        #expect(sink.lines.isEmpty)
    }

    @Test func fieldsOfTheLineReplaceThoseOfTheLogger() {
        let base = logger().with([.requestID: "one", .count: 1]).with([.count: 2])
        base.info("line", [.requestID: "two"])
        base.info("line")
        #expect(
            sink.lines.map { $0.dropFirst(28) } == [
                "info line request.id=two count=2", "info line request.id=one count=2",
            ]
        )
    }

    @Test func keysAreDottedLowerCaseAndUnique() {
        let names = LogKey.allCases.map { "\($0.name)" }
        #expect(names.allSatisfy { name in name.allSatisfy { $0 == "." || $0.isLowercase } })
        #expect(Set(names + ["time", "level", "message"]).count == names.count + 3)
    }
}

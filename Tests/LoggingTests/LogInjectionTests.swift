import Foundation
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

    private func readBack(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test func everyASCIICharacterReadsBackWhereverItStands() throws {
        for scalar in UInt8(0)..<0x80 {
            for place in 0..<19 {
                var bytes = Array(repeating: UInt8(ascii: "a"), count: 19)
                bytes[place] = scalar
                let value = String(decoding: bytes, as: UTF8.self)
                let sink = MemorySink()
                Logger(format: .json, sink: sink).info("line", [.requestRoute: .string(value)])
                let line = try #require(sink.lines.first)
                #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
                #expect(try readBack(line)["request.route"] as? String == value, "\(scalar) at \(place)")
            }
        }
    }

    @Test func aLineThatIsLongerThanMostIsWhole() throws {
        let sink = MemorySink()
        let logger = Logger(format: .json, sink: sink)
        for length in [600, 870, 880, 890, 1_000] {
            let value = String(repeating: "x", count: length)
            logger.info("line", [.requestRoute: .string(value), .count: .integer(-9), .part: .string(value)])
            logger.access(.info, "line") { line in
                line.add(.requestRoute, value)
                line.add(.count, -9)
                line.add(.part, value)
            }
            for line in sink.lines.suffix(2) {
                let read = try readBack(line)
                #expect(read["request.route"] as? String == value && read["reload.part"] as? String == value)
                #expect(read["count"] as? Int == -9 && read.count == 6)
            }
        }
        #expect(sink.lines.count == 10)
    }

    @Test func longValuesAreCutAtAScalar() throws {
        let sink = MemorySink()
        Logger(sink: sink).info("line", [.requestRoute: .string("x" + String(repeating: "é", count: 100_000))])
        let line: String = try #require(sink.lines.first)
        #expect(line.utf8.count < 1_200)
        #expect(line.hasSuffix("é…\""))
    }
}

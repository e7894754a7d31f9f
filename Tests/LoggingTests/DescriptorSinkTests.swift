import Glibc
import Logging
import Testing

struct DescriptorSinkTests {
    /// A pipe whose ends are closed with it.
    private final class Pipe: Sendable {
        let reader: CInt
        let writer: CInt

        init() throws {
            var ends: [CInt] = [-1, -1]
            try #require(pipe(&ends) == 0)
            (reader, writer) = (ends[0], ends[1])
        }

        deinit {
            close(reader)
            close(writer)
        }

        /// The text that is there within the time; empty after it.
        func read(withinMilliseconds milliseconds: CInt) -> String {
            var entry = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, milliseconds) > 0 else { return "" }
            var bytes: [UInt8] = Array(repeating: 0, count: 1 << 16)
            let count: Int = Glibc.read(reader, &bytes, bytes.count)
            return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
        }
    }

    private func sink(_ pipe: Pipe, capacity: Int = 8_192, interval: Int = 0) -> DescriptorSink {
        DescriptorSink(descriptor: pipe.writer, capacity: capacity, intervalMilliseconds: interval)
    }

    @Test func ordinaryLinesWaitUntilTheyAreFlushed() throws {
        let pipe = try Pipe()
        let sink = sink(pipe)
        sink.write(Array("one\n".utf8), urgent: false)
        #expect(pipe.read(withinMilliseconds: 0) == "")
        sink.flush(withinMilliseconds: 10_000)
        #expect(pipe.read(withinMilliseconds: 0) == "one\n")
    }

    @Test func urgentLineIsSentOnAtOnceBehindThoseThatWaited() throws {
        let pipe = try Pipe()
        let sink = sink(pipe)
        let logger = Logger(sink: sink)
        logger.info("first")
        logger.warning("second")
        let lines = pipe.read(withinMilliseconds: 10_000).split(separator: "\n")
        #expect(lines.map { $0.split(separator: " ").last } == ["first", "second"])
    }

    @Test func fullBufferIsWritten() throws {
        let pipe = try Pipe()
        let sink = sink(pipe, capacity: 8)
        sink.write(Array("1234\n".utf8), urgent: false)
        sink.write(Array("5678\n".utf8), urgent: false)
        #expect(pipe.read(withinMilliseconds: 10_000) == "1234\n5678\n")
    }

    @Test func linesThatNobodyFlushesAreWrittenWithinTheInterval() throws {
        let pipe = try Pipe()
        let sink = sink(pipe, interval: 5)
        for text in ["one\n", "two\n"] {
            sink.write(Array(text.utf8), urgent: false)
            #expect(pipe.read(withinMilliseconds: 10_000) == text)
        }
    }

    @Test func lastLinesAreWrittenWhenTheSinkGoes() throws {
        let pipe = try Pipe()
        do {
            let sink = sink(pipe, interval: 1_000)
            sink.write(Array("one\n".utf8), urgent: false)
        }
        #expect(pipe.read(withinMilliseconds: 10_000) == "one\n")
    }

    @Test func closedReaderStopsNothing() throws {
        var ends: [CInt] = [-1, -1]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        let sink = DescriptorSink(descriptor: ends[1], intervalMilliseconds: 0)
        sink.write(Array("lost\n".utf8), urgent: true)
        sink.flush(withinMilliseconds: 10_000)
        close(ends[1])
    }

    @Test func linesOfManyThreadsAreWholeAndComplete() async throws {
        let path = "/tmp/telegram-backend-log-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        unlink(path)
        let sink = DescriptorSink(descriptor: descriptor, capacity: 300, intervalMilliseconds: 1)
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for number in 0..<500 {
                        let line = "<\(writer):\(number):\(String(repeating: "x", count: number % 97))>\n"
                        sink.write(Array(line.utf8), urgent: number % 50 == 0)
                    }
                }
            }
        }
        sink.flush(withinMilliseconds: 10_000)
        var bytes: [UInt8] = Array(repeating: 0, count: 1 << 20)
        let count: Int = pread(descriptor, &bytes, bytes.count, 0)
        let lines: [Substring] = String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 4_000)
        #expect(lines.allSatisfy { $0.hasPrefix("<") && $0.hasSuffix(">") })
        for writer in 0..<8 {
            let numbers = lines.filter { $0.hasPrefix("<\(writer):") }.compactMap { line in
                line.split(separator: ":").dropFirst().first.flatMap { Int($0) }
            }
            #expect(numbers == Array(0..<500), "lines of one writer stay in order")
        }
    }
}

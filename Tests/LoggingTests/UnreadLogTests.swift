import Glibc
import Logging
import TestTraits
import Testing

/// A log that nobody reads, or that takes nothing, holds nobody up.
@Suite(.blocking) struct UnreadLogTests {
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
    }

    /// A line of so many bytes.
    private func line(_ number: Int, bytes: Int = 200) -> [UInt8] {
        let start = "line \(number) "
        return Array((start + String(repeating: "x", count: bytes - 1 - start.utf8.count) + "\n").utf8)
    }

    /// Reads until `isComplete`; fails after twenty seconds.
    private func read(_ descriptor: CInt, until isComplete: (String) -> Bool) throws -> String {
        let deadline: ContinuousClock.Instant = .now + .seconds(20)
        var text = ""
        while !isComplete(text) {
            try #require(ContinuousClock.now < deadline, "so far: \(text.suffix(500))")
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 100) > 0 else { continue }
            var bytes: [UInt8] = Array(repeating: 0, count: 1 << 16)
            let count: Int = Glibc.read(descriptor, &bytes, bytes.count)
            text += String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
        }
        return text
    }

    /// The numbers of the lines, with those that a notice tells of as one negative number; nil for what is no line.
    private func parts(_ text: String) -> [Int?] {
        text.split(separator: "\n").map { line in
            if let number = line.split(separator: "count=").last, line.contains(" warning log lines dropped ") {
                return Int(number).map { -$0 }
            }
            guard line.utf8.count == 199, line.hasPrefix("line "), line.hasSuffix("x") else { return nil }
            return Int(line.split(separator: " ")[1])
        }
    }

    @Test("what does not fit is dropped, counted and told of once there is room", arguments: [false, true])
    func whatDoesNotFitIsDroppedAndCounted(isNonBlocking: Bool) throws {
        let pipe = try Pipe()
        if isNonBlocking { try #require(fcntl(pipe.writer, F_SETFL, O_NONBLOCK) == 0) }
        let sink = DescriptorSink(descriptor: pipe.writer, limit: 20_000, intervalMilliseconds: 1)
        let total = 3_000
        for number in 0..<total { sink.write(line(number), urgent: number % 10 == 0) }
        let first = try read(pipe.reader) { text in
            let told = text.hasSuffix("\n") ? parts(text).compactMap { $0 } : []
            return told.reduce(0) { $0 + ($1 < 0 ? -$1 : 1) } >= total
        }
        #expect(first.contains("log lines dropped"))
        sink.write(line(total), urgent: true)
        let text = try first + read(pipe.reader) { $0.hasSuffix("\n") }
        var next = 0
        for part in parts(text) {
            let part: Int = try #require(part, "a line that is not whole")
            if part >= 0 { #expect(part == next, "lines in order, each gap as long as it says") }
            next += part < 0 ? -part : 1
        }
        #expect(next == total + 1)
    }

    @Test func whoLogsAndWhoFlushesIsNotHeldUp() throws {
        let pipe = try Pipe()
        let sink = DescriptorSink(descriptor: pipe.writer, limit: 1_000)
        let start: ContinuousClock.Instant = .now
        for number in 0..<2_000 { sink.write(line(number), urgent: true) }
        sink.flush(withinMilliseconds: 20)
        #expect(ContinuousClock.now - start < .seconds(10))
        let kept = try read(pipe.reader) { $0.hasSuffix("\n") }
        #expect(kept.hasPrefix("line 0 ") && parts(kept).allSatisfy { $0 != nil })
    }

    /// A process that ends does not wait for the reader, who then finds no torn line.
    @Test func linesInAFullPipeAreWhole() throws {
        let pipe = try Pipe()
        let sink = DescriptorSink(descriptor: pipe.writer, intervalMilliseconds: 0)
        for number in 0..<1_000 { sink.write(line(number), urgent: false) }
        // The thread is stuck in the middle of its batch.
        sink.flush(withinMilliseconds: 50)
        var size: CInt = 0
        try #require(ioctl(pipe.reader, UInt(FIONREAD), &size) == 0)
        var bytes = Array(repeating: 0, count: Int(size))
        try #require(Glibc.read(pipe.reader, &bytes, bytes.count) == bytes.count)
        #expect(!bytes.isEmpty && bytes.count % 200 == 0)
    }

    @Test func aFullDiskHoldsUpNobody() throws {
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        try #require(full >= 0)
        defer { close(full) }
        let sink = DescriptorSink(descriptor: full, intervalMilliseconds: 0)
        let start: ContinuousClock.Instant = .now
        for number in 0..<5 {
            sink.write(line(number), urgent: true)
            sink.flush(withinMilliseconds: 10_000)
        }
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func whatCouldNotBeWrittenIsToldOfWhenSomebodyReadsAgain() throws {
        let path = "/tmp/telegram-backend-log-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        try #require(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let first = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        let writer = open(path, O_WRONLY | O_CLOEXEC)
        defer { close(writer) }
        let sink = DescriptorSink(descriptor: writer, format: .json, intervalMilliseconds: 0)
        close(first)
        for number in 0..<5 {
            sink.write(line(number), urgent: false)
            sink.flush(withinMilliseconds: 10_000)
        }
        let second = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        try #require(second >= 0)
        defer { close(second) }
        sink.write(line(5), urgent: true)
        let text = try read(second) { $0.contains("line 5") && $0.hasSuffix("\n") }
        let lines = text.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasSuffix(#""level":"warning","message":"log lines dropped","count":5}"#))
    }

    @Test func aLineLongerThanAPipeTakesAtOnceIsWritten() throws {
        let pipe = try Pipe()
        let sink = DescriptorSink(descriptor: pipe.writer, intervalMilliseconds: 0)
        let lengths: [Int] = [100, 10_000, 100, 4_096, 4_095, 30]
        for length in lengths { sink.write(line(0, bytes: length), urgent: false) }
        sink.flush(withinMilliseconds: 10_000)
        let text = try read(pipe.reader) { $0.utf8.count == lengths.reduce(0, +) }
        #expect(text.split(separator: "\n").map { $0.utf8.count + 1 } == lengths)
    }
}

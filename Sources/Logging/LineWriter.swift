/// Writes lines in pieces of whole ones, and says how many are missing.
struct LineWriter<Output: LineOutput> {
    private static var newline: UInt8 { UInt8(ascii: "\n") }

    private var output: Output
    /// Renders the line that says how many lines are missing.
    private let notice: (Int) -> [UInt8]
    /// Lines that were taken and could not be written, and those that were dropped since: not yet told of.
    private var lost: Int = 0
    /// The last thing that was written is the beginning of a line.
    private var isTorn: Bool = false

    init(_ output: Output, notice: @escaping (Int) -> [UInt8]) {
        self.output = output
        self.notice = notice
    }

    /// Writes the lines of a batch, and behind them how many were dropped. Gives up on what the output does not take
    /// (reader gone, disk full) and says so as soon as it takes something: a log must not stop the server.
    ///
    /// - Returns: how many lines of the batch were lost.
    mutating func write(_ batch: borrowing LineQueue.Batch) -> Int {
        output.prepare()
        let dropped = batch.dropped
        return batch.lines.withUnsafeBytes { lines in
            if lost > 0, tell(of: lost) { lost = 0 }
            var rest = lines
            while !rest.isEmpty {
                let written = lost > 0 ? 0 : write(piece(of: rest))
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
                if written > 0 { continue }
                let missing = rest.count { $0 == Self.newline }
                lost += missing + dropped
                return missing
            }
            if dropped > 0, !tell(of: dropped) { lost += dropped }
            return 0
        }
    }

    /// Opens the output anew; false where that failed.
    mutating func reopen() -> Bool { output.reopen() }

    private mutating func tell(of count: Int) -> Bool {
        notice(count).withUnsafeBytes { line in
            _ = output.room(forLineOf: line.count)
            return write(line) == line.count
        }
    }

    /// As many whole lines as go together; at least one.
    private mutating func piece(of lines: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let first = lines.firstIndex(of: Self.newline).map { $0 + 1 } ?? lines.count
        let room = output.room(forLineOf: first)
        guard lines.count > room else { return lines }
        let end = room > first ? lines[..<room].lastIndex(of: Self.newline).map { $0 + 1 } ?? first : first
        return UnsafeRawBufferPointer(rebasing: lines[..<end])
    }

    /// Returns the bytes of the whole lines that were written.
    private mutating func write(_ piece: UnsafeRawBufferPointer) -> Int {
        if isTorn {
            // What comes stands on a line of its own.
            guard [Self.newline].withUnsafeBytes({ output.write($0) == 1 }) else { return 0 }
            isTorn = false
        }
        let written = output.write(piece)
        guard written < piece.count else { return written }
        let whole = piece[..<written].lastIndex(of: Self.newline).map { $0 + 1 } ?? 0
        isTorn = written > whole && !output.takeBack(written - whole)
        return whole
    }
}

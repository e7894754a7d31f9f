import Glibc
import Platform

/// Writes lines to a descriptor with `write(2)`, blocking for as long as it takes.
///
/// A pipe gets pieces of at most `PIPE_BUF` bytes that end with a line: each is written wholly or not at all
/// (POSIX, `write`), so lines are whole for whoever reads, whenever this process ends and whoever else writes. Only a
/// line longer than that can be torn.
struct LineWriter {
    private static let fileBytes: Int = 65_536

    private let descriptor: CInt
    private let pieceBytes: Int
    /// Renders the line that says how many lines are missing.
    private let notice: (Int) -> [UInt8]
    /// Lines that were taken and could not be written, and are not yet told of.
    private var lost: Int = 0
    /// The last thing that was written is the beginning of a line.
    private var isTorn: Bool = false

    init(_ descriptor: CInt, notice: @escaping (Int) -> [UInt8]) {
        self.descriptor = descriptor
        self.notice = notice
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        pieceBytes = isFile ? LineWriter.fileBytes : Descriptor.pipeBytes
    }

    /// Writes the lines of a batch, and behind them how many were dropped. Gives up on what the descriptor does not
    /// take (reader gone, disk full) and says so as soon as it takes something: a log must not stop the server.
    mutating func write(_ batch: borrowing LineQueue.Batch) {
        let dropped = batch.dropped
        batch.lines.withUnsafeBytes { lines in
            if lost > 0, tell(of: lost) { lost = 0 }
            var rest = lines
            while !rest.isEmpty {
                let count = length(ofPieceOf: rest)
                guard lost == 0, write(UnsafeRawBufferPointer(rebasing: rest[..<count])) else {
                    lost += rest.count { $0 == UInt8(ascii: "\n") } + dropped
                    return
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            if dropped > 0, !tell(of: dropped) { lost += dropped }
        }
    }

    private mutating func tell(of count: Int) -> Bool {
        notice(count).withUnsafeBytes { write($0) }
    }

    /// As many whole lines as go together; at least one.
    private func length(ofPieceOf lines: UnsafeRawBufferPointer) -> Int {
        guard lines.count > pieceBytes else { return lines.count }
        let newline = UInt8(ascii: "\n")
        let end = lines[..<pieceBytes].lastIndex(of: newline) ?? lines[pieceBytes...].firstIndex(of: newline)
        return end.map { $0 + 1 } ?? lines.count
    }

    /// False where the descriptor takes no more.
    private mutating func write(_ piece: UnsafeRawBufferPointer) -> Bool {
        if isTorn {
            // What comes stands on a line of its own.
            guard [UInt8(ascii: "\n")].withUnsafeBytes({ Descriptor.write($0, to: descriptor).written == 1 }) else {
                return false
            }
            isTorn = false
        }
        let written = Descriptor.write(piece, to: descriptor).written
        isTorn = written > 0 && written < piece.count
        return written == piece.count
    }
}

import Glibc
import Platform

/// A descriptor that somebody else opened, written with `write(2)`.
///
/// A pipe gets pieces of at most `PIPE_BUF` bytes that end with a line: each is written wholly or not at all
/// (POSIX, `write`), so lines are whole for whoever reads, whenever this process ends and whoever else writes. Only a
/// line longer than that can be torn.
struct DescriptorOutput: LineOutput {
    private let descriptor: OwnedDescriptor
    private let pieceBytes: Int

    init(_ descriptor: OwnedDescriptor) {
        self.descriptor = descriptor
        var status = stat()
        let isFile = fstat(descriptor.number, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        pieceBytes = isFile ? LogFile.pieceBytes : Descriptor.pipeBytes
    }

    func prepare() {}

    func room(forLineOf bytes: Int) -> Int { pieceBytes }

    func write(_ piece: UnsafeRawBufferPointer) -> Int { Descriptor.write(piece, to: descriptor.number).written }

    func takeBack(_ bytes: Int) -> Bool { false }

    func reopen() -> Bool { true }
}

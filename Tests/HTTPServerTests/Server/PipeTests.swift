import Glibc
import Platform
import Testing

struct PipeTests {
    @Test func noProgramInheritsAPipe() throws {
        let (output, input) = try Descriptor.pipe()
        defer { for end in [output, input] { close(end) } }
        for end in [output, input] { #expect(fcntl(end, F_GETFD) & FD_CLOEXEC != 0) }
        try Descriptor.write([7], to: input)
        var byte: UInt8 = 0
        #expect(read(output, &byte, 1) == 1 && byte == 7)
    }
}

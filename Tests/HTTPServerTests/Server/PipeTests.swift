import Glibc
import Platform
import Testing

struct PipeTests {
    @Test func noProgramInheritsAPipe() throws {
        let (output, input) = try Descriptor.pipe()
        for end in [output, input] { #expect(fcntl(end.number, F_GETFD) & FD_CLOEXEC != 0) }
        try Descriptor.write([7], to: input.number)
        var byte: UInt8 = 0
        #expect(read(output.number, &byte, 1) == 1 && byte == 7)
    }

    @Test func anEndIsClosedByWhoeverLetsGoOfItLast() throws {
        let (output, input) = try Descriptor.pipe()
        var held: OwnedDescriptor? = try OwnedDescriptor(#require(Self.copy(of: input)))
        input.close()
        input.close()
        #expect(input.number == -1 && !Self.isAtEnd(output), "a copy is open")
        held = nil
        #expect(held == nil && Self.isAtEnd(output))
    }

    @Test func oneThatIsHandedOverStaysOpen() throws {
        let (output, input) = try Descriptor.pipe()
        let number = input.release()
        input.close()
        #expect(!Self.isAtEnd(output))
        close(number)
        #expect(Self.isAtEnd(output))
    }

    private static func copy(of descriptor: OwnedDescriptor) -> Int32? {
        let copy = fcntl(descriptor.number, F_DUPFD_CLOEXEC, 3)
        return copy < 0 ? nil : copy
    }

    /// True where nobody can write any more.
    private static func isAtEnd(_ output: OwnedDescriptor) -> Bool {
        var entry = pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) == 1
    }
}

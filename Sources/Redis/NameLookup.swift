import Glibc
import Platform
import Synchronization

/// The addresses of a host, asked for on a thread of its own: `getaddrinfo` waits as long as the system's resolver
/// likes.
final class NameLookup: Sendable {
    /// What `connect` takes.
    struct Address: Sendable {
        let family: Int32
        let bytes: [UInt8]
    }

    private let answer: Mutex<[Address]> = Mutex([])
    /// Readable when the answer is there.
    private let end: OwnedDescriptor

    /// Begins to ask.
    init(_ address: RedisAddress) throws(RedisFailure) {
        let writer: OwnedDescriptor
        do throws(SystemError) {
            (end, writer) = try Descriptor.pipe()
            try startThread(name: "redis-lookup") { [self] in
                let addresses = Self.resolve(address)
                answer.withLock { $0 = addresses }
                writer.close()
            }
        } catch {
            throw .unreachable(error)
        }
    }

    /// Waits for the answer; one that did not come in time may be waited for again.
    func addresses(within limit: TimeLimit) throws(RedisFailure) -> [Address] {
        try limit.wait(for: POLLIN, of: end.number)
        let addresses = answer.withLock { $0 }
        guard !addresses.isEmpty else { throw .unknownHost }
        return addresses
    }

    private static func resolve(_ address: RedisAddress) -> [Address] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address.host, String(address.port), &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [Address] = []
        var next = list
        while let entry = next?.pointee {
            next = entry.ai_next
            guard let start = entry.ai_addr else { continue }
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(entry.ai_addrlen))
            addresses.append(Address(family: entry.ai_family, bytes: Array(bytes)))
        }
        return addresses
    }
}

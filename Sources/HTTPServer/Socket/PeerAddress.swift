import Glibc
import HTTPTypes

/// The peer at the other end of a connection.
struct PeerAddress {
    /// The address; an IPv4 address in an IPv6 socket is that IPv4 address. nil for a local socket.
    let address: IPAddress?
    /// The same as text, without port; "unix" for local sockets.
    let text: String

    /// The key to count connections by.
    var key: ClientKey { ClientKey(address) }

    init(_ address: IPAddress?) {
        self.address = address
        text = address?.description ?? "unix"
    }

    /// Reads what `accept4` or `getpeername` filled in.
    init(_ storage: borrowing sockaddr_storage) {
        switch Int32(storage.ss_family) {
        case AF_INET:
            let address = withUnsafeBytes(of: storage) { $0.loadUnaligned(as: sockaddr_in.self) }
            self.init(IPAddress(v4: UInt32(bigEndian: address.sin_addr.s_addr)))
        case AF_INET6:
            let address = withUnsafeBytes(of: storage) { $0.loadUnaligned(as: sockaddr_in6.self) }
            self.init(IPAddress(address.sin6_addr))
        default: self.init(nil)
        }
    }
}

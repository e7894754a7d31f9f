internal import CCurl
import Glibc

/// Sockets for requests without TLS.
enum PrivateSocket {
    /// A socket for an address of a private network; -1 for any other, whatever name stood for it.
    ///
    /// - Parameter refused: called where the address is another.
    static func open(_ address: UnsafeMutablePointer<curl_sockaddr>, refused: () -> Void) -> curl_socket_t {
        guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return -1 }
        // sockaddr_in: family, port, address. sockaddr_in6: family, port, flow, address.
        let (start, size) = address.pointee.family == AF_INET6 ? (8, 16) : (4, 4)
        guard Int(address.pointee.addrlen) >= start + size else { return -1 }
        let bytes = UnsafeRawBufferPointer(start: UnsafeRawPointer(address) + offset + start, count: size)
        guard [AF_INET, AF_INET6].contains(address.pointee.family), PrivateNetwork.contains(Array(bytes)) else {
            refused()
            return -1
        }
        let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(address.pointee.family, type, address.pointee.protocol)
    }
}

import HTTPTypes

/// What a trusted proxy tells of a request's client: in `Forwarded` (RFC 7239) or in `X-Forwarded-For` and
/// `X-Forwarded-Proto`.
///
/// Each proxy adds whom it was asked by at the right, so hops are believed from the right: the client is the right-most
/// hop that is no trusted proxy itself. What stands further to the left, clients may have made up.
struct ForwardedClient {
    /// nil where nothing was told, or nothing that can be believed.
    private(set) var address: IPAddress?
    private(set) var scheme: HTTPScheme?

    init(_ request: HTTPRequest, trusted: TrustedProxies) {
        var hops = Hops(trusted)
        var others = Hops(trusted)
        var forwardedScheme: HTTPScheme?
        for field in request.fields {
            if field.name.equalsIgnoringCase("X-Forwarded-For") {
                hops.readAddresses(field.value)
            } else if field.name.equalsIgnoringCase("Forwarded") {
                others.readElements(field.value)
            } else if field.name.equalsIgnoringCase("X-Forwarded-Proto") {
                forwardedScheme = HTTPScheme(lastOf: field.value)
            }
        }
        // A proxy writes one of the two and passes the other on as the client sent it; which, nobody can see here.
        if hops.isEmpty {
            address = others.client
        } else if others.isEmpty || others.client == hops.client {
            address = hops.client
        }
        scheme = others.isEmpty ? forwardedScheme : others.scheme
        if let forwardedScheme, !others.isEmpty, others.scheme != forwardedScheme {
            scheme = others.scheme == nil ? forwardedScheme : nil
        }
    }
}

/// The hops of a request in the order of their proxies, the nearest last.
private struct Hops {
    private let trusted: TrustedProxies
    private(set) var isEmpty: Bool = true
    /// The client, as far as the hops were read: nil where its hop does not name an address.
    private(set) var client: IPAddress?
    /// The scheme that stands at the client's hop.
    private(set) var scheme: HTTPScheme?
    private var isTrusted: Bool = true

    init(_ trusted: TrustedProxies) { self.trusted = trusted }

    /// Takes the next hop: one behind an untrusted one counts only where it is untrusted, too.
    private mutating func add(_ address: IPAddress?, _ hopScheme: HTTPScheme? = nil) {
        let hopIsTrusted = address.map { trusted.contains($0) } ?? false
        if isEmpty || !hopIsTrusted { (client, scheme, isTrusted) = (address, hopScheme, hopIsTrusted) }
        isEmpty = false
    }

    /// Reads a line of `X-Forwarded-For`: addresses separated by commas.
    mutating func readAddresses(_ value: Bytes) {
        var start = 0
        while start <= value.count {
            let end = value.firstIndex(of: UInt8(ascii: ","), from: start) ?? value.count
            let hop = value.slice(start, end).trimmed()
            if !hop.isEmpty { add(HopName.address(hop)) }
            start = end + 1
        }
    }

    /// Reads a line of `Forwarded`: elements of pairs, separated by semicolons, and by commas from each other.
    mutating func readElements(_ value: Bytes) {
        var reader = ForwardedReader(value)
        while true {
            switch reader.next() {
            case .end: return
            // Where an element ends cannot be told any more, so nothing behind it can be told apart either.
            case .malformed: return add(nil)
            case .element(let address, let scheme): add(address, scheme)
            }
        }
    }
}

extension HTTPScheme {
    /// The last of a list, which the nearest proxy added; nil for one that is neither.
    fileprivate init?(lastOf list: Bytes) {
        var start = 0
        while let comma = list.firstIndex(of: UInt8(ascii: ","), from: start) { start = comma + 1 }
        self.init(list.slice(start, list.count).trimmed())
    }

    init?(_ text: Bytes) {
        if text.equalsIgnoringCase("https") {
            self = .https
        } else if text.equalsIgnoringCase("http") {
            self = .http
        } else {
            return nil
        }
    }
}

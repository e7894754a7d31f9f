import HTTPTypes
import Testing

@testable import HTTPServer

@Suite struct ForwardedClientTests {
    private let trusted = TrustedProxies(networks: ["10.0.0.0/8", "2001:db8:1::/48"].compactMap { IPNetwork($0) })

    /// The client that a request with these fields is told to be of, as `address scheme`; "-" for nothing.
    private func told(_ fields: [(String, String)]) -> String {
        let bytes: [UInt8] = fields.flatMap { Array($0.0.utf8) + Array($0.1.utf8) } + [0]
        return bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return "" }
            let request = HTTPRequest()
            let all = Bytes(start: start, count: buffer.count)
            var index = 0
            for (name, value) in fields {
                let middle = index + name.utf8.count
                let end = middle + value.utf8.count
                request.fields.append(HTTPField(name: all.slice(index, middle), value: all.slice(middle, end)))
                index = end
            }
            let client = ForwardedClient(request, trusted: trusted)
            return "\(client.address?.description ?? "-") \(client.scheme?.rawValue ?? "-")"
        }
    }

    @Test(
        "X-Forwarded-For names the right-most hop that is no trusted proxy",
        arguments: [
            (["203.0.113.7"], "203.0.113.7"), (["1.2.3.4, 203.0.113.7"], "203.0.113.7"),
            (["203.0.113.7, 10.1.1.1"], "203.0.113.7"), (["1.2.3.4,203.0.113.7,10.1.1.1,10.2.2.2"], "203.0.113.7"),
            (["1.2.3.4", "203.0.113.7, 10.1.1.1"], "203.0.113.7"), (["203.0.113.7", "10.1.1.1"], "203.0.113.7"),
            (["10.1.1.1, 10.2.2.2"], "10.1.1.1"), (["203.0.113.7:4711"], "203.0.113.7"),
            (["2001:db8::7"], "2001:db8::7"), (["[2001:db8::7]"], "2001:db8::7"), (["[2001:db8::7]:80"], "2001:db8::7"),
            (["2001:db8::7, 2001:db8:1::1"], "2001:db8::7"), (["::ffff:203.0.113.7"], "203.0.113.7"),
            (["203.0.113.7,, "], "203.0.113.7"), (["garbage, 203.0.113.7"], "203.0.113.7"),
            (["203.0.113.7, garbage"], "-"), (["203.0.113.7, garbage, 10.1.1.1"], "-"), (["unknown"], "-"),
            (["_hidden"], "-"), (["203.0.113.7:port"], "-"), (["203.0.113.7:"], "-"), (["203.0.113.7:123456"], "-"),
            (["[203.0.113.7]"], "-"), (["[2001:db8::7"], "-"), (["[2001:db8::7]80"], "-"), (["fe80::1%eth0"], "-"),
            (["203.0.113.256"], "-"), (["203.0.113.7 10.1.1.1"], "-"), ([""], "-"), ([",, ,"], "-"), ([], "-"),
            (["\"203.0.113.7\""], "-"), (["203.0.113.7:_a.b-c"], "203.0.113.7"), (["203.0.113.7:_"], "-"),
        ]
    )
    func addresses(lines: [String], client: String) {
        #expect(told(lines.map { ("x-forwarded-FOR", $0) }) == "\(client) -")
    }

    @Test(
        "Forwarded is read as RFC 7239 writes it",
        arguments: [
            (["for=203.0.113.7"], "203.0.113.7 -"), (["For=203.0.113.7;Proto=HTTPS"], "203.0.113.7 https"),
            (["for=1.2.3.4, for=203.0.113.7;proto=http;by=10.1.1.1"], "203.0.113.7 http"),
            (["for=203.0.113.7;proto=https, for=10.1.1.1;proto=http"], "203.0.113.7 https"),
            (["for=\"[2001:db8::7]:4711\""], "2001:db8::7 -"), (["for=\"203.0.113.7:80\";host=a"], "203.0.113.7 -"),
            (["for=203.0.113.7:80"], "203.0.113.7 -"), (["for=[2001:db8::7]"], "2001:db8::7 -"),
            (["for=unknown"], "- -"), (["for=_gazonk"], "- -"), (["for=203.0.113.7, for=_gazonk"], "- -"),
            (["proto=https"], "- https"), (["for=203.0.113.7; proto=https ;"], "203.0.113.7 https"),
            (["for=203.0.113.7;for=203.0.113.8"], "- -"), (["for=\"203.0.113.7"], "- -"),
            (["for=\"203.0.113.7, for=203.0.113.8"], "- -"), (["x=\", for=\"203.0.113.8\""], "- -"),
            (["for=203.0.113.7;secret=\"a,b;c\\\"d\""], "203.0.113.7 -"), (["for"], "- -"), (["=203.0.113.7"], "- -"),
            (["for=203.0.113.7", "for=10.1.1.1"], "203.0.113.7 -"), (["", ","], "- -"),
            (["for=203.0.113.7;proto=ftp"], "203.0.113.7 -"), (["for=\"203.0.113.7\\"], "- -"),
            (["for = 203.0.113.7"], "- -"), (["for=\"\""], "- -"),
        ]
    )
    func elements(lines: [String], client: String) {
        #expect(told(lines.map { ("Forwarded", $0) }) == client)
    }

    @Test("where both are there they must agree, as the proxy wrote only one of them")
    func both() {
        let one = ("X-Forwarded-For", "203.0.113.7")
        #expect(told([one, ("Forwarded", "for=203.0.113.7;proto=https")]) == "203.0.113.7 https")
        #expect(told([one, ("Forwarded", "for=203.0.113.8")]) == "- -")
        #expect(told([one, ("Forwarded", "for=unknown")]) == "- -")
        #expect(told([one, ("Forwarded", "proto=https"), ("X-Forwarded-Proto", "http")]) == "- -")
    }

    @Test("X-Forwarded-Proto is what the nearest proxy says")
    func schemes() {
        #expect(told([("X-Forwarded-Proto", "https")]) == "- https")
        #expect(told([("X-Forwarded-Proto", "HTTP"), ("X-Forwarded-For", "203.0.113.7")]) == "203.0.113.7 http")
        #expect(told([("X-Forwarded-Proto", "https, http")]) == "- http")
        #expect(told([("X-Forwarded-Proto", "http"), ("X-Forwarded-Proto", "https")]) == "- https")
        #expect(told([("X-Forwarded-Proto", "wss")]) == "- -")
    }
}

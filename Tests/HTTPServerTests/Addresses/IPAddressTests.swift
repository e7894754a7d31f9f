import HTTPTypes
import Testing

@Suite struct IPAddressTests {
    private func address(_ text: String) -> IPAddress? {
        var text = text
        return text.withUTF8 { buffer in
            buffer.baseAddress.flatMap { IPAddress(Bytes(start: $0, count: buffer.count)) }
        }
    }

    @Test(
        "addresses are read, and written as RFC 5952 says",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("::ffff:192.0.2.1", "192.0.2.1"), ("::", "::"),
            ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::1", "::1"), ("64:ff9b::192.0.2.1", "64:ff9b::c000:201"),
            ("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ]
    )
    func readAndWritten(text: String, written: String) {
        #expect(address(text)?.description == written)
    }

    @Test(
        "what is no address is none",
        arguments: [
            "", "1", "192.0.2", "192.0.2.256", "192.0.2.01", "192.0.2.1:80", "[::1]", "fe80::1%eth0", "unix", "_hidden",
            "::1\0", "1:2:3:4:5:6:7:8:9", "192.0.2.1 ", " ::1", "0x7f.1", "127.1",
            "0000000000000000000000000000000000000000000000000001",
        ]
    )
    func refused(text: String) {
        #expect(address(text) == nil)
    }

    @Test("IPv4 addresses are clients alone, IPv6 addresses by their /64")
    func clients() {
        let groups: [[String]] = [
            ["192.0.2.1", "::ffff:192.0.2.1"], ["192.0.2.2"],
            ["2001:db8::1", "2001:db8:0:0:ffff::", "2001:DB8:0:0:1:2:3:4"], ["2001:db8:0:1::"], ["1::"],
            ["0:1::", "0:1:0:0:1:2:3:4"], ["::1", "::8"],
        ]
        var keys: Set<ClientKey> = [ClientKey(nil)]
        for group in groups {
            let members = Set(group.map { ClientKey(address($0)) })
            #expect(members.count == 1)
            keys.formUnion(members)
        }
        #expect(keys.count == groups.count + 1)
        #expect(ClientKey(address("2001:db8::7")).description == "2001:db8::/64")
    }

    @Test(
        "a network has the addresses that begin with its bits",
        arguments: [
            (
                "10.0.0.0/8", ["10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3"],
                ["11.0.0.0", "9.255.255.255", "::10.0.0.1"]
            ),
            ("149.154.160.0/20", ["149.154.160.0", "149.154.175.255"], ["149.154.176.0", "149.154.159.255"]),
            ("91.108.4.0/22", ["91.108.4.0", "91.108.7.255"], ["91.108.8.0", "91.108.3.255"]),
            ("192.0.2.7", ["192.0.2.7"], ["192.0.2.8"]), ("192.0.2.7/24", ["192.0.2.255"], ["192.0.3.7"]),
            ("0.0.0.0/0", ["1.2.3.4"], ["::1", "2001:db8::1"]), ("::/0", ["1.2.3.4", "2001:db8::1"], []),
            ("2001:db8::/33", ["2001:db8:7fff::1"], ["2001:db8:8000::1"]), ("::1/128", ["::1"], ["::2"]),
            ("2001:db8:0:0:8000::/65", ["2001:db8::8000:0:0:1"], ["2001:db8::1"]),
            ("::ffff:0:0/96", ["1.2.3.4"], ["::1"]),
        ]
    )
    func networks(text: String, inside: [String], outside: [String]) throws {
        let network = try #require(IPNetwork(text))
        for text in inside { #expect(network.contains(try #require(address(text))), "\(text)") }
        for text in outside { #expect(!network.contains(try #require(address(text))), "\(text)") }
    }

    @Test(
        "what is no network is none",
        arguments: [
            "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08x", "10.0.0.0/8/8", "::/129", "a/8",
            "10.0.0.0/255.0.0.0", "10.0.0.0/0000",
        ]
    )
    func noNetworks(text: String) {
        #expect(IPNetwork(text) == nil)
    }
}

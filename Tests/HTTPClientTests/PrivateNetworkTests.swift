import HTTPClient
import Testing

@Suite struct PrivateNetworkTests {
    @Test(
        arguments: [
            ([127, 0, 0, 1], true), ([127, 255, 255, 255], true), ([10, 0, 0, 0], true), ([10, 255, 255, 255], true),
            ([172, 16, 0, 0], true), ([172, 31, 255, 255], true), ([192, 168, 0, 1], true), ([169, 254, 9, 9], true),
            ([9, 255, 255, 255], false), ([11, 0, 0, 0], false), ([172, 15, 0, 0], false), ([172, 32, 0, 0], false),
            ([192, 167, 0, 0], false), ([192, 169, 0, 0], false), ([169, 253, 0, 0], false), ([100, 64, 0, 1], false),
            ([0, 0, 0, 0], false), ([8, 8, 8, 8], false), ([255, 255, 255, 255], false), ([], false), ([127], false),
        ] as [([UInt8], Bool)]
    )
    func knowsPrivateAddresses(address: [UInt8], isPrivate: Bool) {
        #expect(PrivateNetwork.contains(address) == isPrivate)
        guard address.count == 4 else { return }
        let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + address
        #expect(PrivateNetwork.contains(mapped) == isPrivate)
    }

    @Test(arguments: [
        ("localhost", true), ("LOCALHOST", true), ("localhost.", true), ("a.localhost", true), ("bot-api", true),
        ("bot_api", true), ("a.b.local", true), ("a.internal", true), ("a.home.arpa", true), ("[::1]", true),
        ("[fdff::]", true), ("[fe80::1]", true), ("[febf::1]", true), ("127.0.0.1", true),
        ("[::2]", false), ("[fe00::]", false), ("[fec0::1]", false), ("[2001:db8::1]", false), ("[::]", false),
        ("[::ffff:8.8.8.8]", false), ("example.org", false), ("local", true), ("xlocal.org", false),
        ("a.notlocal", false),
        ("localhost.example.org", false), ("10.0.0.1.example.org", false), ("134744072", false), ("0x08080808", false),
        ("10.1", false), ("", false), (".", false), ("[]", false), ("[", false),
    ])
    func knowsHostsThatMayBePrivate(host: String, isPrivate: Bool) {
        #expect(PrivateNetwork.mayHold(host: host) == isPrivate)
    }
}

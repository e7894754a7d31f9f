import Crypto
import Testing

@testable import Redis

@Suite struct RedisURLTests {
    @Test func partsAreRead() throws {
        let url = try RedisURL("redis://shop:p%40ss%2F:w@redis.example.org:6380/3")
        #expect(url.nodes == [RedisAddress(host: "redis.example.org", port: 6_380)])
        #expect(url.user?.revealed == "shop")
        #expect(url.password?.revealed == "p@ss/:w")
        #expect(url.database == 3)
    }

    @Test(arguments: ["redis://:a/b@h", "redis://:a@b@h", "redis://:a/1@h/", "redis://:%C3%A9@h/0"])
    func passwordsMayHoldWhatSeparates(text: String) throws {
        let url = try RedisURL(text)
        #expect(url.nodes == [RedisAddress(host: "h")])
        #expect(url.user == nil && url.password != nil && url.database == 0)
    }

    @Test(arguments: [
        ("redis://h", ["h:6379"]), ("redis://h/", ["h:6379"]), ("redis://[::1]", ["::1:6379"]),
        ("redis://[fe80::1]:7000/0", ["fe80::1:7000"]), ("redis://a:1,b,c:3", ["a:1", "b:6379", "c:3"]),
    ])
    func portsAreOptional(text: String, nodes: [String]) throws {
        #expect(try RedisURL(text).nodes.map { "\($0.host):\($0.port)" } == nodes)
    }

    @Test(arguments: [
        "", "redis://", "redis://h:0", "redis://h:65536", "redis://h:+1", "redis://h:", "redis://h/x", "redis://h/1/2",
        "redis://h/123456", "redis://user@h", "redis://:@h", "redis://:%zz@h", "redis://:%4@h", "redis://h,",
        "redis://a b", "redis://::1", "redis://[::1", "redis://[h]", "redis://h/0?protocol=3", "http://h", "unix:///a",
    ])
    func malformedAddressesAreRefused(text: String) {
        #expect(throws: RedisURL.Fault.malformed) { try RedisURL(text) }
    }

    @Test func encryptionIsRefusedByName() {
        #expect(throws: RedisURL.Fault.encrypted) { try RedisURL("rediss://h") }
    }
}

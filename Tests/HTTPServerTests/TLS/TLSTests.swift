import CTLS
import HTTPTypes
import TestTraits
import Testing

@testable import HTTPServer

@Suite(.blocking) struct TLSTests {
    private let fixture: TLSFixture
    private var options: TLSClient.Options { fixture.options }

    init() throws { fixture = try TLSFixture() }

    @Test func aRequestIsAnsweredOverTLS13() async throws {
        try await fixture.withServer(TestResponder { TestResponder.text(200, $0.scheme?.rawValue ?? "unknown") }) {
            port,
            _ in
            let client = try TLSClient(port: port, options)
            try client.send(TLSFixture.get)
            #expect(try client.response().text == "https")
            #expect(client.version == "TLSv1.3")
            #expect(client.protocolName == "http/1.1")
        }
    }

    @Test(arguments: [
        (nil, "ECDHE-ECDSA-AES256-GCM-SHA384"),
        ("ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305"),
        ("ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256"),
    ])
    func aClientOfTLS12IsServed(suites: String?, chosen: String) async throws {
        try await fixture.withServer { port, _ in
            var options = options
            options.maxVersion = TLS1_2_VERSION
            options.suites = suites
            let client = try TLSClient(port: port, options)
            try client.send(TLSFixture.get)
            #expect(try client.response().status == 200)
            #expect(client.version == "TLSv1.2")
            if suites != nil { #expect(client.suite == chosen) }
        }
    }

    @Test(arguments: [TLS1_VERSION, TLS1_1_VERSION])
    func olderVersionsAreRefused(version: Int32) async throws {
        try await fixture.withServer { port, _ in
            var options = options
            (options.minVersion, options.maxVersion) = (version, version)
            let error: TLSClient.Failure? = #expect(throws: TLSClient.Failure.self) {
                try TLSClient(port: port, options)
            }
            #expect(error?.description == "handshake: tlsv1 alert protocol version")
        }
    }

    @Test(arguments: ["ECDHE-ECDSA-AES128-SHA256", "AES128-GCM-SHA256", "DHE-RSA-AES128-GCM-SHA256"])
    func suitesWithoutForwardSecrecyOrAuthenticatedEncryptionAreRefused(suite: String) async throws {
        try await fixture.withServer { port, _ in
            var options = options
            options.maxVersion = TLS1_2_VERSION
            options.suites = suite
            #expect(throws: TLSClient.Failure.self) { try TLSClient(port: port, options) }
        }
    }

    @Test func aClientThatWantsAnotherProtocolIsToldSo() async throws {
        try await fixture.withServer { port, _ in
            var options = options
            options.protocols = ["h2"]
            let error: TLSClient.Failure? = #expect(throws: TLSClient.Failure.self) {
                try TLSClient(port: port, options)
            }
            #expect(error?.description == "handshake: tlsv1 alert no application protocol")
            options.protocols = ["h2", "http/1.1"]
            let client = try TLSClient(port: port, options)
            #expect(client.protocolName == "http/1.1")
            options.protocols = []
            let silent = try TLSClient(port: port, options)
            #expect(silent.protocolName == "")
        }
    }

    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func aSessionIsResumedOnEveryLoop(version: Int32) async throws {
        try await fixture.withServer(configure: { $0.loops = 2 }) { port, _ in
            var options = options
            options.maxVersion = version
            let first = try TLSClient(port: port, options)
            try first.send(TLSFixture.get)
            _ = try first.response()
            #expect(!first.isResumed)
            options.session = first.session()
            defer { SSL_SESSION_free(options.session) }
            // The kernel spreads connections over the loops.
            for _ in 0..<8 {
                let client = try TLSClient(port: port, options)
                try client.send(TLSFixture.get)
                #expect(try client.response().status == 200)
                #expect(client.isResumed)
            }
        }
    }

    @Test func renegotiationIsRefused() async throws {
        try await fixture.withServer { port, _ in
            var options = options
            options.maxVersion = TLS1_2_VERSION
            let client = try TLSClient(port: port, options)
            #expect(!client.renegotiate())
        }
    }

    @Test func newKeysDisturbNothing() async throws {
        try await fixture.withServer { port, _ in
            let client = try TLSClient(port: port, options)
            for _ in 0..<3 {
                client.updateKeys()
                try client.send(TLSFixture.get)
                #expect(try client.response().status == 200)
            }
        }
    }

}

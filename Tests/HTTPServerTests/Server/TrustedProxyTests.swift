import HTTPTypes
import Testing

@testable import HTTPServer

/// Clients behind proxies, over real sockets.
@Suite struct TrustedProxyTests {
    private let telling = TestResponder { request in
        TestResponder.text(200, "\(request.remoteAddress) \(request.scheme?.rawValue ?? "-")")
    }
    private let loopback = TrustedProxies(networks: ["127.0.0.0/8", "10.0.0.0/8"].compactMap { IPNetwork($0) })

    private func get(_ fields: String = "") -> String { "GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n" }

    @Test("a trusted peer names the client of each request, and is the client where it names none")
    func trustedPeer() async throws {
        try await withServer(telling, configure: { $0.trustedProxies = loopback }) { port, _ in
            let client = try RawConnection(port: port)
            let requests = [
                ("X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\n", "203.0.113.7 https"),
                ("Forwarded: for=\"[2001:db8::1]\";proto=http\r\n", "2001:db8::1 http"), ("", "127.0.0.1 -"),
                ("X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 203.0.113.9, 10.0.0.1\r\n", "203.0.113.9 -"),
                ("X-Forwarded-For: nonsense\r\n", "127.0.0.1 -"),
            ]
            for (fields, expected) in requests {
                try client.send(get(fields))
                #expect(try client.response().text == expected)
            }
        }
    }

    @Test("anybody else is not believed")
    func untrustedPeer() async throws {
        let others = TrustedProxies(networks: ["10.0.0.0/8"].compactMap { IPNetwork($0) }, hasLocalSockets: true)
        for trusted in [TrustedProxies(), others] {
            try await withServer(telling, configure: { $0.trustedProxies = trusted }) { port, _ in
                let client = try RawConnection(port: port)
                try client.send(
                    get("X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\nForwarded: for=1.1.1.1\r\n")
                )
                #expect(try client.response().text == "127.0.0.1 -")
            }
        }
    }

    @Test("a refused head is not its predecessor's client's")
    func refusedHead() async throws {
        let responder = TestResponder { fault, request in TestResponder.text(fault.status, request.remoteAddress) }
        try await withServer(responder, configure: { $0.trustedProxies = loopback }) { port, _ in
            let client = try RawConnection(port: port)
            try client.send(get("X-Forwarded-For: 203.0.113.7\r\n"))
            _ = try client.response()
            try client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.8\r\nbroken\r\n\r\n")
            #expect(try client.response().text == "203.0.113.8")
        }
    }

    @Test("a trusted proxy may have more connections than an address may")
    func connections() async throws {
        for (trusted, isWelcome) in [(loopback, true), (TrustedProxies(), false)] {
            try await withServer(
                telling,
                configure: {
                    $0.trustedProxies = trusted
                    $0.maxConnectionsPerAddress = 1
                }
            ) { port, _ in
                let first = try RawConnection(port: port)
                try first.send(get())
                _ = try first.response()
                let second = try RawConnection(port: port)
                try second.send(get())
                #expect(try second.response().status == (isWelcome ? 200 : 503))
            }
        }
    }

    @Test("the header of the PROXY protocol names the client, in whatever pieces it comes")
    func proxyHeader() async throws {
        try await withServer(
            telling,
            configure: {
                $0.trustedProxies = loopback
                $0.expectsProxyHeader = true
            }
        ) { port, _ in
            let whole = try RawConnection(port: port)
            try whole.send(ProxyHeaderTests.v4 + Array((get() + get("X-Forwarded-For: 1.2.3.4\r\n")).utf8))
            #expect(try whole.response().text == "203.0.113.7 -")
            // The client itself is nobody who is trusted.
            #expect(try whole.response().text == "203.0.113.7 -")
            let pieces = try RawConnection(port: port)
            for byte in ProxyHeaderTests.v4 { try pieces.send([byte]) }
            try pieces.send(get())
            #expect(try pieces.response().text == "203.0.113.7 -")
            let own = try RawConnection(port: port)
            try own.send(ProxyHeaderTests.header(command: 0x20, family: 0, []) + Array(get().utf8))
            #expect(try own.response().text == "127.0.0.1 -")
            // The proxy in front of the proxy is one that is trusted, and names its client in a field.
            let chain = try RawConnection(port: port)
            let addresses: [UInt8] = [10, 0, 0, 2, 10, 0, 0, 1, 0, 1, 0, 80]
            try chain.send(
                ProxyHeaderTests.header(family: 0x11, addresses) + Array(get("X-Forwarded-For: 9.9.9.9\r\n").utf8)
            )
            #expect(try chain.response().text == "9.9.9.9 -")
        }
    }

    @Test("without its header a trusted proxy gets no answer, and who is not trusted needs none")
    func missingProxyHeader() async throws {
        for (trusted, answer) in [(loopback, ""), (TrustedProxies(), "127.0.0.1 -")] {
            try await withServer(
                telling,
                configure: {
                    $0.trustedProxies = trusted
                    $0.expectsProxyHeader = true
                }
            ) { port, _ in
                let client = try RawConnection(port: port)
                try client.send(get("Connection: close\r\n"))
                #expect(try client.readToEnd().hasSuffix(answer))
                #expect(client.text.isEmpty == answer.isEmpty)
            }
        }
    }

    @Test("a header that does not come is not waited for longer than a head")
    func lateProxyHeader() async throws {
        try await withServer(
            telling,
            configure: {
                $0.trustedProxies = loopback
                $0.expectsProxyHeader = true
                $0.headerTimeout = .milliseconds(100)
            }
        ) { port, _ in
            let client = try RawConnection(port: port)
            try client.send(Array(ProxyHeaderTests.v4.prefix(9)))
            #expect(try client.readToEnd().isEmpty)
        }
    }

    @Test("connections are counted by the client that the header names")
    func countedClients() async throws {
        try await withServer(
            telling,
            configure: {
                $0.trustedProxies = loopback
                $0.expectsProxyHeader = true
                $0.maxConnectionsPerAddress = 1
            }
        ) { port, server in
            let first = try RawConnection(port: port)
            try first.send(ProxyHeaderTests.v4 + Array(get().utf8))
            #expect(try first.response().status == 200)
            let second = try RawConnection(port: port)
            try second.send(ProxyHeaderTests.v4 + Array(get().utf8))
            #expect(try second.response().status == 503)
            let addresses: [UInt8] = [203, 0, 113, 8, 10, 0, 0, 1, 0, 1, 0, 80]
            let other = try RawConnection(port: port)
            try other.send(ProxyHeaderTests.header(family: 0x11, addresses) + Array(get().utf8))
            #expect(try other.response().status == 200)
            first.reset()
            second.reset()
            #expect(eventually { server.activity.connections == 1 })
            let again = try RawConnection(port: port)
            try again.send(ProxyHeaderTests.v4 + Array(get().utf8))
            #expect(try again.response().status == 200)
        }
    }
}

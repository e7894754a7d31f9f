import Glibc
import HTTPTypes
import Platform
import Synchronization
import TLS
import TestSupport
import TestTraits
import Testing

@testable import HTTPServer

@Suite(.blocking) struct TLSCredentialsTests {
    private let fixture: TLSFixture

    init() throws { fixture = try TLSFixture() }

    /// Puts the certificate and key in the place of those that are shown.
    private func replace(_ issued: CertificateAuthority.Issued, keyOf other: CertificateAuthority.Issued? = nil) throws
    {
        let files = fixture.files
        for (from, to) in [(issued.certificate, files.certificate), ((other ?? issued).key, files.key)] {
            try FileSystem.write(Files.bytes(of: from), to: to)
        }
    }

    @Test(arguments: [CertificateAuthority.KeyType.p256, .rsa2048])
    func theFilesOfACertificateAreRead(keyType: CertificateAuthority.KeyType) throws {
        let issued = try fixture.authority.issue(keyType, days: 20, name: "shop.example.org")
        let now = Int(SystemClock.microseconds() / 1_000_000)
        for files in [
            TLSFiles(certificate: issued.fullChain, key: issued.key),
            TLSFiles(certificate: issued.certificate, key: issued.key, chain: issued.chain),
            TLSFiles(certificate: issued.fullChain, key: issued.key, chain: issued.fullChain),
        ] {
            let identity = try TLSIdentity(files)
            #expect((20 * 86_400 - 600...20 * 86_400).contains(identity.notAfter - now))
            #expect(identity.notBefore <= now)
            #expect(identity.isFor(host: "shop.example.org") && identity.isFor(host: "127.0.0.1"))
            #expect(!identity.isFor(host: "example.org") && !identity.isFor(host: "127.0.0.2"))
            #expect(identity.chainFault() != nil)
            #expect(!identity.serialNumber.isEmpty)
        }
    }

    @Test func filesThatCannotBeUsedAreNamedWithTheReason() throws {
        let (files, other) = (fixture.files, try fixture.authority.issue())
        let empty = other.certificate + ".empty"
        try FileSystem.write([], to: empty)
        func fault(_ certificate: String, _ key: String, chain: String? = nil) -> String? {
            do throws(TLSError) {
                _ = try TLSIdentity(TLSFiles(certificate: certificate, key: key, chain: chain))
                return nil
            } catch {
                return error.description
            }
        }
        #expect(
            fault(files.certificate, other.key)
                == "the key in \(other.key) is not that of the certificate in \(files.certificate)"
        )
        #expect(
            fault(files.certificate + "x", files.key)
                == "\(files.certificate)x cannot be read: No such file or directory"
        )
        #expect(fault(files.key, files.key) == "\(files.key) holds no certificate in PEM")
        #expect(fault(files.certificate, files.certificate) == "\(files.certificate) holds no key in PEM")
        #expect(fault(empty, files.key) == "\(empty) holds no certificate in PEM")
        #expect(fault(files.certificate, files.key, chain: empty) == "\(empty) holds no certificate in PEM")
        let half = try Array(Files.bytes(of: fixture.issued.fullChain).dropLast(100))
        try FileSystem.write(half, to: empty)
        #expect(fault(empty, files.key)?.hasPrefix("\(empty) is damaged") == true)
        try Command.output(of: [
            "openssl", "ec", "-in", files.key, "-aes128", "-passout", "pass:abcd", "-out", files.key + ".locked",
        ])
        let locked = files.key + ".locked"
        #expect(fault(files.certificate, locked) == "\(locked) is encrypted, and there is no password")
    }

    @Test func newConnectionsGetTheNewCertificateAndOldOnesGoOn() async throws {
        let credentials = try TLSCredentials(fixture.files)
        try await fixture.withServer(credentials: credentials) { port, _ in
            let kept = try TLSClient(port: port, fixture.options)
            let old = credentials.identity.serialNumber
            #expect(kept.serialNumber == old)
            try replace(try fixture.authority.issue())
            let new = try credentials.reload().serialNumber
            #expect(new != old)
            for client in [kept, try TLSClient(port: port, fixture.options)] {
                try client.send(TLSFixture.get)
                #expect(try client.response().status == 200)
            }
            #expect(try TLSClient(port: port, fixture.options).serialNumber == new)
        }
    }

    @Test func aPairThatDoesNotMatchKeepsTheOldOne() async throws {
        let credentials = try TLSCredentials(fixture.files)
        try await fixture.withServer(credentials: credentials) { port, _ in
            let old = credentials.identity.serialNumber
            try replace(try fixture.authority.issue(), keyOf: try fixture.authority.issue())
            #expect(throws: TLSError.self) { try credentials.reload() }
            #expect(try TLSClient(port: port, fixture.options).serialNumber == old)
        }
    }

    @Test func sessionsOutliveTheCertificate() async throws {
        let credentials = try TLSCredentials(fixture.files)
        try await fixture.withServer(credentials: credentials) { port, _ in
            var options = fixture.options
            let first = try TLSClient(port: port, options)
            try first.send(TLSFixture.get)
            _ = try first.response()
            options.session = first.session()
            try replace(try fixture.authority.issue())
            try credentials.reload()
            #expect(try TLSClient(port: port, options).isResumed)
        }
    }

    /// Who used one ticket has another (RFC 8446 § C.4).
    @Test func whoComesBackCanComeBackAgain() async throws {
        try await fixture.withServer(credentials: try TLSCredentials(fixture.files)) { port, _ in
            var options = fixture.options
            var tickets: Set<[UInt8]> = []
            for turn in 0..<4 {
                let client = try TLSClient(port: port, options)
                try client.send(TLSFixture.get)
                _ = try client.response()
                #expect(client.isResumed == (turn > 0))
                tickets.insert(client.ticket())
                options.session = client.session()
            }
            #expect(tickets.count == 4 && !tickets.contains([]))
        }
    }

    @Test func aTicketIsGoodForItsTimeAndNoLonger() async throws {
        let clock = Clock()
        let credentials = try TLSCredentials(fixture.files, tickets: TicketKeys(now: { clock.now }))
        try await fixture.withServer(credentials: credentials) { port, _ in
            var options = fixture.options
            let first = try TLSClient(port: port, options)
            try first.send(TLSFixture.get)
            _ = try first.response()
            options.session = first.session()
            clock.pass(seconds: UInt64(TicketKeys.lifetime))
            #expect(try TLSClient(port: port, options).isResumed)
            clock.pass(seconds: UInt64(TicketKeys.lifetime))
            #expect(try !TLSClient(port: port, options).isResumed)
        }
    }

    @Test func reloadingUnderLoadDropsNothing() async throws {
        let credentials = try TLSCredentials(fixture.files)
        let other = try fixture.authority.issue()
        let first = fixture.issued
        let (certificate, key) = (try Files.bytes(of: first.certificate), try Files.bytes(of: first.key))
        let root = fixture.authority.root
        try await fixture.withServer(credentials: credentials) { port, _ in
            let clients = try (0..<4).map { _ in
                try BackgroundValue {
                    for _ in 0..<40 {
                        let client = try TLSClient(port: port, TLSClient.Options(root: root))
                        for _ in 0..<3 {
                            try client.send(TLSFixture.get)
                            guard try client.response().status == 200 else { throw TestFailure("no answer") }
                        }
                    }
                    return true
                }
            }
            var reloads = 0
            while !clients.allSatisfy(\.isOver) {
                try replace(other)
                try credentials.reload()
                try FileSystem.write(certificate, to: fixture.files.certificate)
                try FileSystem.write(key, to: fixture.files.key)
                try credentials.reload()
                reloads += 2
            }
            #expect(try BackgroundValue.all(clients) == [true, true, true, true])
            #expect(reloads > 2)
        }
    }

    private final class Clock: Sendable {
        private let nanoseconds: Mutex<UInt64> = Mutex(0)
        var now: UInt64 { nanoseconds.withLock { $0 } }
        func pass(seconds: UInt64) { nanoseconds.withLock { $0 += seconds * 1_000_000_000 } }
    }
}

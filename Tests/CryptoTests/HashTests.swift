import Crypto
import Testing

@Suite struct HashTests {
    @Test func sha256AgreesWithFIPS180() {
        #expect(
            SHA256.hash(Array("abc".utf8)).hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(SHA256.hash([]).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func sha1AgreesWithFIPS180() {
        #expect(SHA1.hex(Array("abc".utf8)) == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(SHA1.hex([]) == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
    }

    /// RFC 4231, test cases 1, 2, 3 and 6 (a key longer than a block).
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func hmacAgreesWithRFC4231(key: [UInt8], message: [UInt8], expected: String) {
        let hmac = HMACSHA256(key: key)
        #expect(hmac.authenticate(message).hex == expected)
        #expect(hmac.authenticate(message).hex == expected, "a second message must start from the same state")
    }

    @Test func hmacAcceptsOnlyItsOwnCode() {
        let hmac = HMACSHA256(key: Array("key".utf8))
        let message = Array("message".utf8)
        let code = hmac.authenticate(message)
        let other = HMACSHA256(key: Array("kez".utf8)).authenticate(message)
        message.withUnsafeBufferPointer {
            #expect(hmac.isValid(code, for: $0))
            #expect(!hmac.isValid(other, for: $0))
        }
    }

    @Test func digestReadsBackItsOwnHexAndNothingElse() {
        let digest = SHA256.hash([1, 2, 3])
        func read(_ text: String) -> Digest? {
            Array(text.utf8).withUnsafeBufferPointer { Digest(lowercaseHex: $0) }
        }
        #expect(read(digest.hex) == digest)
        #expect(read(digest.hex.uppercased()) == nil)
        #expect(read(digest.hex + "0") == nil)
        #expect(read(String(digest.hex.dropLast())) == nil)
        #expect(read("") == nil)
        #expect(digest.bytes.count == Digest.count)
    }

    @Test func hmacDoesNotPrintItsState() {
        let hmac = HMACSHA256(key: Array("key".utf8))
        var dumped = ""
        dump(hmac, to: &dumped)
        #expect("\(hmac)" == "<redacted>")
        #expect(String(reflecting: hmac) == "<redacted>")
        #expect(!dumped.contains("inner"))
    }
}

import Crypto
import Testing

@Suite struct TextTests {
    /// RFC 4648 § 10, without padding.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ])
    func base64URLAgreesWithRFC4648(plain: String, encoded: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == encoded)
        #expect(Base64URL.decode(encoded) == Array(plain.utf8))
    }

    @Test func base64URLUsesTheURLAlphabet() {
        #expect(Base64URL.encode([0xFB, 0xFF]) == "-_8")
        #expect(Base64URL.decode("-_8") == [0xFB, 0xFF])
    }

    @Test(arguments: [
        "Z", "Zg==", "Zg=", "Zh", "Zm9", "Zm9vY", "+/8", "Zm 9", "Zm9v\n", "Zm8\u{e9}", "-_9",
    ])
    func base64URLRefusesEverySpellingButItsOwn(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test func base64URLRoundTripsEveryLength() throws {
        for count in 0..<70 {
            let bytes = try randomBytes(count)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }

    @Test func hexRoundTripsEveryByte() {
        let bytes = [UInt8](0...255)
        #expect(Hex.decode(Hex.encode(bytes)) == bytes)
        #expect(Hex.encode([0x00, 0x9A, 0xFF]) == "009aff")
    }

    @Test(arguments: ["0", "0g", "0A", "FF", " 0", "0x", "\u{ff11}0"])
    func hexRefusesAnythingButLowerCaseDigits(text: String) {
        #expect(Hex.decode(text) == nil)
    }
}

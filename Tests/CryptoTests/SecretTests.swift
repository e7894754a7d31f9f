import Crypto
import Testing

@Suite struct SecretTests {
    @Test func neverPrintsItsBytes() {
        let secret = Secret("swordfish")
        struct Holder { let secret: Secret }
        var dumped = ""
        dump(Holder(secret: secret), to: &dumped)
        let printed = ["\(secret)", String(reflecting: secret), "\(Holder(secret: secret))", dumped, "\([secret])"]
        for text in printed {
            #expect(text.contains("<redacted>"))
            #expect(!text.contains("swordfish"))
            #expect(!text.contains("115"), "the bytes are shown")
        }
    }

    @Test func comparesByBytes() {
        let secret = Secret("swordfish")
        #expect(secret == Secret(Array("swordfish".utf8)))
        #expect(secret != Secret("swordfisi"))
        #expect(secret != Secret("sword"))
        #expect(secret.revealed == "swordfish")
        Array("swordfish".utf8).withUnsafeBufferPointer { #expect(secret.matches($0)) }
        Array("swordfist".utf8).withUnsafeBufferPointer { #expect(!secret.matches($0)) }
        // "é" in its two spellings: equal as characters, different as bytes.
        #expect(Secret("\u{e9}") != Secret("e\u{301}"))
    }

    @Test func constantTimeEqualityIsEquality() {
        #expect(constantTimeEqual([], []))
        #expect(constantTimeEqual([1, 2], [1, 2]))
        #expect(!constantTimeEqual([1, 2], [1, 3]))
        #expect(!constantTimeEqual([1, 2], [1, 2, 3]))
    }

    @Test func randomBytesDiffer() throws {
        #expect(try randomBytes(0).isEmpty)
        #expect(try randomBytes(32) != randomBytes(32))
    }
}

import Crypto
import Impl
import Testing

struct SharedSecretTests {
    @Test func onlyTheSecretItselfMatches() {
        let text = "0123456789abcdef0123456789abcdef"
        let secret = SharedSecret(Secret(text))
        for candidate in [text, "", String(text.dropLast()), text + "0", text.uppercased(), text + text, "\0" + text] {
            #expect(match(secret, candidate) == (candidate == text ? .current : nil))
        }
    }

    @Test func theSecretBeforeMatchesWhereItIsTaken() {
        let (new, old) = ("0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210")
        let secret = SharedSecret(Secret(new), previous: Secret(old))
        #expect(match(secret, new) == .current && match(secret, old) == .previous)
        for candidate in ["", new + old, String(old.dropLast()), old.uppercased()] {
            #expect(match(secret, candidate) == nil)
        }
        #expect(match(SharedSecret(Secret(new)), old) == nil)
    }

    private func match(_ secret: SharedSecret, _ candidate: String) -> SharedSecret.Match? {
        Array(candidate.utf8).withUnsafeBufferPointer { secret.match($0) }
    }

    @Test func secretIsNotPrinted() {
        var printed = ""
        dump(SharedSecret(Secret("hunter2")), to: &printed)
        #expect(!printed.contains("hunter2"))
    }
}

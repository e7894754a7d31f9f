import Crypto
import Impl
import Testing

struct SharedSecretTests {
    @Test func onlyTheSecretItselfMatches() {
        let text = "0123456789abcdef0123456789abcdef"
        let secret = SharedSecret(Secret(text))
        for candidate in [text, "", String(text.dropLast()), text + "0", text.uppercased(), text + text, "\0" + text] {
            let matches = Array(candidate.utf8).withUnsafeBufferPointer { secret.matches($0) }
            #expect(matches == (candidate == text))
        }
    }

    @Test func secretIsNotPrinted() {
        var printed = ""
        dump(SharedSecret(Secret("hunter2")), to: &printed)
        #expect(!printed.contains("hunter2"))
    }
}

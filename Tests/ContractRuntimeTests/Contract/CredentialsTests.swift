import ContractRuntime
import HTTPTypes
import Testing

@Suite struct CredentialsTests {
    private func bearer(_ values: String...) -> String? {
        withRequest(values.map { ("aUTHORIZATION", $0) }) { Credentials.authorization("Bearer", of: $0)?.string }
    }

    @Test(
        "the scheme is compared without case and parted by spaces",
        arguments: [
            ("Bearer abc", "abc"), ("bearer abc", "abc"), ("BEARER   abc", "abc"), ("Bearer a b", "a b"),
            ("Bearer", ""), ("", ""),
        ]
    )
    func scheme(_ value: String, _ expected: String) {
        #expect(bearer(value) == expected)
    }

    @Test(
        "another scheme is no credential of this one",
        arguments: ["Basic abc", "Bearerabc", "Bear", "tma x", "Bearer\tabc"]
    )
    func otherScheme(_ value: String) {
        #expect(bearer(value) == nil)
    }

    @Test("a field that stands twice gives an empty credential, also where both agree")
    func repeated() {
        #expect(bearer("Bearer a", "Bearer a") == "")
        #expect(bearer("Bearer a", "Basic b") == "")
        #expect(bearer() == nil)
        withRequest([("X-Secret", "a"), ("x-secret", "b")]) { request in
            #expect(Credentials.field("X-Secret", of: request)?.isEmpty == true)
            #expect(Credentials.field("X-Other", of: request) == nil)
        }
        withRequest([("x-SECRET", "a")]) { #expect(Credentials.field("X-Secret", of: $0)?.string == "a") }
    }
}

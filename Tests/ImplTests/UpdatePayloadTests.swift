import Testing

@testable import Impl

struct UpdatePayloadTests {
    private func payload(_ members: String) -> UpdatePayload {
        UpdatePayload(raw: Array("{\"update_id\":1\(members.isEmpty ? "" : ",")\(members)}".utf8))
    }

    private func expect(_ members: String, _ kind: String, _ chatID: Int64? = nil) {
        let payload = payload(members)
        #expect(payload.kind == kind && payload.chatID == chatID, "\(members): \(payload)")
    }

    @Test func aListedKindIsNamedWithItsChat() {
        expect(#""kind_of_tomorrow":{},"message":{"chat":{"id":-5}}"#, "message", -5)
        expect(#""my_chat_member":{"from":{"id":3},"chat":{"id":9223372036854775807}}"#, "my_chat_member", .max)
        expect(#""callback_query":{"id":"1","message":{"chat":{"id":7}}}"#, "callback_query", 7)
        expect(#""poll":{"chat":{"id":7}}"#, "poll")
    }

    @Test func theOneUnknownObjectIsTheKind() {
        expect(#""kind_of_tomorrow":{"a":1}"#, "kind_of_tomorrow")
        expect(#""flag":true,"kind_of_tomorrow":{}"#, "kind_of_tomorrow")
        expect(#""message":null,"kind_of_tomorrow":{}"#, "kind_of_tomorrow")
    }

    @Test func whatCannotBeAKindIsNotGuessed() {
        let long = String(repeating: "a", count: 65)
        for members in [
            "", #""flag":true"#, #""one":{},"two":{}"#, #""Kind 1":{}"#, #""":{}"#, "\"\(long)\":{}",
            #""kind\u0000":{}"#,
        ] { expect(members, "") }
    }

    @Test func anUnusualPayloadHasAKindButNoChat() {
        for value in [
            "5", "\"\"", "[]", "{}", #"{"chat":5}"#, #"{"chat":{}}"#, #"{"chat":{"id":"5"}}"#, #"{"chat":{"id":1.5}}"#,
            #"{"chat":{"id":36286509719560249344}}"#, #"{"chat":{"id":1e400}}"#, #"{"chat":{"id":null}}"#,
        ] { expect("\"message\":\(value)", "message") }
        expect(#""message":{"text":"\ud83d","x":1e400,"chat":{"id":4}},"poll":{}"#, "message", 4)
        let deep: String = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        expect("\"message\":{\"rich\":\(deep),\"chat\":{\"id\":4}}", "message", 4)
        #expect(UpdatePayload(raw: Array("[]".utf8)).kind.isEmpty)
    }
}

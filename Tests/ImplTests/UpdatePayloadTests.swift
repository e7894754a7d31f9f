import ContractRuntime
import Generated
import Testing

@testable import Impl

struct UpdatePayloadTests {
    private func update(_ members: KeyValuePairs<String, String>) -> Update {
        let members: [JSONMember<JSONText>] = members.map {
            JSONMember(name: $0.key, value: JSONText(trusted: Array($0.value.utf8)))
        }
        return Update(updateID: 1, additionalMembers: members)
    }

    @Test func aListedKindIsNamedWithItsChat() {
        var update: Update = update(["kind_of_tomorrow": "{}"])
        update.message = TelegramMessage(chat: TelegramChat(id: -5))
        #expect(update.payload == ("message", -5))
    }

    @Test func theOneUnknownObjectIsTheKind() {
        #expect(update(["kind_of_tomorrow": "{\"a\":1}"]).payload == ("kind_of_tomorrow", nil))
        #expect(update(["flag": "true", "kind_of_tomorrow": "{}"]).payload == ("kind_of_tomorrow", nil))
    }

    @Test func whatCannotBeAKindIsNotGuessed() {
        let long: String = String(repeating: "a", count: 65)
        for update in [
            update([:]), update(["flag": "true"]), update(["one": "{}", "two": "{}"]), update(["Kind 1": "{}"]),
            update(["": "{}"]), update([long: "{}"]), update(["kind\u{0}": "{}"]),
        ] {
            #expect(update.payload == ("", nil))
        }
    }
}

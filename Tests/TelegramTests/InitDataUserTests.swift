import Telegram
import Testing

@Suite struct InitDataUserTests {
    @Test func readsAllKnownMembers() throws {
        let user = #"""
             { "id" : 4503599627370495 , "first_name":"A","last_name":"B","username":"c","language_code":"ru",
            "is_premium":true,"photo_url":"https:\/\/t.me\/i.svg","allows_write_to_pm":true,"is_bot":false }
            """#
        let read = try verifySigned([("auth_date", "\(signedAt)"), ("user", user.replacing("\n", with: " "))]).user
        #expect(read.id == (1 << 52) - 1)
        #expect(read.firstName == "A")
        #expect(read.lastName == "B")
        #expect(read.username == "c")
        #expect(read.languageCode == "ru")
        #expect(read.isPremium)
        #expect(read.photoURL == "https://t.me/i.svg")
    }

    @Test(arguments: [
        "0", "-1", "-0", "4503599627370496", "9223372036854775808", "1.0", "1e3", #""42""#, "null", "true", "[1]", "{}",
    ])
    func refusesIDsThatAreNotIntegersInRange(id: String) {
        #expect(failure(ofUser: #"{"first_name":"A","id":\#(id)}"#) == .userIDInvalid)
    }

    @Test func refusesAUserWithoutID() {
        #expect(failure(ofUser: "{}") == .userIDInvalid)
    }

    @Test(arguments: [
        "", " ", "null", "42", "[]", "{", "}", #"{"id":1"#, #"{"id":1,}"#, #"{"id":1}x"#, #"{"id":1}{}"#, #"{"id":01}"#,
        #"{"id":1.}"#, #"{"id":-}"#, #"{"id":1e}"#, #"{id:1}"#, #"{'id':1}"#, #"{"id" 1}"#, #"{"id":1 "a":2}"#,
        "\u{feff}{\"id\":1}",
        #"{"id":1,"id":1}"#, #"{"id":1,"\u0069d":2}"#, #"{"id":1,"x":{"a":1,"a":2}}"#, #"{"id":1,"x":tru}"#,
        #"{"id":1,"first_name":1}"#, #"{"id":1,"is_premium":"true"}"#, #"{"id":1,"username":["a"]}"#,
        #"{"id":1,"first_name":"\ud83c"}"#, #"{"id":1,"first_name":"\udf3b"}"#,
        #"{"id":1,"first_name":"\ud83c\ud83c"}"#,
        #"{"id":1,"first_name":"\x"}"#, #"{"id":1,"first_name":"\u12g4"}"#, #"{"id":1,"first_name":"\u12"#,
        "{\"id\":1,\"first_name\":\"\t\"}", "{\"id\":1,\"x\":\u{0}}", #"{"id":1,"x":NaN}"#, #"{"id":1,"x":[1,]}"#,
    ])
    func refusesWhatIsNotStrictJSON(user: String) {
        #expect(failure(ofUser: user) == .userMalformed)
    }

    @Test(arguments: [
        #"{"id":1,"first_name":"a\u0000b"}"#, #"{"id":1,"username":"\u0000"}"#, #"{"id":1,"x":["\u0000"]}"#,
        #"{"id":1,"x\u0000":1}"#,
    ])
    func refusesNULInAText(user: String) {
        #expect(failure(ofUser: user) == .nulCharacter)
        #expect(failure(ofUser: user.replacing(#"\u0000"#, with: #"\\u0000"#)) == nil)
    }

    @Test(arguments: ["query_id", "start_param", "chat_instance", "of_tomorrow"])
    func refusesNULInAField(name: String) {
        let fields = [("auth_date", "\(signedAt)"), ("user", #"{"id":1}"#), (name, "a\u{0}b")]
        #expect(throws: InitDataFailure.nulCharacter) { try verifySigned(fields) }
    }

    @Test func nestingEndsAtSixtyFour() {
        func nested(_ depth: Int) -> String {
            #"{"id":1,"x":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
        }
        #expect(failure(ofUser: nested(63)) == nil)
        #expect(failure(ofUser: nested(64)) == .userMalformed)
        // As deep as launch data can be long.
        #expect(failure(ofUser: #"{"id":1,"x":"# + String(repeating: "[", count: 2_000)) == .userMalformed)
    }

    @Test func nullCountsAsAbsentAndNamesAreOptional() throws {
        let user = #"{"id":7,"username":null,"is_premium":null}"#
        let read = try verifySigned([("auth_date", "\(signedAt)"), ("user", user)]).user
        #expect(read.username == nil)
        #expect(!read.isPremium)
        #expect(read.firstName == "")
    }

    @Test func namesThatDifferOnlyInNormalisationAreDifferentMembers() {
        #expect(failure(ofUser: "{\"id\":1,\"\u{e9}\":1,\"e\u{301}\":2}") == nil)
    }
}

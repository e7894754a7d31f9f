import Crypto
import Telegram
import Testing

@Suite struct InitDataVerifierTests {
    static let user: String = #"{"id":42,"first_name":"Test"}"#

    /// Signed by Python's hmac and urllib.
    @Test func readsEverythingAnotherImplementationSigned() throws {
        let text =
            "query_id=AAE&user=%7B%22id%22%3A42%2C%22first_name%22%3A%22%D0%90%D0%BD%D0%BD%D0%B0+%5C%2F+%5Cud83c%5Cudf3b%22"
            + "%2C%22last_name%22%3A%22%22%2C%22is_premium%22%3Atrue%2C%22x%22%3A%5B1%2C%7B%22y%22%3Anull%7D%5D%7D"
            + "&auth_date=1700000000&signature=&hash=378ffaf8352737615c86133a16250ccada88e006ed2995ce05a0912529c0aebe"
        let data = try InitDataVerifier(botToken: testToken).verify(Array(text.utf8), now: signedAt, maximumAge: 0)
        #expect(data.user.id == 42)
        #expect(data.user.firstName == "Анна / 🌻")
        #expect(data.user.lastName == "")
        #expect(data.user.username == nil)
        #expect(data.user.isPremium)
        #expect(data.user.rawText.contains(#"\/ \ud83c"#))
        #expect(data.queryID == "AAE")
        #expect(data.authDate == signedAt)
        #expect(data.chatInstance == nil && data.chatType == nil && data.startParam == nil)
    }

    /// Signed by Python's hmac and urllib; "a" sorts before "a-b", though "a-b=" sorts before "a=".
    @Test func sortsByNameAndKeepsUnknownAndBlankFields() throws {
        let text =
            "user=%7B%22id%22%3A42%2C%22first_name%22%3A%22Test%22%7D&chat_instance=-9223372036854775809"
            + "&chat_type=private&start_param=007&auth_date=1700000000&a-b=1&a=&new_field=x+y%2Bz&hash=7b279c3a2113c6d464dedb49601b7e6b5e5bde8b4cdf19b2b4d1b99f5db21b0c"
        let data = try InitDataVerifier(botToken: testToken).verify(Array(text.utf8), now: signedAt, maximumAge: 0)
        #expect(data.chatInstance == "-9223372036854775809")
        #expect(data.chatType == "private")
        #expect(data.startParam == "007")
        #expect(data.queryID == nil)
    }

    @Test func hashMayStandAnywhere() {
        let signed = InitData.sign(fields: [("auth_date", "\(signedAt)"), ("user", Self.user)], botToken: testToken)
        let parts = signed.split(separator: "&")
        for rotation in parts.indices {
            let rotated = (parts[rotation...] + parts[..<rotation]).joined(separator: "&")
            #expect(failure(of: rotated) == nil)
        }
    }

    @Test func ageEqualToTheMaximumIsValidAndOneSecondMoreIsNot() throws {
        let fields = [(name: "auth_date", value: "\(signedAt)"), (name: "user", value: Self.user)]
        #expect(try verifySigned(fields, now: signedAt + 100, maximumAge: 100).authDate == signedAt)
        #expect(throws: InitDataFailure.expired) { try verifySigned(fields, now: signedAt + 101, maximumAge: 100) }
        #expect(try verifySigned(fields, now: signedAt - 60).authDate == signedAt)
        #expect(throws: InitDataFailure.fromTheFuture) { try verifySigned(fields, now: signedAt - 61) }
        #expect(throws: InitDataFailure.expired) { try verifySigned(fields, now: .max) }
        #expect(throws: InitDataFailure.fromTheFuture) { try verifySigned(fields, now: 0) }
    }

    @Test(arguments: ["", "-1", "+1700000000", "1700000000.0", " 1700000000", "1234567890123", "１７０", "1e9"])
    func refusesDatesThatAreNotDigits(date: String) {
        let text = InitData.sign(fields: [("auth_date", date), ("user", Self.user)], botToken: testToken)
        #expect(failure(of: text) == .authDateMalformed)
    }

    @Test func refusesMissingParts() {
        #expect(failure(of: "") == .empty)
        #expect(failure(of: "user=x") == .hashMissing)
        #expect(failure(of: InitData.sign(fields: [], botToken: testToken)) == .authDateMissing)
        let dated = InitData.sign(fields: [("auth_date", "\(signedAt)")], botToken: testToken)
        #expect(failure(of: dated) == .userMissing)
    }

    @Test(arguments: [
        ("hash=" + String(repeating: "A", count: 64), InitDataFailure.hashMalformed),
        ("hash=" + String(repeating: "a", count: 63), .hashMalformed),
        ("hash=" + String(repeating: "a", count: 65), .hashMalformed),
        ("hash=", .hashMalformed),
        ("hash=" + String(repeating: "a", count: 64), .hashMismatch),
        ("a=1&hash=1&a=2", .duplicateField),
        ("hash=1&hash=1", .duplicateField),
        ("a=1&%61=2", .duplicateField),
        ("a", .pairMalformed),
        ("a=1&&b=2", .pairMalformed),
        ("a=1&", .pairMalformed),
        ("&", .pairMalformed),
        ("=1", .pairMalformed),
        ("a=%", .escapeMalformed),
        ("a=%4", .escapeMalformed),
        ("a=%4g", .escapeMalformed),
        ("a=%+1", .escapeMalformed),
        ("a=%ff", .invalidUTF8),
        ("a=%C3&%A9=1", .invalidUTF8),
        ("a=%ED%A0%80", .invalidUTF8),
        ("a=%C0%80", .invalidUTF8),
        ("a=1%0Ab=2", .ambiguousText),
        ("a=1\nb=2", .ambiguousText),
        ("a%3Db=2", .ambiguousText),
        ("a%=1", .escapeMalformed),
    ])
    func namesThePreciseReason(text: String, reason: InitDataFailure) {
        #expect(failure(of: text) == reason)
    }

    @Test func refusesWhatIsLongerThanEightKibibytes() {
        let longest = "a=" + String(repeating: "x", count: InitData.maximumSize - 2)
        #expect(failure(of: longest) == .hashMissing)
        #expect(failure(of: longest + "x") == .tooLong)
    }

    @Test func aChangeOfAnyByteIsRefused() {
        let text = Array(
            InitData.sign(fields: [("auth_date", "\(signedAt)"), ("user", Self.user)], botToken: testToken).utf8
        )
        for index in text.indices {
            var forged = text
            forged[index] ^= 0x01
            #expect(failure(of: forged) != nil, "byte \(index)")
        }
    }

    @Test func lineFeedsCannotMergeSignedFields() {
        let signed = InitData.sign(
            fields: [("auth_date", "\(signedAt)"), ("query_id", "1"), ("user", Self.user)],
            botToken: testToken
        )
        #expect(failure(of: signed.replacing("&query_id=", with: "%0Aquery_id%3D")) == .ambiguousText)
    }

    @Test func randomBytesAreRefusedAndNeverTrap() throws {
        for count in 0..<400 {
            #expect(failure(of: try randomBytes(count)) != nil)
        }
        let alphabet = Array("a=&%+4hash\u{0}\u{80}".utf8)
        for _ in 0..<2_000 {
            let bytes = try randomBytes(24).map { alphabet[Int($0) % alphabet.count] }
            #expect(failure(of: bytes) != nil)
        }
    }

    @Test func everyReasonHasItsOwnWordsAndOperatorsFindTheHashMismatch() {
        #expect(Set(InitDataFailure.allCases.map(\.description)).count == InitDataFailure.allCases.count)
        #expect(InitDataFailure.hashMismatch.description == "hash mismatch")
    }
}

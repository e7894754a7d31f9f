import Domain
import Testing

struct TextTests {
    @Test(
        arguments: [
            (0, "0.00"), (5, "0.05"), (50, "0.50"), (12_345, "123.45"), (-5, "-0.05"), (-12_300, "-123.00"),
            (.max, "92233720368547758.07"), (.min, "-92233720368547758.08"),
        ] as [(Int64, String)]
    )
    func hundredthsAreWrittenWithTwoPlaces(hundredths: Int64, text: String) {
        #expect(DecimalText.twoPlaces(hundredths: hundredths) == text)
    }

    @Test(
        arguments: [
            ("Ada", "Lovelace", "ada", "Ada Lovelace"), ("Ada", "", "ada", "Ada"), ("", "Lovelace", nil, "Lovelace"),
            ("  Ada ", "\tLovelace\n", nil, "Ada Lovelace"), ("", "", "ada", "@ada"), (" ", "\u{A0}", "ada", "@ada"),
            ("", "", nil, "User 7"), ("", "", "", "User 7"), ("Анна", "Ю", nil, "Анна Ю"),
        ] as [(String, String, String?, String)]
    )
    func displayNameFallsBackFromNameToUsernameToID(first: String, last: String, username: String?, shown: String) {
        let profile = UserProfile(telegramID: 7, username: username, firstName: first, lastName: last)
        #expect(profile.displayName == shown)
    }
}

import Platform
import Testing

struct EditDistanceTests {
    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("type", "type", 0), ("typ", "type", 1), ("tpye", "type", 1), ("tape", "type", 1),
        ("kitten", "sitting", 3),
    ])
    func editsAreCounted(left: String, right: String, edits: Int) {
        #expect(EditDistance.between(Array(left.utf8), Array(right.utf8)) == edits)
        #expect(EditDistance.between(Array(right.utf8), Array(left.utf8)) == edits)
    }
}

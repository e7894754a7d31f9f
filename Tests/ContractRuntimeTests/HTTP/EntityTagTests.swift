import ContractRuntime
import Testing

@Suite struct EntityTagTests {
    private func hits(_ values: String...) -> Bool {
        withRequest(values.map { ("If-None-Match", $0) }) { EntityTag.noneMatchHits($0, current: "\"a,b\"") }
    }

    @Test("a tag depends on every byte and is well formed")
    func strong() {
        let tags: [String] = [[], [0], [0, 0], [1], [0x61, 0x62]].map { EntityTag.strong(of: $0) }
        #expect(Set(tags).count == tags.count)
        #expect(EntityTag.strong(of: []) == "\"0-cbf29ce484222325\"")
        #expect(tags.allSatisfy { $0.hasPrefix("\"") && $0.hasSuffix("\"") && $0.utf8.count == 20 })
    }

    @Test("a list that names the tag hits, weak or strong")
    func hit() {
        #expect(hits("\"a,b\""))
        #expect(hits("W/\"a,b\""))
        #expect(hits("\"x\", W/\"y\" ,,\"a,b\""))
        #expect(hits("\"x\"", "\"a,b\""))
        #expect(hits("*"))
        #expect(withRequest([("if-none-match", "\"t\"")]) { EntityTag.noneMatchHits($0, current: "W/\"t\"") })
    }

    @Test("anything else does not")
    func miss() {
        #expect(!hits())
        for value in [
            "", "\"a\"", "a,b", "\"a,b", "w/\"a,b\"", "W\"a,b\"", "W/", "\"a,b\" \"c\"", "\"a,b\", x", "*, \"a,b\"",
        ] {
            #expect(!hits(value), "\(value)")
        }
        #expect(!hits("*", "\"a,b\""))
        #expect(!hits("\"a,b\"", "nonsense"))
    }

    private func fails(_ values: String...) -> Bool {
        withRequest(values.map { ("If-Match", $0) }) { EntityTag.matchFails($0, current: "\"a,b\"") }
    }

    @Test("If-Match holds where it is absent or a list that names the tag strongly")
    func matches() {
        #expect(!fails())
        for value in ["\"a,b\"", "*", "\"x\",,W/\"a,b\", \"a,b\""] { #expect(!fails(value), "\(value)") }
        #expect(!fails("\"x\"", "\"a,b\""))
    }

    @Test("If-Match fails for any other tag, a weak one and what is no list of tags")
    func matchFails() {
        for value in ["\"other\"", "W/\"a,b\"", "", "a,b", "*, \"a,b\"", "\"a,b\" \"c\""] {
            #expect(fails(value), "\(value)")
        }
        #expect(fails("\"x\"", "\"y\""))
        #expect(fails("\"a,b\"", "nonsense"))
        #expect(withRequest([("If-Match", "\"t\"")]) { EntityTag.matchFails($0, current: "W/\"t\"") })
    }
}

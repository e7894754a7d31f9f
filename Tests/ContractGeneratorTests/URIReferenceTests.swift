import ContractGenerator
import Testing

@Suite struct URIReferenceTests {
    /// RFC 3986, section 5.4.
    @Test(
        arguments: [
            ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
            ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"), ("g/../h", "http://a/b/c/h"),
        ]
    )
    func resolvesTheExamplesOfTheRFC(_ reference: String, _ expected: String) {
        let target = URIReference(reference).resolved(against: URIReference("http://a/b/c/d;p?q"))
        #expect(target.absolute + (target.fragment.map { "#" + $0 } ?? "") == expected)
    }

    @Test func decodesPercentSequences() {
        #expect(URIReference.percentDecoded("a%20b%C3%A9") == "a bé")
        for text in ["%", "%2", "%zz", "%+1"] { #expect(URIReference.percentDecoded(text) == nil) }
    }
}

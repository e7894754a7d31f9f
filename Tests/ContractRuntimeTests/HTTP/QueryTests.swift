import ContractRuntime
import HTTPTypes
import Testing

@Suite struct QueryTests {
    private func value(_ query: String) -> Query.Value {
        withBytes(query) { Query($0).value(of: "limit") }
    }

    @Test("a parameter is found by its decoded name and decoded")
    func decoding() {
        #expect(value("limit=10") == .value(Array("10".utf8)))
        #expect(value("a=1&%6Cimi%74=x+y%20z%2B") == .value(Array("x y z+".utf8)))
        #expect(value("&&limit=%C3%A9=1&") == .value(Array("é=1".utf8)))
        #expect(value("limit=") == .value([]))
        #expect(value("limit") == .value([]))
        #expect(value("limit=%00") == .value([0]))
    }

    @Test("absent, repeated and malformed are told apart")
    func faults() {
        #expect(value("") == .absent)
        #expect(value("limits=1&limi=2&Limit=3&=4&=") == .absent)
        #expect(value("%6=1&limit%=2&limit%zz") == .absent)
        #expect(value("limit=1&limit=1") == .repeated)
        #expect(value("limit=1&%6cimit=%") == .repeated)
        for text in ["%", "%1", "%g0", "%0g", "%%", "a%2", "%FF", "%C3", "%ED%A0%80", "%C0%AF"] {
            #expect(value("limit=\(text)") == .malformed, "\(text)")
        }
        #expect(withBytes(Array("limit=".utf8) + [0xFF]) { Query($0).value(of: "limit") } == .malformed)
        #expect(Query(nil).value(of: "limit") == .absent)
    }

    @Test("a repeatable parameter has its values in order")
    func repeatable() {
        let values = withBytes("a=1&b=x&a=2&a") { Query($0).values(of: "a") }
        #expect(values == [Array("1".utf8), Array("2".utf8), []])
        #expect(withBytes("a=1&a=%") { Query($0).values(of: "a") } == nil)
        #expect(withBytes("b=%") { Query($0).values(of: "a") } == [])
    }

    @Test("a path segment is decoded strictly, plus is plus and a slash stays inside")
    func segments() {
        #expect(withBytes("a+b%2Fc%20%C3%A9", PathSegment.decoded) == Array("a+b/c é".utf8))
        #expect(withBytes("", PathSegment.decoded) == [])
        for text in ["%", "%2", "%FF", "%zz"] { #expect(withBytes(text, PathSegment.decoded) == nil) }
        #expect(withBytes("a%00", PathSegment.decoded) == [0x61, 0])
        for text in ["", "7", "a+b~"] { #expect(withBytes(text) { PathSegment.verbatim($0)?.string } == text) }
        for text in ["%41", "é"] { #expect(withBytes(text) { PathSegment.verbatim($0) == nil }) }
    }
}

import ContractRuntime
import Crypto
import Testing

@testable import ClientRuntime

/// How parameters and bodies are written.
@Suite struct ServiceRequestTests {
    private func target(_ change: (inout ServiceRequest) -> Void) -> String {
        var request = ServiceRequest("GET")
        change(&request)
        return request.target
    }

    @Test func aListInAPathHasCommas() {
        #expect(target { $0.segment(["3", "a,b", "ü", ""]) } == "3,a%2Cb,%C3%BC,")
        for list in [[], [""], ["."], [".."]] {
            var request = ServiceRequest("GET")
            request.segment(list)
            #expect(request.fault != nil, "\(list)")
        }
    }

    @Test func aListInTheQueryHasItsDelimiters() {
        #expect(target { $0.query("a b", ["1|2", "x y"], delimiter: "%7C") } == "?a%20b=1%7C2%7Cx%20y")
        let target = target { request in
            request.query("q", "1")
            request.query("none", [], delimiter: ",")
            request.query("c", ["a,b", "c"], delimiter: ",")
        }
        #expect(target == "?q=1&c=a%2Cb,c")
    }

    @Test func aStringWithoutATypeOfItsOwnHasNoQuotes() {
        for (json, text) in [(#""a\"b""#, #"a"b"#), ("12", "12"), ("true", "true"), ("1.50", "1.50")] {
            #expect(ServiceRequest.text(of: JSONText(trusted: Array(json.utf8))) == text)
        }
    }

    @Test func aFormHasAFieldForEachMember() {
        var request = ServiceRequest("POST")
        request.form { writer in
            writer.raw(#"{"a b":"x&y=ü","list":[1,"2",null],"none":null,"flag":true,"empty":"","number":1.5}"#)
        }
        let text = request.content.map { String(decoding: $0, as: UTF8.self) }
        #expect(text == "a%20b=x%26y%3D%C3%BC&list=1&list=2&flag=true&empty=&number=1.5")
        #expect(request.fields.map(\.name) == ["Content-Type"])
        #expect(request.fields.first?.value.revealed == "application/x-www-form-urlencoded")
    }

    @Test func whatIsNoObjectIsNoForm() {
        for json in ["[]", "1", "null", #""a""#, #"{"a":{"b":1}}"#, #"{"a":[[1]]}"#] {
            var request = ServiceRequest("POST")
            request.form { $0.raw(JSONText(trusted: Array(json.utf8))) }
            #expect(request.fault != nil && request.content == nil, "\(json)")
        }
    }
}

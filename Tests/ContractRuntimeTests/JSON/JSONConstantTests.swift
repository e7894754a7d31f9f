import ContractRuntime
import HTTPTypes
import Testing

@Suite struct JSONConstantTests {
    @Test("a constant may be made while a document is being read, and outlives it")
    func whileReading() throws {
        let constant = try withJSON(#"{"a":["one",1.5,18446744073709551615,{"b":null}],"z":"last"}"#) {
            root in
            let made = JSONConstant(#"["one",1.50,18446744073709551615,{"b":null}]"#)
            #expect(root.member("a").map { $0 == made.root } == true)
            #expect(root.member("z")?.string == "last")
            return made
        }
        for text in [
            "[\"one\",1.5,18446744073709551615,{\"b\":null}]", "[\"" + String(repeating: "x", count: 5_000) + "\"]",
        ] {
            let isEqual = try withJSON(text) { $0 == constant.root }
            #expect(isEqual == text.hasPrefix("[\"one"))
        }
    }

    @Test("constants of many short strings keep them all")
    func strings() throws {
        let constant = JSONConstant(#"["","a","","\u0000","é",["",{"":""}],""]"#)
        #expect(try withJSON(#"["","a","","\u0000","\u00e9",["",{"":""}],""]"#) { $0 == constant.root })
        #expect(try !withJSON(#"["","a","","","é",["",{"":""}],""]"#) { $0 == constant.root })
    }
}

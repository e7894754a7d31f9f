import Impl
import Testing

struct EntityTagTests {
    private let tag: EntityTag = EntityTag(of: Array("body".utf8))

    @Test func tagIsQuotedStableAndDependsOnTheBody() {
        #expect(tag == EntityTag(of: Array("body".utf8)))
        #expect(tag != EntityTag(of: Array("other".utf8)))
        #expect(tag.text.utf8.count == 24)
        #expect(tag.text.hasPrefix("\"") && tag.text.hasSuffix("\""))
    }

    @Test func listsThatNameTheTagMatch() {
        let text: String = tag.text
        let lists: [[String]] = [
            ["*"], [" * "], [text], ["W/\(text)"], ["\"a\", \(text)"], ["\"a\",W/\"b\" ,\t\(text) , \"c\""],
            [",, \(text),"], ["\"a\"", text], ["\"a,b\"", "\"\"", text], ["\"W/\",\(text)"],
        ]
        for list in lists { #expect(tag.satisfies(ifNoneMatch: list), "\(list)") }
    }

    @Test func listsThatDoNotNameItOrAreMalformedDoNotMatch() {
        let text: String = tag.text
        let bare: String = String(text.dropFirst().dropLast())
        let lists: [[String]] = [
            [], [""], [","], ["\"a\""], [bare], ["w/\(text)"], ["W/ \(text)"], ["\"\(bare)"], ["\(bare)\""],
            ["*, \(text)"], ["**"], ["*", "\"a\""], ["\(text) \"a\""], ["\(text);"], ["\"a b\", \(text)"], ["W/"],
            ["W"], ["\""], [text + "x"],
        ]
        for list in lists { #expect(!tag.satisfies(ifNoneMatch: list), "\(list)") }
    }
}

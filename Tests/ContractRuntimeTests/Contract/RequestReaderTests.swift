import HTTPTypes
import Testing

@testable import ContractRuntime

@Suite struct RequestReaderTests {
    private func integer(_ value: JSONValue, _ validation: inout Validation) -> Int64? {
        if value.int64 == nil { _ = validation.fail(value, "type", "must be an integer") }
        return value.int64
    }

    private func text(_ response: HTTPResponse) -> String { String(decoding: response.body, as: UTF8.self) }

    private func refusal(_ reader: RequestReader) -> String {
        text(reader.refusal(RequestContext(requestID: "r")))
    }

    @Test("every fault of every part is in one answer")
    func allFaults() throws {
        try withBytes("limit=x&twice=1&twice=2&bad=%zz") { query in
            try withRequest([("X-One", "1"), ("x-one", "2")]) { request in
                request.query = query
                var reader = RequestReader(request)
                #expect(reader.query("limit", required: false, .integer, integer) == nil)
                #expect(reader.query("twice", required: false, .integer, integer) == nil)
                #expect(reader.query("bad", required: false, .string, integer) == nil)
                #expect(reader.query("absent", required: false, .integer, integer) == nil)
                #expect(reader.query("needed", required: true, .integer, integer) == nil)
                #expect(reader.header("X-One", required: true, .integer, integer) == nil)
                #expect(reader.header("X-Two", required: true, .integer, integer) == nil)
                #expect(reader.body(required: true, integer) == nil)
                #expect(!reader.isValid)
                let found = try JSONDocument.withRoot(copying: Array(refusal(reader).utf8)) { root in
                    var list: [String] = []
                    var rest: JSONElements = try #require(root.member("violations")).elements
                    while let entry = rest.next() {
                        list.append(
                            ["in", "pointer", "keyword"].map { entry.member($0)?.string ?? "" }.joined(separator: " ")
                        )
                    }
                    return list
                }
                #expect(
                    found == [
                        "query /limit type", "query /twice uniqueItems", "query /bad format", "query /needed required",
                        "header /X-One uniqueItems", "header /X-Two required", "body  required",
                    ]
                )
            }
        }
    }

    @Test("what is there is read")
    func values() {
        withBytes("limit=%31%30") { query in
            withBytes("/items/42/") { path in
                withRequest([("X-Count", "7")]) { request in
                    request.query = query
                    request.path = path
                    var reader = RequestReader(request)
                    #expect(reader.query("limit", required: true, .integer, integer) == 10)
                    #expect(reader.header("x-count", required: true, .integer, integer) == 7)
                    #expect(reader.path("id", segment: 1, .integer, integer) == 42)
                    #expect(reader.isValid)
                    #expect(reader.path("other", segment: 3, .integer, integer) == nil)
                    #expect(!reader.isValid)
                }
            }
        }
    }

    @Test("the body's violations point into it; a body that is no JSON is said to be so before anything else")
    func body() {
        withBytes(Array(#"{"a":[1,"x"]}"#.utf8) + [UInt8](repeating: 0, count: 64)) { padded in
            withRequest([]) { request in
                request.body = padded.slice(0, padded.count - 64)
                request.hasBody = true
                var reader = RequestReader(request)
                let value = reader.body(required: true) { root, validation in
                    var elements = root.member("a")?.elements
                    _ = elements?.next()
                    return elements?.next().flatMap { integer($0, &validation) }
                }
                #expect(value == nil && refusal(reader).contains(#""in":"body","pointer":"/a/1""#))
                #expect(reader.rawBody == Array(#"{"a":[1,"x"]}"#.utf8))
                request.body = padded.slice(0, 5)
                _ = reader.body(required: true, integer)
                #expect(refusal(reader).contains("/problems/malformed-json"))
            }
        }
    }

    @Test("a body that may lack is not asked for")
    func optionalBody() {
        withRequest([]) { request in
            var reader = RequestReader(request)
            #expect(reader.body(required: false, integer) == nil)
            #expect(reader.isValid)
        }
    }

    @Test("a hostile body's violations are cut at a hundred, and the answer says so many")
    func manyViolations() {
        let text = "[" + Array(repeating: "\"x\"", count: 5_000).joined(separator: ",") + "]"
        withBytes(Array(text.utf8) + [UInt8](repeating: 0, count: 64)) { padded in
            withRequest([]) { request in
                request.body = padded.slice(0, padded.count - 64)
                request.hasBody = true
                var reader = RequestReader(request)
                let value: Int64? = reader.body(required: true) { root, validation in
                    var elements = root.elements
                    while let element = elements.next() {
                        if !validation.fail(element, "type", "must be an integer") { break }
                    }
                    return nil
                }
                #expect(value == nil && refusal(reader).contains("in 100 places"))
            }
        }
    }

    @Test("the lines of a list are one value; of what is no list there is one line")
    func headerLines() {
        let lines: [(String, String)] = [("if-match", "\"a\""), ("X-One", "1"), ("If-Match", "\"b\""), ("X-One", "1")]
        withRequest(lines) { request in
            var reader = RequestReader(request)
            let list = reader.header("If-Match", required: true, .string) { value, _ in value.string }
            #expect(list == "\"a\", \"b\"" && reader.isValid)
            #expect(reader.header("X-One", required: false, .string) { value, _ in value.string } == nil)
            #expect(!reader.isValid)
        }
    }
}

import ContractGenerator
import Foundation
import Testing

/// The page as browsers and readers get it.
@Suite struct DocumentationTests {
    @Test(arguments: [true, false])
    func thePageIsWellFormedAndEveryLinkLeadsSomewhere(_ isOurs: Bool) throws {
        let page = try Page(of: isOurs ? Fixture.api : Fixture.valid)
        #expect(page.faults == [])
        #expect(page.links.count > 20)
        #expect(page.links.filter { !page.identifiers.contains($0) } == [])
    }

    @Test func everyOperationSchemaAndSchemeHasItsPlace() throws {
        let page = try Page(of: Fixture.api)
        let contract = try #require(Analysis.of(Fixture.api).analysis).contract
        #expect(contract.operations.count > 10)
        for operation in contract.operations {
            #expect(page.identifiers.contains("operation-\(operation.id)"))
            for response in operation.responses {
                #expect(page.identifiers.contains("operation-\(operation.id)/\(response.status)"))
            }
        }
        for scheme in contract.securitySchemes { #expect(page.identifiers.contains("security-\(scheme.name)")) }
        let schemas = Fixture.api.map(\.path).filter { $0.hasPrefix("schemas/") }
        #expect(schemas.count > 30)
        for path in schemas { #expect(page.identifiers.contains("schema-" + path.dropFirst(8).dropLast(5))) }
        #expect(page.identifiers.contains("schema-Update/update_id"))
    }

    @Test func everyTypeOfProblemOfOurContractIsExplained() throws {
        let page = try Page(of: Fixture.api)
        let source = try #require(Fixture.api.first { $0.path == "schemas/ProblemType.json" })
        let types = SpecNode(file: try SpecLoader.load(source))["enum"]?.elements.compactMap(\.string) ?? []
        #expect(types.count > 10)
        for type in types { #expect(page.identifiers.contains("problem-" + type.dropFirst("/problems/".count))) }
    }

    @Test func thePageLoadsNothingAndStaysSmall() throws {
        let page = try Page(of: Fixture.api)
        #expect(page.html.utf8.count < 400_000)
        #expect(page.sources == ["data:,"])
        for loading in ["@import", "url(", "expression(", "javascript:"] { #expect(!page.html.contains(loading)) }
        #expect(page.elements.isDisjoint(with: ["script", "img", "iframe", "object", "embed", "form", "base", "svg"]))
    }

    /// A policy names the hash of the style: it has to be the very bytes.
    @Test func theStyleIsWhatStandsBetweenItsTags() throws {
        let html = try Page(of: Fixture.valid).html
        let start = try #require(html.firstRange(of: "<style>")).upperBound
        let end = try #require(html.firstRange(of: "</style>")).lowerBound
        #expect(html[start..<end].utf8.elementsEqual(DocumentationPage.style.utf8))
        #expect(html.ranges(of: "<style>").count == 1)
    }

    @Test func constraintsAreToldInWords() throws {
        let html = try Page(of: Fixture.api).html
        for words in [
            "integer or null, 10 to 120", "string, 1 to 100 characters",
            "integer (int64), 1 to 1000, default <code>200</code>",
            "at least 1 element", "no other members", "other members are allowed",
            "a member that is null counts as absent", "Its JSON nests at most 256 deep.",
            "At most 16 KiB (16384 bytes)", "with the role <code>admin</code>",
        ] { #expect(html.contains(words), "\(words)") }
    }

    @Test(
        arguments: [
            (
                "{\"type\": [\"integer\", \"null\"], \"exclusiveMinimum\": 0, \"multipleOf\": 5}",
                "integer or null, greater than 0, a multiple of 5"
            ),
            (
                "{\"type\": \"array\", \"minItems\": 2, \"maxItems\": 2, \"uniqueItems\": true}",
                "array, exactly 2 elements, all elements different"
            ),
            (
                "{\"type\": \"object\", \"minProperties\": 1, \"dependentRequired\": {\"a\": [\"b\"]}}",
                "at least 1 member, with <code>a</code> also <code>b</code>"
            ),
            (
                "{\"type\": \"string\", \"enum\": [\"a\", \"b\", \"c\"]}",
                "string, one of <code>&quot;a&quot;</code>, <code>&quot;b&quot;</code> or <code>&quot;c&quot;</code>"
            ),
            (
                "{\"type\": \"array\", \"contains\": {\"type\": \"null\"}, \"maxContains\": 3}",
                "At least 1 and at most 3 of the elements:"
            ),
            ("{\"type\": \"array\", \"items\": {\"type\": \"string\"}}", "array of string"),
            (
                "{\"oneOf\": [\((1...7).map { "{\"const\": \($0)}" }.joined(separator: ","))]}",
                "Exactly one of these holds: 7 alternatives"
            ),
            ("{\"not\": {\"const\": 1}}", "Not allowed:</span> exactly <code>1</code>"),
            (
                "{\"if\": {\"required\": [\"a\"]}, \"then\": {\"required\": [\"b\"]}}",
                "then this holds too:</span> any value, has <code>b</code>"
            ),
            (
                "{\"type\": \"object\", \"patternProperties\": {\"^x\": {\"type\": \"null\"}}}",
                "names that match <code>^x</code>"
            ),
        ]
    )
    func keywordsHaveTheirWords(_ schema: String, _ words: String) throws {
        let sources =
            Fixture.valid.filter { $0.path != "schemas/Item.json" } + [SpecSource("schemas/Item.json", schema)]
        let html = try Page(of: sources).html
        #expect(html.contains(words))
    }

    /// Deterministic, whatever order the files are read in.
    @Test func theSameContractGivesTheSamePage() throws {
        #expect(try Page(of: Fixture.api).html == Page(of: Fixture.api.reversed()).html)
    }
}

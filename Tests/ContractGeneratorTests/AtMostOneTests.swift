import ContractGenerator
import Foundation
import Testing

/// "At most one of these members" as an enum, decoded and encoded by a program of the generated code.
@Suite struct AtMostOneTests {
    private static func schema(_ more: String = "") -> String {
        """
        {"type": "object", "required": ["id"]\(more), "properties": {
          "id": {"type": "integer", "format": "int64"}, "text": {"type": "string"},
          "count": {"type": "integer", "format": "int64", "minimum": 1}, "choice": {"type": "string"}},
         "oneOf": [{"required": ["text"]}, {"required": ["count"]},
           {"not": {"anyOf": [{"required": ["count"]}, {"required": ["text"]}]}}]}
        """
    }

    @Test func theMembersAreCasesOfAnEnum() throws {
        let fixture = EmitFixture(item: Self.schema())
        #expect(render(fixture.diagnostics) == "")
        for line in [
            // The name is taken by a member.
            "package var choice: String?", "package var choice2: ItemChoice", "case text(String)", "case count(Int64)",
            "case unknown(member: String)", "case absent",
        ] { #expect(fixture.item.contains(line), "\(line)") }
        #expect(!fixture.item.contains("package var text: String?"))
    }

    @Test func aClosedObjectHasNoUnknownMember() {
        let item = EmitFixture(item: Self.schema(", \"additionalProperties\": false")).item
        #expect(item.contains("case absent") && !item.contains("case unknown"))
    }

    @Test(arguments: [
        // Not the last branch's members, a required one, one that is not described, a branch that asks for more.
        (#"{"not": {"anyOf": [{"required": ["text"]}]}}"#, #"["id"]"#),
        (#"{"not": {"anyOf": [{"required": ["text"]}, {"required": ["count"]}]}}"#, #"["id", "text"]"#),
        (#"{"not": {"required": ["text"]}}"#, #"["id"]"#),
        (#"{"not": {"anyOf": [{"required": ["text"]}, {"required": ["other"]}]}}"#, #"["id"]"#),
    ])
    func whatIsAlmostItIsAFault(last: String, required: String) {
        let item = """
            {"type": "object", "required": \(required), "properties": {
              "id": {"type": "integer", "format": "int64"}, "text": {"type": "string"},
              "count": {"type": "integer", "format": "int64"}},
             "oneOf": [{"required": ["text"]}, {"required": ["count"]}, \(last)]}
            """
        #expect(EmitFixture(item: item).diagnostics.contains { $0.rule == .atMostOne })
    }

    @Test func oneIsReadTwoAreRefused() throws {
        let fixture = EmitFixture(item: Self.schema())
        var files = fixture.files
        files["main.swift"] = """
            import ContractRuntime
            for text in [
                #"{"id":1,"text":"a"}"#, #"{"id":1,"count":5,"x":1}"#, #"{"id":1}"#, #"{"id":1,"new":{}}"#,
                #"{"id":1,"new":null}"#, #"{"id":1,"text":"a","count":5}"#, #"{"id":1,"count":0}"#,
            ] {
                try JSONDocument.withRoot(copying: Array(text.utf8)) { root in
                    var run = Validation()
                    guard let item = decodeItem(root, &run) else {
                        print(run.violations.map { "\\($0.keyword)" }.joined(separator: " "))
                        return
                    }
                    var writer = JSONWriter()
                    item.encode(into: &writer)
                    print(item.choice2.member ?? "none", String(decoding: writer.bytes, as: UTF8.self))
                }
            }
            """
        let lines = try CompiledOutput.output(files).split(separator: "\n").map(String.init)
        #expect(
            lines == [
                #"text {"id":1,"text":"a"}"#, #"count {"id":1,"count":5}"#, #"none {"id":1}"#, #"new {"id":1}"#,
                #"none {"id":1}"#, "oneOf", "minimum",
            ]
        )
    }
}

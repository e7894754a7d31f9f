/// References and the names of schemas.
extension LintRule.Entry {
    static let duplicateAnchor = Self(
        .generator,
        .error,
        """
        Two schemas of one resource have the same `$anchor`, so a reference to it has two targets.
        """,
        language: .json,
        example: """
            "$defs": {
              "a": {"$anchor": "same", "type": "string"},
              "b": {"$anchor": "same", "type": "integer"}
            }
            """,
        fix: """
            Rename one of the two.
            """
    )

    static let duplicateID = Self(
        .generator,
        .error,
        """
        Two schemas have the same `$id`, or one has the URI of a file, so a reference to it has two targets.
        """,
        language: .json,
        example: """
            "$defs": {
              "a": {"$id": "https://example.com/id"},
              "b": {"$id": "https://example.com/id"}
            }
            """,
        fix: """
            Give each schema an `$id` of its own, or none: files are referred to by their paths.
            """
    )

    static let endlessReference = Self(
        .generator,
        .error,
        """
        References lead back to themselves without ever reaching a property or an element, so validation would not
        end.
        """,
        language: .json,
        example: """
            "$defs": {
              "a": {"anyOf": [{"$ref": "#/$defs/b"}, {"type": "null"}]},
              "b": {"$ref": "#/$defs/a"}
            }
            """,
        fix: """
            Refer to something that does not refer back, or put a property or an array in between: trees and lists are
            fine.
            """
    )

    static let invalidID = Self(
        .generator,
        .error,
        """
        An `$id` has a fragment. It names a whole schema resource (JSON Schema 2020-12, section 8.2.1).
        """,
        language: .json,
        example: """
            {"$id": "https://example.com/item#part"}
            """,
        fix: """
            Remove the fragment; name a place inside a schema by `$anchor`.
            """
    )

    static let unresolvedReference = Self(
        .generator,
        .error,
        """
        A `$ref` leads nowhere: no such file, no such place in it, no such anchor or `$id`. Nothing is fetched from
        the network.
        """,
        language: .json,
        example: """
            {"$ref": "../schemas/Itm.json"}
            """,
        fix: """
            Correct the reference, or add what it refers to. Paths are relative to the file that holds the reference.
            """
    )

    static let unusedComponent = Self(
        .style,
        .warning,
        """
        Nothing refers to a component.
        """,
        language: .json,
        example: """
            "components": {"schemas": {"Forgotten": {"type": "string"}}}
            """,
        fix: """
            Refer to it, or remove it.
            """
    )

    static let wrongReference = Self(
        .generator,
        .error,
        """
        A `$ref` leads to an object of another kind.
        """,
        language: .json,
        example: """
            "404": {"$ref": "../schemas/Problem.json"}
            """,
        fix: """
            Refer to an object of the kind that is expected: here a response.
            """
    )
}

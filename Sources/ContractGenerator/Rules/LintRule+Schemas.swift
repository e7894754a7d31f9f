/// Schemas.
extension LintRule.Entry {
    static let atMostOne = Self(
        .generator,
        .error,
        """
        A schema begins to say "at most one of these members", a `oneOf` of branches that each require one and a last
        branch for none of them, but the parts do not agree: then it would not become an enum.
        """,
        language: .json,
        example: """
            {
              "properties": {"text": {"type": "string"}, "photo": {"type": "string"}},
              "oneOf": [{"required": ["text"]}, {"required": ["photo"]}, {"not": {"required": ["text"]}}]
            }
            """,
        fix: """
            List in the last branch, `{"not": {"anyOf": [{"required": ["text"]}, {"required": ["photo"]}]}}`, what the
            others require, each once; describe each under `properties`, and require none beside `oneOf`.
            """
    )

    static let closedComposition = Self(
        .style,
        .warning,
        """
        `additionalProperties: false` sees only the `properties` beside it, not those inside `allOf`, `anyOf`,
        `oneOf` or `$ref`: it refuses them.
        """,
        language: .json,
        example: """
            {
              "allOf": [{"properties": {"id": {"type": "integer"}}}],
              "properties": {"name": {"type": "string"}},
              "additionalProperties": false
            }
            """,
        fix: """
            Repeat the properties beside it (`"id": true` is enough), or use `unevaluatedProperties: false`, which sees
            them.
            """
    )

    static let impossibleRange = Self(
        .style,
        .error,
        """
        A lower bound lies above its upper bound: no value is ever valid.
        """,
        language: .json,
        example: """
            {"type": "string", "minLength": 3, "maxLength": 2}
            """,
        fix: """
            Swap or correct the two.
            """
    )

    static let impossibleRequired = Self(
        .style,
        .error,
        """
        A required property is not declared while additional ones are refused: no object is ever valid.
        """,
        language: .json,
        example: """
            {
              "properties": {"name": {"type": "string"}},
              "required": ["nam"],
              "additionalProperties": false
            }
            """,
        fix: """
            Add it to `properties`, or correct its name.
            """
    )

    static let impossibleValue = Self(
        .style,
        .error,
        """
        A value in `enum` or `const` is of a type that `type` refuses: it can never be sent.
        """,
        language: .json,
        example: """
            {"type": "string", "enum": ["a", 1]}
            """,
        fix: """
            Remove the value, or add its type.
            """
    )

    static let ineffectiveKeyword = Self(
        .style,
        .warning,
        """
        A keyword asserts nothing where it stands: it is for another type, or lacks the keyword it belongs to.
        """,
        language: .json,
        example: """
            {"type": "string", "minimum": 1}
            """,
        fix: """
            Remove it, correct the type, or add what it belongs to: `if` for `then`, `contains` for `maxContains`.
            """
    )

    static let invalidDefault = Self(
        .style,
        .error,
        """
        A `default` is not valid by its own schema, so that leaving a value out would be worse than sending it.
        """,
        language: .json,
        example: """
            {"type": "string", "enum": ["asc", "desc"], "default": "up"}
            """,
        fix: """
            Write a default that the schema accepts.
            """
    )

    static let nullRefused = Self(
        .generator,
        .error,
        """
        In an object with `"x-null-is-absent": true` an optional member cannot be null: who sends null for all that
        is open would be refused.
        """,
        language: .json,
        example: """
            {"type": "object", "x-null-is-absent": true, "properties": {"age": {"type": "integer"}}}
            """,
        fix: """
            Add null to its type: `{"type": ["integer", "null"]}`, or `{"anyOf": [{"$ref": "Age.json"}, {"type":
            "null"}]}`.
            """
    )

    static let unknownType = Self(
        .generator,
        .error,
        """
        `type` names none of the seven types of JSON Schema.
        """,
        language: .json,
        example: """
            {"type": "int"}
            """,
        fix: """
            Write one of `null`, `boolean`, `object`, `array`, `number`, `integer`, `string`.
            """
    )
}

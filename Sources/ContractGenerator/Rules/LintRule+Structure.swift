/// Members of objects and what they hold.
extension LintRule.Entry {
    static let duplicateValue = Self(
        .generator,
        .error,
        """
        A list that is a set holds a value twice: `enum`, `type`, `required`. Numbers count by value: 1 and 1.0 are
        one.
        """,
        language: .json,
        example: """
            {"enum": ["new", "done", "new"]}
            """,
        fix: """
            Remove one of the two.
            """
    )

    static let emptyList = Self(
        .generator,
        .error,
        """
        A list that needs an element has none: with an empty `enum`, `anyOf` or `type` no value would ever be valid.
        """,
        language: .json,
        example: """
            {"anyOf": []}
            """,
        fix: """
            Fill it, or remove the keyword.
            """
    )

    static let invalidSwiftName = Self(
        .generator,
        .error,
        """
        An `x-swift-name` is no Swift identifier.
        """,
        language: .json,
        example: """
            {"x-swift-name": "given name"}
            """,
        fix: """
            Write letters and digits, a letter first: `givenName`.
            """
    )

    static let invalidValue = Self(
        .generator,
        .error,
        """
        A member has the right type and a value that it cannot have, such as a negative length, a `multipleOf` of 0,
        or a name of a parameter that is empty or holds control characters.
        """,
        language: .json,
        example: """
            {"type": "string", "maxLength": -1}
            """,
        fix: """
            The message says which values are possible.
            """
    )

    static let missingMember = Self(
        .generator,
        .error,
        """
        An object lacks a member that OpenAPI requires, or that the generator cannot do without.
        """,
        language: .json,
        example: """
            "info": {"title": "Items"}
            """,
        fix: """
            Add the member that the message names: here `"version": "1.0.0"`.
            """
    )

    static let undeclaredTag = Self(
        .style,
        .warning,
        """
        An operation has a tag that `openapi.json` does not describe.
        """,
        language: .json,
        example: """
            "get": {"tags": ["item"]}
            """,
        fix: """
            Correct its name, or describe it under `tags` of `openapi.json`.
            """
    )

    static let unknownExtension = Self(
        .style,
        .error,
        """
        An object has a member `x-…` that is none of our extensions. OpenAPI lets everybody add some, so a document
        of others may have them; in ours it is most likely a misspelt name.
        """,
        language: .json,
        example: """
            {"type": "object", "x-null-is-absnt": true}
            """,
        fix: """
            Correct its name, or remove it.
            """
    )

    static let unknownKeyword = Self(
        .generator,
        .error,
        """
        An object has a member that OpenAPI 3.1, JSON Schema 2020-12 and our extensions do not know; or one that has
        no effect beside a `$ref`. What is not understood is never skipped.
        """,
        language: .json,
        example: """
            {"type": "string", "minLenght": 3}
            """,
        fix: """
            Correct its name, or remove it. `nullable` is `"type": ["string", "null"]` now, `definitions` is `$defs`.
            """
    )

    static let unsupportedKeyword = Self(
        .generator,
        .error,
        """
        OpenAPI or JSON Schema has the keyword, the generator does not.
        """,
        language: .json,
        example: """
            "webhooks": {"itemAdded": {"post": {}}}
            """,
        fix: """
            The message says what to use instead.
            """
    )

    static let unsupportedVersion = Self(
        .generator,
        .error,
        """
        The document is not OpenAPI 3.1, whose schemas are JSON Schema 2020-12.
        """,
        language: .json,
        example: """
            {"openapi": "3.0.3"}
            """,
        fix: """
            Write `"openapi": "3.1.0"`, and what 3.1 changed: `nullable`, boolean exclusive bounds, `example` in
            schemas.
            """
    )

    static let wrongType = Self(
        .generator,
        .error,
        """
        A member of the specification has a value of another type than OpenAPI or JSON Schema gives it.
        """,
        language: .json,
        example: """
            {"type": "string", "minLength": "3"}
            """,
        fix: """
            Write a value of the type that the message names: here `3`.
            """
    )
}

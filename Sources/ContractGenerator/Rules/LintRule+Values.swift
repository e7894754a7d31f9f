/// Texts and numbers that a schema describes.
extension LintRule.Entry {
    static let integerRange = Self(
        .generator,
        .error,
        """
        A bound or a value of an integer lies beyond 64 bits, so that no Swift integer holds all its values.
        """,
        language: .json,
        example: """
            {"type": "integer", "minimum": 0, "maximum": 18446744073709551615}
            """,
        fix: """
            Ask for less, or use a string of digits with a `pattern`.
            """
    )

    static let invalidPattern = Self(
        .generator,
        .error,
        """
        A `pattern`, or a name in `patternProperties`, is no regular expression of ECMA-262 with the flag `u`, or
        uses what other dialects have. Refused as well, although ECMA-262 of 2025 has them: inline modifiers such as
        `(?i:a)`, and a group's name that is used twice. Of a service a warning: its client asserts no patterns.
        """,
        language: .json,
        example: #"""
            {"type": "string", "pattern": "\\A[a-z]+\\z"}
            """#,
        fix: """
            Write ECMA-262. Patterns match anywhere: `^[a-z]+$` where the whole string must match. Escape only what
            needs it: `-` outside of brackets does not.
            """
    )

    static let unboundedInteger = Self(
        .style,
        .error,
        """
        An integer has no bounds: JSON's go on for ever, Swift's end at 64 bits. Where it is not ours to bound, what
        lies beyond is refused.
        """,
        language: .json,
        example: """
            {"type": "integer"}
            """,
        fix: """
            Add `"format": "int64"`, or both `"minimum"` and `"maximum"`.
            """
    )

    static let unknownFormat = Self(
        .style,
        .error,
        """
        A `format` is none that the generator can check. A format that is not checked would be a promise nobody
        keeps.
        """,
        language: .json,
        example: """
            {"type": "string", "format": "datetime"}
            """,
        fix: """
            Use one that the message lists, or a `pattern`.
            """
    )

    static let unsupportedPattern = Self(
        .generator,
        .error,
        """
        A `pattern`, or a name in `patternProperties`, is a regular expression of ECMA-262 that the server cannot
        run: PCRE2, which runs it, repeats at most 65,535 times, nests groups at most 250 deep, wants lookbehind
        whose length does not vary, and limits the size of what it compiles. The linter compiles each pattern as the
        server does, so one that lints runs. Of a service a warning: its client asserts no patterns.
        """,
        language: .json,
        example: """
            {"type": "string", "pattern": "^a{0,65536}$"}
            """,
        fix: """
            Ask for less, or say it otherwise: `"maxLength": 65536` beside `^a*$`.
            """
    )
}

/// Security schemes and requirements.
extension LintRule.Entry {
    static let tooManyRoles = Self(
        .style,
        .error,
        """
        Security requirements name more than 64 roles. A handler's roles are one 64-bit word.
        """,
        language: .json,
        example: """
            "security": [{"session": ["role65"]}]
            """,
        fix: """
            Name fewer roles. What depends on the data, as whose shop it is, is the handler's to decide.
            """
    )

    static let unknownSecurityScheme = Self(
        .generator,
        .error,
        """
        A security requirement names a scheme that `components/securitySchemes` does not have.
        """,
        language: .json,
        example: """
            "security": [{"sesion": []}]
            """,
        fix: """
            Correct its name, or describe the scheme.
            """
    )

    static let unsupportedSecurityScheme = Self(
        .generator,
        .error,
        """
        A security scheme is none whose credential the generator can find in a request.
        """,
        language: .json,
        example: """
            "session": {"type": "http", "scheme": "basic"}
            """,
        fix: """
            Use `"type": "apiKey"` in a header, or `"type": "http"` with `"scheme": "bearer"`. The tokens of `oauth2` and
            `openIdConnect` are a bearer's; their scopes are roles.
            """
    )
}

/// Parameters and headers.
extension LintRule.Entry {
    static let duplicateParameter = Self(
        .generator,
        .error,
        """
        A list names a parameter twice: same name, same place. Names of headers are compared without regard to case.
        """,
        language: .json,
        example: """
            "parameters": [
              {"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}},
              {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}
            ]
            """,
        fix: """
            Remove one of the two. An operation may replace a parameter of its path item; that is no duplicate.
            """
    )

    static let invalidHeader = Self(
        .generator,
        .error,
        """
        A response header, a header parameter or a credential's header (`name` of an `apiKey`) has a name that no
        header can have, or one that is HTTP's or the server's own: `Connection`, `Content-Length`, `Cookie`,
        `Date`, `Expect`, `Host`, `Keep-Alive`, `Proxy-Connection`, `TE`, `Trailer`, `Transfer-Encoding`, `Upgrade`.
        Or a response declares `Content-Type`, which follows from `content`, or two headers whose names differ only
        in case; a credential's header is `Accept` or `Content-Type`; or a parameter repeats the header of a
        security scheme of its operation.
        """,
        language: .json,
        example: """
            "headers": {"Content-Type": {"schema": {"type": "string"}}}
            """,
        fix: """
            Use a token (letters, digits and any of ``!#$%&'*+-.^_`|~``) as name; leave the other fields out, and choose
            another header for a credential. A scheme's header needs no parameter.
            """
    )

    static let optionalPathParameter = Self(
        .generator,
        .error,
        """
        A parameter in the path is not `required`. A path without it is another path.
        """,
        language: .json,
        example: """
            {"name": "id", "in": "path", "schema": {"type": "integer"}}
            """,
        fix: """
            Add `"required": true`.
            """
    )

    static let reservedParameter = Self(
        .generator,
        .error,
        """
        `Accept`, `Content-Type` and `Authorization` cannot be header parameters (OpenAPI 3.1, section 4.8.12).
        """,
        language: .json,
        example: """
            {"name": "Content-Type", "in": "header", "schema": {"type": "string"}}
            """,
        fix: """
            Describe them by `content` and by security schemes.
            """
    )

    static let undeclaredParameter = Self(
        .generator,
        .error,
        """
        The path names a parameter that the operation does not declare.
        """,
        language: .json,
        example: """
            "paths": {"/items/{id}/": {"get": {"operationId": "getItem", "parameters": []}}}
            """,
        fix: """
            Add it to `parameters` with `"in": "path"`, `"required": true` and a schema.
            """
    )

    static let unsupportedParameter = Self(
        .generator,
        .error,
        """
        A parameter stands in a cookie, is described by `content`, or has a form that nobody reads or writes here. Our
        server reads scalars in the default `style` of their place. Clients of services also write flat lists: in a
        path and a header `simple`, in the query `form` with `explode` or without, `spaceDelimited` and
        `pipeDelimited`. Objects (`deepObject` among them), `label` and `matrix` are refused: OpenAPI leaves open how
        what nests in them, or holds their delimiters, is written.
        """,
        language: .json,
        example: """
            {"name": "ids", "in": "query", "style": "pipeDelimited", "schema": {"type": "array"}}
            """,
        fix: """
            Use a header instead of a cookie, which web views drop; remove `style` and `explode`; give a member of an
            object a parameter of its own, and send what nests as the body.
            """
    )

    static let unusedParameter = Self(
        .generator,
        .error,
        """
        A path parameter is declared that the path does not have.
        """,
        language: .json,
        example: """
            "paths": {"/items/{id}/": {"parameters": [{"name": "ident", "in": "path", "required": true}]}}
            """,
        fix: """
            Add it to the path, or correct its name.
            """
    )
}

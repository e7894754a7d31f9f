/// Responses and media types.
extension LintRule.Entry {
    static let conflictingExamples = Self(
        .style,
        .error,
        """
        `example` and `examples` stand side by side; OpenAPI lets one of them stand alone.
        """,
        language: .json,
        example: """
            {"schema": {"type": "string"}, "example": "a", "examples": {"b": {"value": "b"}}}
            """,
        fix: """
            Move the single example into `examples`.
            """
    )

    static let errorWithoutProblem = Self(
        .style,
        .error,
        """
        A status of 400 or above is answered without `application/problem+json`. All errors are problems (RFC 9457).
        """,
        language: .json,
        example: """
            "404": {"description": "No such item.", "content": {"application/json": {"schema": {"type": "string"}}}}
            """,
        fix: """
            Refer to the shared response: `{"$ref": "../openapi.json#/components/responses/NotFound"}`.
            """
    )

    static let defaultResponse = Self(
        .style,
        .error,
        """
        `responses` has `default`. Handlers answer exactly what is declared, so clients of the contract that we serve
        can know every status. Of a service that we call it is what all other statuses are answered with.
        """,
        language: .json,
        example: """
            "responses": {"default": {"description": "Something went wrong."}}
            """,
        fix: """
            Declare every status that can be answered by its three digits.
            """
    )

    static let invalidStatus = Self(
        .generator,
        .error,
        """
        A key of `responses` is neither a status of three digits from 100 to 599 nor `default`. Classes such as `4XX`
        are not understood.
        """,
        language: .json,
        example: """
            "responses": {"4XX": {"description": "Something is wrong with the request."}}
            """,
        fix: """
            Declare every status that can be answered by its three digits.
            """
    )

    static let missingDescription = Self(
        .style,
        .error,
        """
        A response has an empty description.
        """,
        language: .json,
        example: """
            "404": {"description": ""}
            """,
        fix: """
            Say in a sentence when it is answered.
            """
    )

    static let missingExample = Self(
        .style,
        .error,
        """
        A parameter, request body or response has no example. Examples are documentation, and the contract tests
        send them.
        """,
        language: .json,
        example: """
            {"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}
            """,
        fix: """
            Add `example`, or `examples` with a summary each.
            """
    )

    static let missingStatus = Self(
        .style,
        .error,
        """
        An operation can answer a status that it does not declare: 400 with constrained input, 401 and 403 with
        security, 405, 406, 413 and 415 as its body and media types ask for, 304 and 412 where an answer to GET has
        an `ETag`.
        """,
        language: .json,
        example: """
            "get": {
              "security": [{"session": []}],
              "responses": {"200": {"$ref": "#/components/responses/Item"}}
            }
            """,
        fix: """
            Add the status to `responses`; the shared ones stand in `components/responses`.
            """
    )

    static let missingSuccess = Self(
        .style,
        .error,
        """
        An operation declares errors alone.
        """,
        language: .json,
        example: """
            "responses": {"404": {"$ref": "#/components/responses/NotFound"}}
            """,
        fix: """
            Declare what it answers when all goes well, such as 200, 201 or 204.
            """
    )

    static let unreachableStatus = Self(
        .style,
        .error,
        """
        An operation declares 401 although its security schemes answer 403 where credentials are missing.
        """,
        language: .json,
        example: """
            "security": [{"botSecret": []}],
            "responses": {"401": {"$ref": "#/components/responses/Unauthorized"}}
            """,
        fix: """
            Remove the status, or the `x-unauthorized-status` of the scheme.
            """
    )

    static let unsupportedMediaType = Self(
        .generator,
        .error,
        """
        A body is of a type that the generator cannot read or write. Clients of services send JSON and
        `application/x-www-form-urlencoded`; they read JSON, and give answers of any other type as bytes.
        """,
        language: .json,
        example: """
            "content": {"multipart/form-data": {"schema": {"type": "object"}}}
            """,
        fix: """
            Use `application/json`, or a type that ends with `+json`, without parameters. An upload to a service
            (`multipart/form-data`) is sent with `HTTPClient`: remove its operation from the document.
            """
    )
}

/// Operations and their routes.
extension LintRule.Entry {
    static let ambiguousRoute = Self(
        .style,
        .error,
        """
        Two paths match the same request, so it could not be told which operation is meant. A literal segment wins
        over a parameter only where the rest of the path agrees. A path with `x-optional-trailing-slash` counts in
        both spellings.
        """,
        language: .json,
        example: """
            "paths": {
              "/items/{id}/": {"$ref": "paths/item.json"},
              "/items/{name}/": {"$ref": "paths/named-item.json"}
            }
            """,
        fix: """
            Make one path of the two, or tell them apart by a literal segment: `/items/by-name/{name}/`.
            """
    )

    static let bodyNotAllowed = Self(
        .style,
        .error,
        """
        A GET, HEAD or DELETE request has no body (RFC 9110, section 9.3): proxies drop it, and servers need not
        read it.
        """,
        language: .json,
        example: """
            "delete": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "../schemas/Reason.json"}}}}}
            """,
        fix: """
            Send what it needs as parameters, or use another method.
            """
    )

    static let duplicateOperationID = Self(
        .generator,
        .error,
        """
        Two operations have the same `operationId`: it becomes the name of one method.
        """,
        language: .json,
        example: """
            "get": {"operationId": "getItem"},
            "delete": {"operationId": "getItem"}
            """,
        fix: """
            Give each operation a name of its own.
            """
    )

    static let invalidOperationID = Self(
        .style,
        .error,
        """
        An `operationId` is no name of a Swift function: it becomes a method of the protocol `API`.
        """,
        language: .json,
        example: """
            {"operationId": "delete-item"}
            """,
        fix: """
            Write it in lowerCamelCase, letters and digits only, and none of the words Swift reserves: `deleteItem`.
            """
    )

    static let invalidPath = Self(
        .generator,
        .error,
        """
        A path cannot be matched: it does not begin with `/`, has an empty, `.` or `..` segment, characters that
        URLs escape, or braces beside other characters in a segment.
        """,
        language: .json,
        example: """
            "paths": {"/files/{name}.json": {"$ref": "paths/file.json"}}
            """,
        fix: """
            A segment is either literal, in unreserved ASCII characters, or one parameter: `/files/{name}`.
            """
    )

    static let missingBodyLimit = Self(
        .style,
        .error,
        """
        An operation with a request body does not say how large it may be; without a limit one request could fill
        the memory.
        """,
        language: .json,
        example: """
            "post": {"requestBody": {"$ref": "#/components/requestBodies/Item"}}
            """,
        fix: """
            Add `"x-max-body-bytes": 65536` to the operation, or what the largest sensible body needs.
            """
    )

    static let missingOperationID = Self(
        .style,
        .error,
        """
        An operation has no `operationId`, from which its handler gets its name.
        """,
        language: .json,
        example: """
            "get": {"summary": "List items"}
            """,
        fix: """
            Add one in lowerCamelCase: `"operationId": "listItems"`.
            """
    )

    static let missingSummary = Self(
        .style,
        .error,
        """
        An operation has no `summary`, or an empty one: lists of operations show it.
        """,
        language: .json,
        example: """
            "get": {"operationId": "listItems"}
            """,
        fix: """
            Add a few words that say what it does: `"summary": "List items"`.
            """
    )

    static let unknownLinkParameter = Self(
        .style,
        .error,
        """
        A link sets a parameter that its operation does not have.
        """,
        language: .json,
        example: """
            "links": {"Get": {"operationId": "getItem", "parameters": {"ident": "$response.body#/id"}}}
            """,
        fix: """
            Name a parameter of that operation.
            """
    )

    static let unknownOperation = Self(
        .style,
        .error,
        """
        A link names an `operationId` that no operation has.
        """,
        language: .json,
        example: """
            "links": {"Get": {"operationId": "getItems"}}
            """,
        fix: """
            Correct its name.
            """
    )
}

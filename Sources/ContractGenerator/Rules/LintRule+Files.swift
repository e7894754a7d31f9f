/// Files and their text.
extension LintRule.Entry {
    static let byteOrderMark = Self(
        .generator,
        .error,
        """
        The file begins with a byte order mark, or is UTF-16. JSON text is UTF-8 without one (RFC 8259, section
        8.1).
        """,
        language: .text,
        example: """
            EF BB BF 7B 22 …   the first bytes of schemas/Item.json
            """,
        fix: """
            Save the file as "UTF-8", not as "UTF-8 with BOM".
            """
    )

    static let duplicateMember = Self(
        .generator,
        .error,
        """
        An object names a member twice; which one counts differs from reader to reader.
        """,
        language: .json,
        example: """
            {"type": "object", "type": "string"}
            """,
        fix: """
            Remove or rename one of the two.
            """
    )

    static let emptyFile = Self(
        .generator,
        .error,
        """
        A file of the specification holds nothing but white space.
        """,
        language: .text,
        example: """
            schemas/Item.json: 0 bytes
            """,
        fix: """
            Write a JSON object, or remove the file.
            """
    )

    static let fileTooLarge = Self(
        .generator,
        .error,
        """
        A file has more than 32 MiB. Nobody writes such a file; it is most likely not a specification.
        """,
        language: .text,
        example: """
            schemas/Dump.json: 104857600 bytes
            """,
        fix: """
            Move it out of the folder, or split it.
            """
    )

    static let invalidUTF8 = Self(
        .generator,
        .error,
        """
        The file holds bytes that are not UTF-8.
        """,
        language: .text,
        example: #"""
            {"title": "caf\xe9"}   the byte E9 is ISO 8859-1
            """#,
        fix: """
            Save the file as UTF-8.
            """
    )

    static let missingDocument = Self(
        .generator,
        .error,
        """
        The folder has no `openapi.json`, with which every specification begins.
        """,
        language: .text,
        example: """
            api/
              paths/item.json
              schemas/Item.json
            """,
        fix: """
            Write the OpenAPI document with `openapi`, `info` and `paths` there; check that the folder is the right one.
            """
    )

    static let notJSON = Self(
        .generator,
        .error,
        """
        The file looks like YAML. Specifications are JSON here.
        """,
        language: .yaml,
        example: """
            openapi: 3.1.0
            info:
              title: Items
            """,
        fix: """
            Convert the file, for example with `yq -o json`.
            """
    )

    static let nulInName = Self(
        .generator,
        .error,
        """
        The name of a member holds the character U+0000, which the reader of specifications cannot keep.
        """,
        language: .json,
        example: #"""
            {"properties": {"a\u0000b": {"type": "string"}}}
            """#,
        fix: """
            Rename the member.
            """
    )

    static let numberOutOfRange = Self(
        .generator,
        .error,
        """
        A number fits neither a 64-bit integer nor a double.
        """,
        language: .json,
        example: """
            {"maximum": 1e999}
            """,
        fix: """
            Write a number that fits, or leave the bound out.
            """
    )

    static let outputNameCollision = Self(
        .generator,
        .error,
        """
        The Swift files of two specification files would have the same name: `/` becomes `_`.
        """,
        language: .text,
        example: """
            api/paths/item.json   → paths_item.swift
            api/paths_item.json   → paths_item.swift
            """,
        fix: """
            Rename one of the two files.
            """
    )

    static let syntax = Self(
        .generator,
        .error,
        """
        The file is no JSON.
        """,
        language: .json,
        example: """
            {"type": "object",}
            """,
        fix: """
            Correct the place, or what stands just before it: a comma, a quote or a bracket is missing or superfluous.
            """
    )

    static let tooDeep = Self(
        .generator,
        .error,
        """
        Values are nested deeper than 128 levels.
        """,
        language: .text,
        example: """
            {"items": {"items": {"items": {"items": …}}}}
            """,
        fix: """
            Move the inner parts to files of their own, and refer to them.
            """
    )

    static let unusedFile = Self(
        .style,
        .warning,
        """
        Nothing refers to a file.
        """,
        language: .text,
        example: """
            api/schemas/Forgotten.json
            """,
        fix: """
            Refer to it, or remove it.
            """
    )
}

import Server
import Testing

/// What is printed of an error of PostgreSQL's programs.
struct ProgramErrorsTests {
    private struct Example: Sendable {
        let errors: String
        let printed: String
    }

    private static let examples: [Example] = [
        Example(
            errors: """
                pg_restore: while PROCESSING TOC:
                pg_restore: from TOC entry 3411; 0 16386 TABLE DATA names x
                pg_restore: error: COPY failed for table "names": ERROR:  new row violates check constraint "short"
                DETAIL:  Failing row contains (Zoraida,
                Zoraida, ERROR: Zoraida).
                CONTEXT:  COPY names, line 1: "Zoraida"
                """,
            printed: """
                pg_restore: while PROCESSING TOC:
                pg_restore: from TOC entry 3411; 0 16386 TABLE DATA names x
                pg_restore: error: COPY failed for table "names": ERROR:  new row violates check constraint "short"
                """
        ),
        Example(
            errors: "psql:file.sql:7: ERROR:  invalid input syntax for type integer: \"Zor\"aida\"\nCONTEXT:  Zoraida",
            printed: "psql:file.sql:7: ERROR:  invalid input syntax for type integer: …"
        ),
        Example(
            errors: "ERROR:  value \"Zoraida\" is out of range for type integer\nLINE 1: SELECT Zoraida",
            printed: "ERROR:  value … is out of range for type integer"
        ),
        Example(
            errors: "ERROR:  invalid input value for enum mood: \"Zor\nERROR:  Zoraida\"",
            printed: "ERROR:  invalid input value for enum mood: …"
        ),
        Example(
            errors: """
                pg_dump: error: query failed: ERROR:  permission denied for table names
                pg_dump: detail: Query was: LOCK TABLE Zoraida
                """,
            printed: "pg_dump: error: query failed: ERROR:  permission denied for table names"
        ),
        Example(
            errors: "ERROR:  relation \"names\" does not exist\nHINT:  Create it.\n",
            printed: "ERROR:  relation \"names\" does not exist\nHINT:  Create it."
        ),
    ]

    @Test(arguments: examples) private func valuesOfRowsAreLeftOut(_ example: Example) {
        #expect(ProgramErrors.withoutValues(example.errors) == example.printed)
    }
}

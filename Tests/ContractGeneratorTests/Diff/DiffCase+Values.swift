extension DiffCase {
    /// Types, null, lists of values, annotations, strings.
    static let values: [DiffCase] = [
        // What says the same in other words is no change.
        schema(#"{"type": "string"}"#, #"{"type": ["string"]}"#, request: "", response: ""),
        schema(#"{}"#, "true", request: "", response: ""),
        schema(#"{"const": 1}"#, #"{"enum": [1.0]}"#, request: "", response: ""),
        schema(#"{"enum": ["a", "b"]}"#, #"{"type": "string", "enum": ["b", "a"]}"#, request: "", response: ""),
        schema(
            #"{"type": "string", "description": "a", "title": "A", "examples": ["x"]}"#,
            #"{"type": "string", "description": "b"}"#,
            request: "",
            response: ""
        ),
        schema(
            #"{"type": ["string", "null"]}"#,
            #"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#,
            request: "",
            response: ""
        ),
        // Types.
        schema(
            #"{"type": "string"}"#,
            #"{"type": "integer"}"#,
            request: "ERR type-changed",
            response: "ERR type-changed"
        ),
        schema(
            #"{"type": "number"}"#,
            #"{"type": "integer"}"#,
            request: "ERR type-narrowed",
            response: "INFO type-narrowed"
        ),
        schema(
            #"{"type": "integer"}"#,
            #"{"type": "number"}"#,
            request: "INFO type-widened",
            response: "ERR type-widened"
        ),
        schema("{}", #"{"type": "string"}"#, request: "ERR type-narrowed", response: "INFO type-narrowed"),
        schema(#"{"type": "string"}"#, "{}", request: "INFO type-widened", response: "ERR type-widened"),
        schema(
            #"{"type": ["string", "integer"]}"#,
            #"{"type": ["string", "boolean"]}"#,
            request: "ERR type-changed",
            response: "ERR type-changed"
        ),
        schema(
            #"{"type": "string"}"#,
            #"{"type": ["string", "null"]}"#,
            request: "INFO null-added",
            response: "ERR null-added"
        ),
        schema(
            #"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#,
            #"{"type": "string"}"#,
            request: "ERR null-removed",
            response: "INFO null-removed"
        ),
        schema(
            #"{"enum": ["a", null]}"#,
            #"{"enum": ["a"]}"#,
            request: "ERR null-removed",
            response: "INFO null-removed"
        ),
        schema(
            #"{"type": "string"}"#,
            #"{"type": "null"}"#,
            request: "ERR type-narrowed, INFO null-added",
            response: "ERR null-added, INFO type-narrowed"
        ),
        schema("true", "false", request: "ERR value-refused", response: "INFO value-refused"),
        schema("false", "true", request: "INFO value-allowed", response: "ERR value-allowed"),
        // Lists of values.
        schema(
            #"{"enum": ["a", "b"]}"#,
            #"{"enum": ["a"]}"#,
            request: "ERR enum-value-removed",
            response: "INFO enum-value-removed"
        ),
        schema(
            #"{"enum": ["a"]}"#,
            #"{"enum": ["a", "b", "c"]}"#,
            request: "INFO enum-value-added, INFO enum-value-added",
            response: "ERR enum-value-added, ERR enum-value-added"
        ),
        schema(
            #"{"type": "string"}"#,
            #"{"type": "string", "enum": ["a"]}"#,
            request: "ERR enum-added",
            response: "INFO enum-added"
        ),
        schema(
            #"{"type": "string", "enum": ["a"]}"#,
            #"{"type": "string"}"#,
            request: "INFO enum-removed",
            response: "ERR enum-removed"
        ),
        schema(
            #"{"enum": ["a", 1]}"#,
            #"{"enum": ["a"]}"#,
            request: "ERR enum-value-removed",
            response: "INFO enum-value-removed"
        ),
        schema(
            #"{"type": "string"}"#,
            #"{"type": "string", "const": "a"}"#,
            request: "ERR const-added",
            response: "INFO const-added"
        ),
        schema(
            #"{"const": "a"}"#,
            #"{"type": "string"}"#,
            request: "INFO const-removed",
            response: "ERR const-removed"
        ),
        schema(#"{"const": "a"}"#, #"{"const": "b"}"#, request: "ERR const-changed", response: "ERR const-changed"),
        // "é" in one scalar and in two are different values, whatever String says.
        schema(
            #"{"const": "\u00e9"}"#,
            #"{"const": "e\u0301"}"#,
            request: "ERR const-changed",
            response: "ERR const-changed"
        ),
        schema(
            #"{"const": "a"}"#,
            #"{"enum": ["a", "b"]}"#,
            request: "INFO enum-value-added",
            response: "ERR enum-value-added"
        ),
        // Annotations.
        schema(
            #"{"type": "integer", "default": 1}"#,
            #"{"type": "integer", "default": 2}"#,
            request: "WARN default-changed",
            response: "INFO default-changed"
        ),
        schema(
            #"{"type": "integer"}"#,
            #"{"type": "integer", "default": 2}"#,
            request: "WARN default-changed",
            response: "INFO default-changed"
        ),
        schema(
            #"{"type": "string"}"#,
            #"{"type": "string", "deprecated": true}"#,
            request: "INFO deprecated",
            response: "INFO deprecated"
        ),
        schema(
            #"{"type": "string", "deprecated": true}"#,
            #"{"type": "string"}"#,
            request: "INFO undeprecated",
            response: "INFO undeprecated"
        ),
        // Strings.
        schema(
            #"{"type": "string", "maxLength": 9}"#,
            #"{"type": "string", "maxLength": 8}"#,
            request: "ERR length-narrowed",
            response: "INFO length-narrowed"
        ),
        schema(
            #"{"type": "string", "minLength": 2}"#,
            #"{"type": "string"}"#,
            request: "INFO length-widened",
            response: "ERR length-widened"
        ),
        schema(
            #"{"type": "string", "minLength": 0}"#,
            #"{"type": "string"}"#,
            request: "",
            response: ""
        ),
        schema(
            #"{"type": "string"}"#,
            #"{"type": "string", "pattern": "^a"}"#,
            request: "ERR pattern-added",
            response: "INFO pattern-added"
        ),
        schema(
            #"{"type": "string", "pattern": "^a"}"#,
            #"{"type": "string"}"#,
            request: "INFO pattern-removed",
            response: "ERR pattern-removed"
        ),
        schema(
            #"{"type": "string", "pattern": "^a"}"#,
            #"{"type": "string", "pattern": "^b"}"#,
            request: "WARN pattern-changed",
            response: "WARN pattern-changed"
        ),
        schema(
            #"{"type": "string"}"#,
            #"{"type": "string", "format": "uuid"}"#,
            request: "ERR format-added",
            response: "INFO format-added"
        ),
        schema(
            #"{"type": "string", "format": "uuid"}"#,
            #"{"type": "string"}"#,
            request: "INFO format-removed",
            response: "ERR format-removed"
        ),
        schema(
            #"{"type": "string", "format": "date"}"#,
            #"{"type": "string", "format": "date-time"}"#,
            request: "ERR format-changed",
            response: "ERR format-changed"
        ),
        schema(
            #"{"type": "integer", "format": "int64"}"#,
            #"{"type": "integer", "format": "int32"}"#,
            request: "ERR format-narrowed",
            response: "INFO format-narrowed"
        ),
        schema(
            #"{"type": "string", "format": "uri"}"#,
            #"{"type": "string", "format": "uri-reference"}"#,
            request: "INFO format-widened",
            response: "ERR format-widened"
        ),
        schema(
            #"{"type": "string"}"#,
            #"{"type": "string", "contentEncoding": "base64"}"#,
            request: "ERR content-encoding-changed",
            response: "ERR content-encoding-changed"
        ),
        // A keyword for another type says nothing.
        schema(
            #"{"type": "string", "minimum": 1}"#,
            #"{"type": "string", "minimum": 2, "minItems": 1, "required": ["a"]}"#,
            request: "",
            response: ""
        ),
    ].flatMap(\.self)

    /// Bounds and divisors of numbers.
    static let numbers: [DiffCase] = [
        schema(
            #"{"type": "integer", "minimum": 1}"#,
            #"{"type": "integer", "minimum": 2}"#,
            request: "ERR range-narrowed",
            response: "INFO range-narrowed"
        ),
        schema(
            #"{"type": "integer", "maximum": 1}"#,
            #"{"type": "integer"}"#,
            request: "INFO range-widened",
            response: "ERR range-widened"
        ),
        schema(
            #"{"type": "number", "minimum": 0}"#,
            #"{"type": "number", "exclusiveMinimum": 0}"#,
            request: "ERR range-narrowed",
            response: "INFO range-narrowed"
        ),
        schema(
            #"{"type": "number", "exclusiveMaximum": 10}"#,
            #"{"type": "number", "maximum": 10}"#,
            request: "INFO range-widened",
            response: "ERR range-widened"
        ),
        // Among integers, more than 0 is at least 1.
        schema(
            #"{"type": "integer", "exclusiveMinimum": 0}"#,
            #"{"type": "integer", "minimum": 1}"#,
            request: "",
            response: ""
        ),
        schema(
            #"{"type": "integer", "minimum": 1, "maximum": 5}"#,
            #"{"type": "integer", "minimum": 2, "maximum": 6}"#,
            request: "ERR range-narrowed, INFO range-widened",
            response: "ERR range-widened, INFO range-narrowed"
        ),
        // Beyond 2^53 neighbours differ, though no double tells them apart.
        schema(
            #"{"type": "integer", "maximum": 9007199254740993}"#,
            #"{"type": "integer", "maximum": 9007199254740992}"#,
            request: "ERR range-narrowed",
            response: "INFO range-narrowed"
        ),
        schema(
            #"{"type": "integer", "exclusiveMinimum": 9223372036854775807}"#,
            #"{"type": "integer", "exclusiveMinimum": 9223372036854775807, "minimum": 3}"#,
            request: "",
            response: ""
        ),
        schema(
            #"{"type": "integer", "multipleOf": 5}"#,
            #"{"type": "integer", "multipleOf": 10}"#,
            request: "ERR multiple-of-narrowed",
            response: "INFO multiple-of-narrowed"
        ),
        schema(
            #"{"type": "number", "multipleOf": 0.3}"#,
            #"{"type": "number", "multipleOf": 0.1}"#,
            request: "INFO multiple-of-widened",
            response: "ERR multiple-of-widened"
        ),
        schema(
            #"{"type": "integer", "multipleOf": 4}"#,
            #"{"type": "integer", "multipleOf": 6}"#,
            request: "ERR multiple-of-changed",
            response: "ERR multiple-of-changed"
        ),
        schema(#"{"type": "integer"}"#, #"{"type": "integer", "multipleOf": 1}"#, request: "", response: ""),
    ].flatMap(\.self)
}

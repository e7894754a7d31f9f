extension DiffCase {
    static let objects: [DiffCase] = [
        schema(
            #"{"type": "object"}"#,
            #"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
            request: "INFO property-added",
            response: "INFO property-added"
        ),
        schema(
            #"{"type": "object"}"#,
            #"{"type": "object", "properties": {"a": {}}, "required": ["a"]}"#,
            request: "ERR required-property-added",
            response: "INFO required-property-added"
        ),
        schema(
            #"{"type": "object", "additionalProperties": false}"#,
            #"{"type": "object", "properties": {"a": {}}, "additionalProperties": false}"#,
            request: "INFO closed-property-added",
            response: "WARN closed-property-added"
        ),
        schema(
            #"{"type": "object", "properties": {"a": {}}}"#,
            #"{"type": "object"}"#,
            request: "WARN property-removed",
            response: "WARN property-removed"
        ),
        schema(
            #"{"type": "object", "properties": {"a": {}}, "additionalProperties": false}"#,
            #"{"type": "object", "additionalProperties": false}"#,
            request: "ERR property-refused",
            response: "WARN property-refused"
        ),
        schema(
            #"{"type": "object", "properties": {"a": {}}, "required": ["a"]}"#,
            #"{"type": "object"}"#,
            request: "WARN required-property-removed",
            response: "ERR required-property-removed"
        ),
        schema(
            #"{"type": "object", "properties": {"a": {}}}"#,
            #"{"type": "object", "properties": {"a": {}}, "required": ["a"]}"#,
            request: "ERR property-became-required",
            response: "INFO property-became-required"
        ),
        schema(
            #"{"type": "object", "properties": {"a": {}}, "required": ["a"]}"#,
            #"{"type": "object", "properties": {"a": {}}, "required": []}"#,
            request: "INFO property-became-optional",
            response: "ERR property-became-optional"
        ),
        schema(
            #"{"type": "object", "properties": {"a": {"type": "integer"}}}"#,
            #"{"type": "object", "properties": {"a": {"type": "number"}}}"#,
            request: "INFO type-widened",
            response: "ERR type-widened"
        ),
        schema(
            #"{"type": "object", "properties": {"a": {}}}"#,
            #"{"type": "object", "properties": {"a": false}}"#,
            request: "ERR value-refused",
            response: "INFO value-refused"
        ),
        schema(
            #"{"type": "object"}"#,
            #"{"type": "object", "additionalProperties": false}"#,
            request: "ERR additional-properties-closed",
            response: "INFO additional-properties-closed"
        ),
        schema(
            #"{"type": "object", "unevaluatedProperties": false}"#,
            #"{"type": "object"}"#,
            request: "INFO additional-properties-opened",
            response: "WARN additional-properties-opened"
        ),
        schema(
            #"{"type": "object", "additionalProperties": {"type": "number"}}"#,
            #"{"type": "object", "additionalProperties": {"type": "integer"}}"#,
            request: "ERR type-narrowed",
            response: "INFO type-narrowed"
        ),
        // A declaration may spell out what held for all members.
        schema(
            #"{"type": "object", "additionalProperties": {"type": "integer"}}"#,
            #"{"type": "object", "properties": {"a": {"type": "integer"}}, "additionalProperties": {"type": "integer"}}"#,
            request: "",
            response: ""
        ),
        schema(
            #"{"type": "object", "required": ["a"]}"#,
            #"{"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}"#,
            request: "ERR type-narrowed",
            response: "INFO type-narrowed"
        ),
        schema(
            #"{"type": "object", "minProperties": 1}"#,
            #"{"type": "object", "minProperties": 2}"#,
            request: "ERR property-count-narrowed",
            response: "INFO property-count-narrowed"
        ),
        schema(
            #"{"type": "object", "maxProperties": 1}"#,
            #"{"type": "object"}"#,
            request: "INFO property-count-widened",
            response: "ERR property-count-widened"
        ),
        schema(
            #"{"type": "object"}"#,
            #"{"type": "object", "propertyNames": {"maxLength": 3}}"#,
            request: "ERR length-narrowed",
            response: "INFO length-narrowed"
        ),
        schema(
            #"{"type": "object"}"#,
            #"{"type": "object", "patternProperties": {"^x": {"type": "string"}}}"#,
            request: "WARN pattern-property-added",
            response: "WARN pattern-property-added"
        ),
        schema(
            #"{"type": "object", "patternProperties": {"^x": {"type": "string"}}}"#,
            #"{"type": "object"}"#,
            request: "WARN pattern-property-removed",
            response: "WARN pattern-property-removed"
        ),
        schema(
            #"{"type": "object", "patternProperties": {"^x": {"type": "number"}}}"#,
            #"{"type": "object", "patternProperties": {"^x": {"type": "integer"}}}"#,
            request: "ERR type-narrowed",
            response: "INFO type-narrowed"
        ),
        schema(
            #"{"type": "object"}"#,
            #"{"type": "object", "dependentRequired": {"a": ["b"]}}"#,
            request: "ERR dependency-added",
            response: "INFO dependency-added"
        ),
        schema(
            #"{"type": "object", "dependentSchemas": {"a": {"required": ["b"]}}}"#,
            #"{"type": "object"}"#,
            request: "INFO dependency-removed",
            response: "ERR dependency-removed"
        ),
        schema(
            #"{"type": "object", "dependentSchemas": {"a": {"required": ["b"]}}}"#,
            #"{"type": "object", "dependentSchemas": {"a": {"required": ["b", "c"]}}}"#,
            request: "ERR property-became-required",
            response: "INFO property-became-required"
        ),
        // What only the server sends is no part of a request, and the other way round.
        schema(
            #"{"type": "object", "properties": {"id": {"readOnly": true}}}"#,
            #"{"type": "object", "properties": {"id": {"readOnly": true}}, "required": ["id"]}"#,
            request: "",
            response: "INFO property-became-required"
        ),
        schema(
            #"{"type": "object"}"#,
            #"{"type": "object", "properties": {"pin": {"writeOnly": true}}, "required": ["pin"]}"#,
            request: "ERR required-property-added",
            response: ""
        ),
        // Recursion ends, and a reference is what it leads to.
        schema(
            ##"{"$anchor": "n", "type": "object", "properties": {"next": {"$ref": "#n"}, "v": {"type": "integer"}}}"##,
            ##"{"$anchor": "n", "type": "object", "properties": {"next": {"$ref": "#n"}, "v": {"type": "number"}}}"##,
            request: "INFO type-widened",
            response: "ERR type-widened"
        ),
        schema(
            ##"{"$ref": "#t", "$defs": {"t": {"$anchor": "t", "type": "string"}}}"##,
            #"{"type": "string"}"#,
            request: "",
            response: ""
        ),
        schema(
            ##"{"$ref": "#t", "$defs": {"t": {"$anchor": "t", "type": "string"}}}"##,
            ##"{"$ref": "#t", "maxLength": 3, "$defs": {"t": {"$anchor": "t", "type": "string"}}}"##,
            request: "ERR length-narrowed",
            response: "INFO length-narrowed"
        ),
    ].flatMap(\.self)

    static let arrays: [DiffCase] = [
        schema(
            #"{"type": "array", "items": {"type": "number"}}"#,
            #"{"type": "array", "items": {"type": "integer"}}"#,
            request: "ERR type-narrowed",
            response: "INFO type-narrowed"
        ),
        schema(
            #"{"type": "array"}"#,
            #"{"type": "array", "items": {"type": "integer"}}"#,
            request: "ERR type-narrowed",
            response: "INFO type-narrowed"
        ),
        schema(
            #"{"type": "array", "maxItems": 5}"#,
            #"{"type": "array", "maxItems": 4}"#,
            request: "ERR item-count-narrowed",
            response: "INFO item-count-narrowed"
        ),
        schema(
            #"{"type": "array", "minItems": 5}"#,
            #"{"type": "array", "minItems": 4}"#,
            request: "INFO item-count-widened",
            response: "ERR item-count-widened"
        ),
        schema(
            #"{"type": "array"}"#,
            #"{"type": "array", "uniqueItems": true}"#,
            request: "ERR unique-items-added",
            response: "INFO unique-items-added"
        ),
        schema(
            #"{"type": "array", "uniqueItems": true}"#,
            #"{"type": "array", "uniqueItems": false}"#,
            request: "INFO unique-items-removed",
            response: "ERR unique-items-removed"
        ),
        schema(
            #"{"type": "array", "prefixItems": [{"type": "string"}]}"#,
            #"{"type": "array", "prefixItems": [{"type": "string"}], "items": false}"#,
            request: "ERR items-closed",
            response: "INFO items-closed"
        ),
        schema(
            #"{"type": "array", "prefixItems": [{"type": "string"}], "unevaluatedItems": false}"#,
            #"{"type": "array", "prefixItems": [{"type": "string"}]}"#,
            request: "INFO items-opened",
            response: "ERR items-opened"
        ),
        // A position that was refused takes a value; one that took any takes numbers.
        schema(
            #"{"type": "array", "prefixItems": [{}], "items": false}"#,
            #"{"type": "array", "prefixItems": [{}, {"type": "number"}], "items": false}"#,
            request: "INFO value-allowed",
            response: "ERR value-allowed"
        ),
        schema(
            #"{"type": "array", "prefixItems": [{}]}"#,
            #"{"type": "array", "prefixItems": [{}, {"type": "number"}]}"#,
            request: "ERR type-narrowed",
            response: "INFO type-narrowed"
        ),
        schema(
            #"{"type": "array"}"#,
            #"{"type": "array", "contains": {"type": "string"}}"#,
            request: "ERR contains-added",
            response: "INFO contains-added"
        ),
        schema(
            #"{"type": "array", "contains": {"type": "string"}}"#,
            #"{"type": "array"}"#,
            request: "INFO contains-removed",
            response: "ERR contains-removed"
        ),
        schema(
            #"{"type": "array", "contains": {"type": "string"}}"#,
            #"{"type": "array", "contains": {"type": "string"}, "minContains": 2}"#,
            request: "ERR contains-count-narrowed",
            response: "INFO contains-count-narrowed"
        ),
        schema(
            #"{"type": "array", "contains": {"type": "string"}, "maxContains": 2}"#,
            #"{"type": "array", "contains": {"type": "string"}}"#,
            request: "INFO contains-count-widened",
            response: "ERR contains-count-widened"
        ),
        // With a greatest number of matches, matching more is refusing more.
        schema(
            #"{"type": "array", "contains": {"type": "integer"}, "maxContains": 2}"#,
            #"{"type": "array", "contains": {"type": "number"}, "maxContains": 2}"#,
            request: "ERR type-widened, INFO type-widened",
            response: "ERR type-widened, INFO type-widened"
        ),
    ].flatMap(\.self)

    static let compositions: [DiffCase] = [
        schema(
            #"{"oneOf": [{"type": "string"}, {"type": "integer"}]}"#,
            #"{"oneOf": [{"type": "integer"}, {"type": "boolean"}, {"type": "string"}]}"#,
            request: "INFO alternative-added",
            response: "ERR alternative-added"
        ),
        schema(
            #"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#,
            #"{"anyOf": [{"type": "integer"}, {"type": "string"}]}"#,
            request: "",
            response: ""
        ),
        schema(
            #"{"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "array"}]}"#,
            #"{"anyOf": [{"type": "integer"}, {"type": "string"}]}"#,
            request: "ERR alternative-removed",
            response: "INFO alternative-removed"
        ),
        schema(
            #"{"type": "string", "maxLength": 3}"#,
            #"{"anyOf": [{"type": "string", "maxLength": 3}, {"type": "integer"}]}"#,
            request: "INFO alternative-added",
            response: "ERR alternative-added"
        ),
        schema(
            #"{"oneOf": [{"type": "string", "maxLength": 3}, {"type": "integer"}]}"#,
            #"{"type": "string", "maxLength": 3}"#,
            request: "ERR alternative-removed",
            response: "INFO alternative-removed"
        ),
        // Branches are recognised by a constant.
        schema(
            #"""
            {"oneOf": [{"properties": {"k": {"const": "a"}, "v": {"type": "integer"}}},
                       {"properties": {"k": {"const": "b"}, "v": {"type": "integer"}}}]}
            """#,
            #"""
            {"oneOf": [{"properties": {"k": {"const": "b"}, "v": {"type": "number"}}},
                       {"properties": {"k": {"const": "a"}, "v": {"type": "number"}}}]}
            """#,
            request: "INFO type-widened, INFO type-widened",
            response: "ERR type-widened, ERR type-widened"
        ),
        schema(
            #"{"type": "string"}"#,
            #"{"type": "string", "anyOf": [{"maxLength": 3}, {"pattern": "^a"}]}"#,
            request: "ERR alternatives-added",
            response: "INFO alternatives-added"
        ),
        schema(
            #"{"type": "string", "anyOf": [{"maxLength": 3}, {"pattern": "^a"}]}"#,
            #"{"type": "string"}"#,
            request: "INFO alternatives-removed",
            response: "ERR alternatives-removed"
        ),
        schema(
            #"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#,
            #"{"oneOf": [{"type": "string"}, {"type": "integer"}]}"#,
            request: "ERR any-of-became-one-of",
            response: "INFO any-of-became-one-of"
        ),
        schema(
            #"{"oneOf": [{"type": "string"}, {"type": "integer"}]}"#,
            #"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#,
            request: "INFO one-of-became-any-of",
            response: "ERR one-of-became-any-of"
        ),
        schema(
            #"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#,
            #"{"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]}"#,
            request: "INFO null-added",
            response: "ERR null-added"
        ),
        // allOf is what it adds up to.
        schema(
            #"{"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}"#,
            #"{"allOf": [{"type": "object", "required": ["a"]}, {"properties": {"a": {"type": "string"}}}]}"#,
            request: "",
            response: ""
        ),
        schema(
            #"{"type": "object", "properties": {"a": {}}}"#,
            #"{"allOf": [{"type": "object", "properties": {"a": {}}}, {"required": ["a"]}]}"#,
            request: "ERR property-became-required",
            response: "INFO property-became-required"
        ),
        schema(
            #"{"allOf": [{"type": "integer", "minimum": 3}, {"minimum": 5}]}"#,
            #"{"allOf": [{"type": "integer", "minimum": 3}]}"#,
            request: "INFO range-widened",
            response: "ERR range-widened"
        ),
        schema(
            #"{"type": "string"}"#,
            #"{"type": "string", "not": {"const": "a"}}"#,
            request: "ERR not-added",
            response: "INFO not-added"
        ),
        schema(
            #"{"type": "string", "not": {"const": "a"}}"#,
            #"{"type": "string"}"#,
            request: "INFO not-removed",
            response: "ERR not-removed"
        ),
        // What widens the inner schema narrows the outer one.
        schema(
            #"{"type": "string", "not": {"enum": ["a"]}}"#,
            #"{"type": "string", "not": {"enum": ["a", "b"]}}"#,
            request: "ERR enum-value-added",
            response: "INFO enum-value-added"
        ),
        schema(
            #"{"type": "object"}"#,
            #"{"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}}"#,
            request: "ERR condition-added",
            response: "INFO condition-added"
        ),
        schema(
            #"{"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}}"#,
            #"{"type": "object"}"#,
            request: "INFO condition-removed",
            response: "ERR condition-removed"
        ),
        schema(
            #"{"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}}"#,
            #"{"type": "object", "if": {"required": ["c"]}, "then": {"required": ["b"]}}"#,
            request: "WARN condition-changed",
            response: "WARN condition-changed"
        ),
        schema(
            #"{"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}}"#,
            #"{"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b", "c"]}}"#,
            request: "ERR property-became-required",
            response: "INFO property-became-required"
        ),
        schema(
            #"{"oneOf": [{"type": "object"}, {"type": "array"}], "discriminator": {"propertyName": "a"}}"#,
            #"{"oneOf": [{"type": "object"}, {"type": "array"}], "discriminator": {"propertyName": "b"}}"#,
            request: "WARN discriminator-changed",
            response: "WARN discriminator-changed"
        ),
    ].flatMap(\.self)
}

extension SpecGrammar {
    /// The keywords of JSON Schema 2020-12 and those OpenAPI 3.1 adds.
    static var schema: SpecShape {
        SpecShape(members: core.merging(applicators) { $1 }.merging(assertions) { $1 }.merging(annotations) { $1 })
    }

    private static var core: [String: SpecForm] {
        [
            "$schema": .text, "$id": .text, "$anchor": .text, "$dynamicAnchor": .text, "$ref": .text,
            "$dynamicRef": .text, "$vocabulary": .map(.flag), "$comment": .text, "$defs": .map(.of(.schema)),
            "$recursiveRef": .text, "$recursiveAnchor": .flag,
        ]
    }

    private static var applicators: [String: SpecForm] {
        [
            "allOf": .list(.of(.schema)), "anyOf": .list(.of(.schema)), "oneOf": .list(.of(.schema)),
            "not": .of(.schema), "if": .of(.schema), "then": .of(.schema), "else": .of(.schema),
            "dependentSchemas": .map(.of(.schema)), "prefixItems": .list(.of(.schema)), "items": .of(.schema),
            "contains": .of(.schema), "properties": .map(.of(.schema)), "patternProperties": .map(.of(.schema)),
            "additionalProperties": .of(.schema), "propertyNames": .of(.schema), "unevaluatedItems": .of(.schema),
            "unevaluatedProperties": .of(.schema), "contentSchema": .of(.schema),
        ]
    }

    private static var assertions: [String: SpecForm] {
        [
            "type": .textOrTexts, "enum": .list(.any), "const": .any, "multipleOf": .number, "maximum": .number,
            "exclusiveMaximum": .number, "minimum": .number, "exclusiveMinimum": .number, "maxLength": .count,
            "minLength": .count, "pattern": .text, "maxItems": .count, "minItems": .count, "uniqueItems": .flag,
            "maxContains": .count, "minContains": .count, "maxProperties": .count, "minProperties": .count,
            "required": .list(.text), "dependentRequired": .map(.list(.text)),
        ]
    }

    private static var annotations: [String: SpecForm] {
        [
            "title": .text, "description": .text, "default": .any, "deprecated": .flag, "readOnly": .flag,
            "writeOnly": .flag, "examples": .list(.any), "format": .text, "contentEncoding": .text,
            "contentMediaType": .text, "discriminator": .of(.discriminator), "xml": .of(.xml),
            "externalDocs": .of(.externalDocumentation), "example": .any, "x-swift-name": .text,
            "x-null-is-absent": .flag,
        ]
    }
}

/// The kind of an object of a specification, by its position: OpenAPI 3.1.1, section 4.8, and JSON Schema 2020-12.
package enum SpecKind: String, Sendable, CaseIterable {
    case document, info, contact, license, server, serverVariable, components, paths, pathItem, operation
    case externalDocumentation, parameter, requestBody, mediaType, encoding, responses, response, callback, example
    case link, header, tag, securityScheme, securityRequirement, schema, discriminator, xml

    /// How people call it.
    package var name: String {
        switch self {
        case .document: "OpenAPI document"
        case .serverVariable: "server variable"
        case .pathItem: "path item"
        case .externalDocumentation: "external documentation"
        case .requestBody: "request body"
        case .mediaType: "media type"
        case .securityScheme: "security scheme"
        case .securityRequirement: "security requirement"
        default: rawValue
        }
    }

    /// The name with its article.
    package var phrase: String {
        switch name.utf8.first {
        case UInt8(ascii: "O"), UInt8(ascii: "o"), UInt8(ascii: "i"), UInt8(ascii: "e"): "an " + name
        default: "a " + name
        }
    }

    /// True where `{"$ref": …}` may stand in its place.
    package var mayBeReference: Bool {
        switch self {
        case .parameter, .requestBody, .response, .header, .example, .link, .callback, .securityScheme, .pathItem,
            .schema:
            true
        default: false
        }
    }
}

/// The form that a member's value must have.
package indirect enum SpecForm: Sendable {
    case any, text, flag, count, number
    case choice([String])
    case of(SpecKind)
    case list(SpecForm)
    case map(SpecForm)
    /// `type` of a schema: a name or a list of names.
    case textOrTexts
}

/// The members an object of some kind has.
package struct SpecShape: Sendable {
    package var members: [String: SpecForm]
    package var required: [String] = []
    /// The form of all other members, where any name is allowed.
    package var others: SpecForm?
}

/// An object of the specification whose kind is known.
package struct SpecObject: Sendable {
    package let node: SpecNode
    package let kind: SpecKind

    /// True where it only refers to another object of its kind. A schema may have keywords beside its `$ref` and never
    /// is.
    package var isReference: Bool { kind != .schema && kind.mayBeReference && node["$ref"]?.string != nil }

    /// The objects directly inside, in file order.
    package var children: [SpecObject] {
        if isReference { return [] }
        let shape = SpecGrammar.shape(of: kind)
        var children: [SpecObject] = []
        for (key, member) in node.members {
            if let form = shape.members[key] {
                Self.append(member, form, to: &children)
            } else if let form = shape.others, !key.hasPrefix("x-") {
                Self.append(member, form, to: &children)
            }
        }
        return children
    }

    private static func append(_ node: SpecNode, _ form: SpecForm, to children: inout [SpecObject]) {
        switch form {
        case .of(let kind): children.append(SpecObject(node: node, kind: kind))
        case .list(let inner):
            if hasObjects(inner) { for element in node.elements { append(element, inner, to: &children) } }
        case .map(let inner):
            if hasObjects(inner) { for (_, member) in node.members { append(member, inner, to: &children) } }
        default: break
        }
    }

    private static func hasObjects(_ form: SpecForm) -> Bool {
        switch form {
        case .of, .list, .map: true
        default: false
        }
    }
}

/// A type expression of TypeScript.
indirect enum TypeScriptType: Sendable {
    case unknown
    case never
    /// A keyword or a literal: `string`, `null`, `"new"`, `7`.
    case atom(String)
    /// A type that is declared under its own name.
    case named(String)
    case array(TypeScriptType)
    /// Elements that must be there, elements that may, and the type of all others; nil where there may be none.
    case tuple(required: [TypeScriptType], optional: [TypeScriptType], rest: TypeScriptType?)
    case object(TypeScriptObject)
    /// At least two; use `anyOf(_:)`.
    case union([TypeScriptType])
    /// At least two; use `allOf(_:)`.
    case intersection([TypeScriptType])
}

/// An object type.
struct TypeScriptObject: Sendable {
    struct Member: Sendable {
        var name: String
        var isOptional: Bool
        var type: TypeScriptType
        /// Paragraphs of its documentation.
        var comment: [String] = []
    }

    var members: [Member]
    /// The type of all other members; nil where the type declares none.
    var others: TypeScriptType?
}

extension TypeScriptType {
    /// The union, simplified: `unknown` takes all, `never` adds nothing, equals stand once.
    static func anyOf(_ types: [TypeScriptType]) -> TypeScriptType {
        var parts: [TypeScriptType] = []
        var seen: Set<ExactText> = []
        for type in types {
            switch type {
            case .unknown: return .unknown
            case .never: continue
            case .union(let inner):
                for part in inner where seen.insert(ExactText(part.text())).inserted { parts.append(part) }
            default: if seen.insert(ExactText(type.text())).inserted { parts.append(type) }
            }
        }
        return parts.isEmpty ? .never : parts.count == 1 ? parts[0] : .union(parts)
    }

    /// The intersection, simplified: `never` takes all, `unknown` adds nothing, equals stand once.
    static func allOf(_ types: [TypeScriptType]) -> TypeScriptType {
        var parts: [TypeScriptType] = []
        var seen: Set<ExactText> = []
        for type in types {
            switch type {
            case .never: return .never
            case .unknown: continue
            case .intersection(let inner):
                for part in inner where seen.insert(ExactText(part.text())).inserted { parts.append(part) }
            default: if seen.insert(ExactText(type.text())).inserted { parts.append(type) }
            }
        }
        return parts.isEmpty ? .unknown : parts.count == 1 ? parts[0] : .intersection(parts)
    }

    var isUnknown: Bool { if case .unknown = self { true } else { false } }
    var isNever: Bool { if case .never = self { true } else { false } }
}

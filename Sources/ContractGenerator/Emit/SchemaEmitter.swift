import Patterns

/// Prints validators, decoders, encoders and types of planned schemas: what is asked for, and what that needs.
///
/// Asking for a call notes that the function must exist; `emitAll` prints until nothing is open.
final class SchemaEmitter {
    let types: TypePlanner
    private var open: [Piece] = []
    private var known: Set<Piece> = []
    /// Regular expressions in the order of their first use.
    private(set) var patterns: [String] = []
    private var patternNumbers: [ExactText: Int] = [:]
    /// The schema that decides alone for each one, and whether it lets everything pass.
    private let deciding: [(schema: SchemaID, acceptsEverything: Bool)]
    private(set) var printed: [(piece: Piece, text: String)] = []

    /// One declaration that belongs to a schema.
    struct Piece: Hashable {
        enum Kind: Int, Comparable {
            case type, decode, check, constant, evaluatesMember, evaluatesOwnMember, evaluatesItem, evaluatesOwnItem

            static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
        }

        let kind: Kind
        let schema: SchemaID
    }

    /// False where `format` is an annotation only.
    let assertsFormat: Bool
    /// The word before a declaration: `static ` inside a type.
    let modifier: String
    /// True for what a service answers: members and values that its contract does not know are let pass, and of what
    /// it knows nothing is asserted but the types and members that a Swift value needs.
    let isLenient: Bool

    init(types: TypePlanner, assertsFormat: Bool = true, isNested: Bool = false, isLenient: Bool = false) {
        self.types = types
        deciding = types.plans.map { plan in
            var current = plan
            var steps = 0
            while steps < 64, let next = current.onlyReference { (current, steps) = (types[next], steps + 1) }
            return (current.id, current.acceptsEverything)
        }
        self.assertsFormat = assertsFormat
        self.isLenient = isLenient
        modifier = isNested ? "static " : ""
    }

    func require(_ kind: Piece.Kind, _ schema: SchemaID) {
        let piece = Piece(kind: kind, schema: schema)
        if known.insert(piece).inserted { open.append(piece) }
    }

    /// Prints every required piece, those included that are required meanwhile.
    func emitAll() {
        while let piece = open.popLast() {
            var writer = LineWriter()
            switch piece.kind {
            case .type: emitType(piece.schema, into: &writer)
            case .decode: emitDecoder(piece.schema, into: &writer)
            case .check: emitCheck(piece.schema, into: &writer)
            case .constant: emitConstant(piece.schema, into: &writer)
            case .evaluatesMember: emitEvaluates(.member, piece.schema, own: false, into: &writer)
            case .evaluatesOwnMember: emitEvaluates(.member, piece.schema, own: true, into: &writer)
            case .evaluatesItem: emitEvaluates(.item, piece.schema, own: false, into: &writer)
            case .evaluatesOwnItem: emitEvaluates(.item, piece.schema, own: true, into: &writer)
            }
            printed.append((piece, writer.text))
        }
    }

    /// An expression with a schema's verdict on a value, without noting faults.
    func quietly(_ id: SchemaID, _ value: String) -> String {
        guard let call = checkCall(id, value) else { return "true" }
        return "c.quietly({ (c: inout Validation) -> Bool in \(call) })"
    }

    /// The schema that decides alone where `id` asserts nothing of its own: chains of plain references end here.
    func resolved(_ id: SchemaID) -> SchemaID { deciding[id.index].schema }

    /// The call that validates `value`; nil where every value passes.
    func checkCall(_ id: SchemaID, _ value: String) -> String? {
        let (target, acceptsEverything) = deciding[id.index]
        if acceptsEverything { return nil }
        require(.check, target)
        return "check\(types[target].name)(\(value), &c)"
    }

    /// The global that holds a compiled pattern; the same pattern twice is one global.
    func patternName(_ pattern: String) -> String {
        let key = ExactText(pattern)
        if let number = patternNumbers[key] { return "pattern\(number)" }
        patternNumbers[key] = patterns.count
        patterns.append(pattern)
        return "pattern\(patterns.count - 1)"
    }

    /// The globals that `patternName` names, in its order, translated for PCRE2.
    ///
    /// A pattern that cannot be translated does not lint; in a schema suite, which is not linted, it matches nothing.
    var patternDeclarations: [String] {
        patterns.enumerated().map { index, pattern in
            let translated: String = (try? ECMAPattern.translate(pattern)) ?? ECMAPattern.never
            return "let pattern\(index): Pattern = Pattern(translated: \(SwiftLiteral.string(translated)))"
        }
    }

    /// The comment that says where a symbol comes from.
    func origin(_ id: SchemaID) -> String {
        "/// `\(SwiftLiteral.comment(types[id].node.location))`"
    }
}

extension SchemaPlan {
    /// Set where the schema is a `$ref` and asserts nothing beside it.
    var onlyReference: SchemaID? {
        guard let reference = composites.reference, constant == nil else { return nil }
        var rest = self
        rest.composites.reference = nil
        return rest.acceptsEverything ? reference : nil
    }
}

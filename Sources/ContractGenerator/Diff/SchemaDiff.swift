/// Compares schemas, and whatever they lead to, place by place.
///
/// A list of pairs is worked off instead of recursion, each pair once: recursive schemas end, and no chain of
/// references is too long for the stack. A place is described by all schemas that hold there (`SchemaView`).
final class SchemaDiff {
    /// What holds at one place of both contracts: schemas that all must hold, and where to point if there are none.
    struct Pair {
        var old: [SpecNode]
        var new: [SpecNode]
        var oldAnchor: SpecNode
        var newAnchor: SpecNode
        var context: DiffContext
        /// The types an instance can have here at all.
        var domain: SchemaTypes = .all
    }

    private static let maximumPairs: Int = 50_000
    private static let maximumProbes: Int = 8

    let old: Registry
    let new: Registry
    var report = DiffReport()
    private var queue: [Pair] = []
    private var seen: Set<ExactText> = []
    private var isExhausted: Bool = false
    /// Answers to `isSame`, shared with the comparisons that look for them.
    private var memory: Memory
    private let probes: Int

    private final class Memory { var answers: [ExactText: Bool] = [:] }

    init(old: Registry, new: Registry) {
        self.old = old
        self.new = new
        memory = Memory()
        probes = 0
    }

    private init(probing other: SchemaDiff) {
        old = other.old
        new = other.new
        memory = other.memory
        probes = other.probes + 1
    }

    /// Compares a pair later, unless that has been done; `run` does it.
    func enqueue(_ pair: Pair) {
        guard !isExhausted, seen.insert(Self.key(of: pair)).inserted else { return }
        guard seen.count <= Self.maximumPairs else {
            isExhausted = true
            let message: String = "more than \(Self.maximumPairs) pairs of schemas"
            report.add(.comparisonIncomplete, pair.context, old: pair.oldAnchor, new: pair.newAnchor, message)
            return
        }
        queue.append(pair)
    }

    func enqueue(_ old: SpecNode, _ new: SpecNode, _ context: DiffContext) {
        enqueue(Pair(old: [old], new: [new], oldAnchor: old, newAnchor: new, context: context))
    }

    /// Compares all that was enqueued and what that leads to.
    func run() {
        while let pair = queue.popLast() { compare(pair) }
    }

    /// Whether two places allow the same, as far as a comparison of words can tell.
    func isSame(_ pair: Pair) -> Bool {
        let key: ExactText = Self.key(of: pair)
        if let known = memory.answers[key] { return known }
        guard probes < Self.maximumProbes else {
            return pair.old.map(\.value).elementsEqual(pair.new.map(\.value), by: ==)
        }
        // A question that leads back to itself is answered by its other parts.
        memory.answers[key] = true
        let probe = SchemaDiff(probing: self)
        probe.queue.append(pair)
        probe.seen.insert(key)
        while let next = probe.queue.popLast(), !probe.hasDifference { probe.compare(next) }
        memory.answers[key] = !probe.hasDifference
        return !probe.hasDifference
    }

    private var hasDifference: Bool { report.findings.contains { !$0.rule.isAnnotation } }

    private static func key(of pair: Pair) -> ExactText {
        let old: String = pair.old.map(\.location).joined(separator: "\n")
        let new: String = pair.new.map(\.location).joined(separator: "\n")
        return ExactText("\(pair.context.direction) \(pair.domain.rawValue)\n\(old)\n>\n\(new)")
    }

    private func compare(_ pair: Pair) {
        let sides = Sides(
            old: SchemaView(pair.old, anchor: pair.oldAnchor, registry: old),
            new: SchemaView(pair.new, anchor: pair.newAnchor, registry: new),
            context: pair.context,
            domain: pair.domain
        )
        guard !sides.old.isNever, !sides.new.isNever else {
            if sides.old.isNever != sides.new.isNever {
                let rule: DiffRule = sides.new.isNever ? .valueRefused : .valueAllowed
                let message: String = sides.new.isNever ? "no value is allowed any more" : "a value is now allowed"
                report.add(rule, pair.context, old: sides.old.anchor, new: sides.new.anchor, message)
            }
            return
        }
        compareAnnotations(sides)
        if compareLoneAlternatives(sides) { return }
        guard let common = compareTypes(sides) else { return }
        compareValues(sides)
        compareStrings(sides, common)
        compareNumbers(sides, common)
        if common.contains(.object) { compareObjects(sides) }
        if common.contains(.array) { compareArrays(sides) }
        compareComposition(sides)
    }
}

/// The two views of a place, and how findings call it.
struct Sides {
    let old: SchemaView
    let new: SchemaView
    let context: DiffContext
    let domain: SchemaTypes
}

extension DiffRule {
    /// Whether it says nothing about which values are allowed.
    var isAnnotation: Bool { self == .deprecated || self == .undeprecated || self == .defaultChanged }
}

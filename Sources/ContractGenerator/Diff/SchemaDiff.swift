/// Compares schemas, and whatever they lead to, place by place.
///
/// A list of pairs is worked off instead of recursion, each pair once: recursive schemas end, and no chain of
/// references is too long for the stack. A place is described by all schemas that hold there (`SchemaView`).
final class SchemaDiff {
    /// The schemas at one place of both contracts: those that all must hold, and where to point if there are none.
    struct Pair {
        var old: [SpecNode]
        var new: [SpecNode]
        var oldAnchor: SpecNode
        var newAnchor: SpecNode
        var context: DiffContext
        /// The types an instance can have here at all.
        var domain: SchemaTypes = .all
    }

    /// Places where more schemas than `fewSchemas` meet are compared this often: their combinations may be endless.
    private static let maximumCombinations: Int = 500
    private static let fewSchemas: Int = 8
    private static let maximumPairs: Int = 1_000_000
    /// How deep questions of `isSame` may lead to others, and how many pairs they may look at; then they are answered
    /// by the words alone.
    private static let maximumProbes: Int = 8
    private static let maximumProbedPairs: Int = 5_000

    var report = DiffReport()
    private var queue: [Pair] = []
    private var seen: Set<ExactText> = []
    private var combinations: Int = 0
    private var isExhausted: Bool = false
    /// Answers, shared with the comparisons that look for them.
    let memory: Memory
    private let probes: Int

    /// The facts about both contracts.
    final class Memory {
        fileprivate var answers: [ExactText: Bool] = [:]
        fileprivate var probedPairs: Int = 0
        let old: SchemaMemory
        let new: SchemaMemory

        init(old: Registry, new: Registry) {
            self.old = SchemaMemory(registry: old)
            self.new = SchemaMemory(registry: new)
        }
    }

    init(old: Registry, new: Registry) {
        memory = Memory(old: old, new: new)
        probes = 0
    }

    private init(probing other: SchemaDiff) {
        memory = other.memory
        probes = other.probes + 1
    }

    /// Compares a pair later, unless that has been done; `run` does it.
    func enqueue(_ pair: Pair) {
        var pair = pair
        pair.old = pair.old.map(memory.old.target)
        pair.new = pair.new.map(memory.new.target)
        guard !isExhausted, seen.insert(Self.key(of: pair)).inserted else { return }
        if pair.old.count + pair.new.count > Self.fewSchemas { combinations += 1 }
        guard combinations <= Self.maximumCombinations, seen.count <= Self.maximumPairs else {
            isExhausted = true
            let message = "the comparison ends here, after \(seen.count) pairs of places"
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

    /// True where two places allow the same, as far as a comparison of words can tell.
    func isSame(_ pair: Pair) -> Bool {
        let key = Self.key(of: pair)
        if let known = memory.answers[key] { return known }
        guard probes < Self.maximumProbes, memory.probedPairs < Self.maximumProbedPairs else {
            return pair.old.map(\.value).elementsEqual(pair.new.map(\.value), by: ==)
        }
        // A question that leads back to itself is answered by its other parts.
        memory.answers[key] = true
        let probe = SchemaDiff(probing: self)
        probe.queue.append(pair)
        probe.seen.insert(key)
        while let next = probe.queue.popLast(), !probe.hasDifference {
            memory.probedPairs += 1
            probe.compare(next)
        }
        memory.answers[key] = !probe.hasDifference
        return !probe.hasDifference
    }

    private var hasDifference: Bool { report.findings.contains { !$0.rule.isAnnotation } }

    private static func key(of pair: Pair) -> ExactText {
        let old = pair.old.map(\.location).joined(separator: "\n")
        let new = pair.new.map(\.location).joined(separator: "\n")
        return ExactText("\(pair.context.direction) \(pair.domain.rawValue)\n\(old)\n>\n\(new)")
    }

    private func compare(_ pair: Pair) {
        let sides = Sides(
            old: SchemaView(pair.old, anchor: pair.oldAnchor, memory: memory.old),
            new: SchemaView(pair.new, anchor: pair.newAnchor, memory: memory.new),
            context: pair.context,
            domain: pair.domain
        )
        guard !sides.old.isNever, !sides.new.isNever else {
            if sides.old.isNever != sides.new.isNever {
                let rule: DiffRule = sides.new.isNever ? .valueRefused : .valueAllowed
                let message = sides.new.isNever ? "no value is allowed any more" : "a value is now allowed"
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
    /// True where it says nothing about which values are allowed.
    var isAnnotation: Bool { self == .deprecated || self == .undeprecated || self == .defaultChanged }
}

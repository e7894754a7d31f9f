/// Numbers and strings.
extension SchemaDiff {
    /// A bound of numbers: less or more, or equal where it is not exclusive, is allowed.
    private struct Bound {
        var value: SpecValue
        var isExclusive: Bool
        let isLower: Bool

        /// True where this allows less than `other`.
        func isTighter(than other: Bound) -> Bool {
            let order = NumberRules.compare(value, other.value)
            if order == 0 { return isExclusive && !other.isExclusive }
            return isLower ? order > 0 : order < 0
        }

        var phrase: String { (isLower ? ">" : "<") + (isExclusive ? " " : "= ") + value.json }
    }

    func compareNumbers(_ sides: Sides, _ common: SchemaTypes) {
        guard !common.isDisjoint(with: .number) else { return }
        let isWhole = !common.contains(.fraction)
        for keywords in [["minimum", "exclusiveMinimum"], ["maximum", "exclusiveMaximum"]] {
            let before = Self.bound(keywords, of: sides.old, isWhole: isWhole)
            let after = Self.bound(keywords, of: sides.new, isWhole: isWhole)
            let isTighter = after.map { one in before.map { one.isTighter(than: $0) } ?? true } ?? false
            let isLooser = before.map { one in after.map { one.isTighter(than: $0) } ?? true } ?? false
            guard isTighter || isLooser else { continue }
            let name = keywords[0]
            let message = "the \(name) is \(after?.phrase ?? "gone"), was \(before?.phrase ?? "none")"
            add(isTighter ? .rangeNarrowed : .rangeWidened, sides, at: keywords, message)
        }
        compareDivisors(sides, isWhole: isWhole)
    }

    private static func bound(_ keywords: [String], of view: SchemaView, isWhole: Bool) -> Bound? {
        let isLower = keywords[0] == "minimum"
        var tightest: Bound?
        for (keyword, isExclusive) in [(keywords[0], false), (keywords[1], true)] {
            for node in view.all(keyword) {
                guard !NumberRules.double(node.value).isNaN else { continue }
                var bound = Bound(value: node.value, isExclusive: isExclusive, isLower: isLower)
                // Among integers, more than 0 is at least 1.
                if isWhole, isExclusive, let number = node.integer {
                    let (next, overflows) = number.addingReportingOverflow(isLower ? 1 : -1)
                    if !overflows { bound = Bound(value: .integer(next), isExclusive: false, isLower: isLower) }
                }
                if tightest.map(bound.isTighter) ?? true { tightest = bound }
            }
        }
        return tightest
    }

    private func compareDivisors(_ sides: Sides, isWhole: Bool) {
        func divisors(_ view: SchemaView) -> [SpecValue] {
            view.all("multipleOf").map(\.value).filter { value in
                NumberRules.double(value) > 0 && !(isWhole && value == .integer(1))
            }
        }
        let before = divisors(sides.old)
        let after = divisors(sides.new)
        let isNarrower = before.allSatisfy { divisor in after.contains { Self.divides(divisor, $0) } }
        let isWider = after.allSatisfy { divisor in before.contains { Self.divides(divisor, $0) } }
        guard !isNarrower || !isWider else { return }
        let rule: DiffRule = isNarrower ? .multipleOfNarrowed : isWider ? .multipleOfWidened : .multipleOfChanged
        let (one, other): (String, String) = (Self.text(after), Self.text(before))
        add(rule, sides, at: ["multipleOf"], "the divisor is \(one), was \(other)")
    }

    private static func text(_ divisors: [SpecValue]) -> String {
        divisors.isEmpty ? "none" : divisors.map(\.json).joined(separator: " and ")
    }

    /// True where every multiple of `number` is one of `divisor`. Decimal fractions are not exact in binary: what is
    /// left of the quotient is compared with its rounding error.
    private static func divides(_ divisor: SpecValue, _ number: SpecValue) -> Bool {
        if let number = NumberRules.integer(number), let divisor = NumberRules.integer(divisor) {
            return number % divisor == 0
        }
        let quotient = NumberRules.double(number) / NumberRules.double(divisor)
        return quotient.rounded() >= 1 && (quotient - quotient.rounded()).magnitude <= quotient * 1e-12
    }

    func compareStrings(_ sides: Sides, _ common: SchemaTypes) {
        if common.contains(.string) {
            compareCounts(sides, ["minLength", "maxLength"], "length", (.lengthNarrowed, .lengthWidened))
            compareTexts(sides, "pattern", added: .patternAdded, removed: .patternRemoved) { _, _ in .patternChanged }
            for keyword in ["contentEncoding", "contentMediaType"] {
                let rule: DiffRule = .contentEncodingChanged
                compareTexts(sides, keyword, added: rule, removed: rule) { _, _ in rule }
            }
        }
        guard common.contains(.string) || !common.isDisjoint(with: .number) else { return }
        compareTexts(sides, "format", added: .formatAdded, removed: .formatRemoved) { before, after in
            if Self.parts.contains(where: { $0.part == after && $0.whole == before }) { return .formatNarrowed }
            if Self.parts.contains(where: { $0.part == before && $0.whole == after }) { return .formatWidened }
            return .formatChanged
        }
    }

    /// Formats all of whose values have another format too.
    private static let parts: [(part: String, whole: String)] = [
        ("int32", "int64"), ("float", "double"), ("uri", "uri-reference"), ("iri", "iri-reference"),
        ("uri", "iri"), ("uri-reference", "iri-reference"), ("email", "idn-email"), ("hostname", "idn-hostname"),
    ]

    private func compareTexts(
        _ sides: Sides,
        _ keyword: String,
        added: DiffRule,
        removed: DiffRule,
        changed: (String, String) -> DiffRule
    ) {
        let before = sides.old.all(keyword).compactMap(\.string)
        let after = sides.new.all(keyword).compactMap(\.string)
        let gone = before.filter { text in !after.contains { ExactText($0) == ExactText(text) } }
        let fresh = after.filter { text in !before.contains { ExactText($0) == ExactText(text) } }
        if let one = gone.first, let other = fresh.first, gone.count == 1, fresh.count == 1 {
            add(changed(one, other), sides, at: [keyword], "the \(keyword) is \"\(other)\", was \"\(one)\"")
            return
        }
        for text in gone { add(removed, sides, at: [keyword], "the \(keyword) \"\(text)\" is gone") }
        for text in fresh { add(added, sides, at: [keyword], "the \(keyword) \"\(text)\" is new") }
    }

    /// Compares a lower and an upper bound of something that is counted.
    func compareCounts(
        _ sides: Sides,
        _ keywords: [String],
        _ noun: String,
        _ rules: (narrowed: DiffRule, widened: DiffRule),
        least: Int64 = 0
    ) {
        let before: (least: Int64, most: Int64?) = Self.counts(keywords, of: sides.old, least: least)
        let after: (least: Int64, most: Int64?) = Self.counts(keywords, of: sides.new, least: least)
        if before.least != after.least {
            let rule: DiffRule = after.least > before.least ? rules.narrowed : rules.widened
            let message = "the least \(noun) is \(after.least), was \(before.least)"
            add(rule, sides, at: [keywords[0]], message)
        }
        if before.most != after.most {
            let isTighter = (after.most ?? .max) < (before.most ?? .max)
            let (one, other): (String, String) = (Self.text(after.most), Self.text(before.most))
            let message = "the greatest \(noun) is \(one), was \(other)"
            add(isTighter ? rules.narrowed : rules.widened, sides, at: [keywords[1]], message)
        }
    }

    private static func counts(_ keywords: [String], of view: SchemaView, least: Int64) -> (Int64, Int64?) {
        let lower = view.all(keywords[0]).compactMap(\.integer).max()
        return (lower ?? least, view.all(keywords[1]).compactMap(\.integer).min())
    }

    private static func text(_ count: Int64?) -> String { count.map(String.init) ?? "unlimited" }
}

/// Translation of ECMA-262 patterns (Unicode mode, no other flag) to PCRE2 with `UTF` and `MATCH_UNSET_BACKREF`.
///
/// One pass without recursion; the output contains no construct whose meaning the two dialects disagree on, except that
/// a group inside a repetition keeps its capture from one round to the next, which only a back reference can see.
/// Not supported, and reported so: repetition counts above 65,535, lookbehind whose length varies anywhere but in a
/// branch's first item. Refused although ES2025 admits them: inline modifiers, group names used twice.
/// What PCRE2 refuses beyond that, as too large or too deeply nested, is known once `Pattern` compiles the translation.
package struct ECMAPattern {
    /// The PCRE2 form of `source`.
    package static func translate(_ source: String) throws(ECMAPatternError) -> String {
        var translation = ECMAPattern(source)
        try translation.findGroups()
        try translation.run()
        return translation.output
    }

    enum GroupKind {
        case whole, plain, lookahead, lookbehind
    }

    /// How many characters something matches, at least and at most.
    struct Width {
        var least: Int
        var most: Int
        static let none = Width(least: 0, most: 0)
        static let one = Width(least: 1, most: 1)
        static let any = Width(least: 0, most: .max)

        mutating func append(_ other: Width) {
            least = ECMAPattern.saturated(least.addingReportingOverflow(other.least))
            most = ECMAPattern.saturated(most.addingReportingOverflow(other.most))
        }

        func repeated(_ low: Int, _ high: Int) -> Width {
            Width(
                least: ECMAPattern.saturated(least.multipliedReportingOverflow(by: low)),
                most: ECMAPattern.saturated(most.multipliedReportingOverflow(by: high))
            )
        }
    }

    struct Group {
        var kind: GroupKind
        var start: Int
        /// The branch being read, and all branches before it.
        var branch: Width = .none
        var branchIsEmpty: Bool = true
        var total: Width?
        var everyBranchFixed: Bool = true

        mutating func endBranch() {
            if branch.least != branch.most { everyBranchFixed = false }
            let before = total ?? branch
            total = Width(least: min(before.least, branch.least), most: max(before.most, branch.most))
            branch = .none
            branchIsEmpty = true
        }
    }

    /// The pattern that matches nothing, in PCRE2's words.
    package static let never: String = "(?:(?!))"
    static let largestRepeat: Int = 65_535

    let source: [UInt32]
    var index: Int = 0
    var output: String = ""
    var groups: [Group] = [Group(kind: .whole, start: 0)]
    var captures: Int = 0
    var names: [[UInt32]: Int] = [:]

    init(_ source: String) {
        self.source = source.unicodeScalars.map { (scalar: Unicode.Scalar) -> UInt32 in scalar.value }
    }

    static func saturated(_ result: (partialValue: Int, overflow: Bool)) -> Int {
        result.overflow ? .max : result.partialValue
    }

    func fault(_ message: String, at offset: Int? = nil) -> ECMAPatternError {
        ECMAPatternError(offset: offset ?? index, message: message, isUnsupported: false)
    }

    func unsupported(_ message: String, at offset: Int) -> ECMAPatternError {
        ECMAPatternError(offset: offset, message: message, isUnsupported: true)
    }

    func peek(_ ahead: Int = 0) -> UInt32? {
        index + ahead < source.count ? source[index + ahead] : nil
    }

    func isNext(_ scalar: Unicode.Scalar, _ ahead: Int = 0) -> Bool {
        peek(ahead) == scalar.value
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard isNext(scalar) else { return false }
        index += 1
        return true
    }

    // MARK: Groups

    /// Counts the captures and collects their names, which references may use before the group stands.
    mutating func findGroups() throws(ECMAPatternError) {
        var inClass = false
        while let scalar = peek() {
            index += 1
            switch scalar {
            case 0x5C: index += 1
            case 0x5B: inClass = true
            case 0x5D: inClass = false
            case 0x28 where !inClass:
                if !isNext("?") {
                    captures += 1
                } else if isNext("<", 1), !isNext("=", 2), !isNext("!", 2) {
                    let start = index
                    index += 2
                    captures += 1
                    guard names.updateValue(captures, forKey: try groupName()) == nil else {
                        throw fault("the group name is used twice", at: start)
                    }
                }
            default: break
            }
        }
        index = 0
    }

    /// Reads a name and its ">".
    mutating func groupName() throws(ECMAPatternError) -> [UInt32] {
        var name: [UInt32] = []
        while let scalar = peek() {
            index += 1
            if scalar == 0x3E, !name.isEmpty { return name }
            var value = scalar
            if scalar == 0x5C {
                guard take("u") else { throw fault("expected \\u in a group name") }
                value = try unicodeEscape()
            }
            let properties = Unicode.Scalar(value)?.properties
            let isStart = value == 0x24 || value == 0x5F || properties?.isIDStart == true
            let isPart = value == 0x200C || value == 0x200D || properties?.isIDContinue == true
            guard isStart || (isPart && !name.isEmpty) else { throw fault("invalid group name", at: index - 1) }
            name.append(value)
        }
        throw fault("unclosed group name")
    }

    mutating func openGroup() throws(ECMAPatternError) {
        let start = index
        index += 1
        var kind: GroupKind = .plain
        if take("?") {
            if take(":") {
                output += "(?:"
            } else if take("=") {
                kind = .lookahead
                output += "(?="
            } else if take("!") {
                kind = .lookahead
                output += "(?!"
            } else if take("<") {
                if take("=") {
                    kind = .lookbehind
                    output += "(?<="
                } else if take("!") {
                    kind = .lookbehind
                    output += "(?<!"
                } else {
                    _ = try groupName()
                    output += "("
                }
            } else {
                throw fault("unknown group syntax after \"(?\"", at: start)
            }
        } else {
            output += "("
        }
        groups.append(Group(kind: kind, start: start))
    }

    mutating func closeGroup() throws(ECMAPatternError) {
        guard groups.count > 1, var group = groups.popLast() else { throw fault("unmatched \")\"") }
        index += 1
        output += ")"
        group.endBranch()
        switch group.kind {
        case .lookbehind:
            guard group.everyBranchFixed, group.total?.most ?? 0 <= ECMAPattern.largestRepeat else {
                throw unsupported("lookbehind of varying length is not supported", at: group.start)
            }
            groups[groups.count - 1].branchIsEmpty = false
        case .lookahead:
            groups[groups.count - 1].branchIsEmpty = false
        case .plain, .whole:
            try endAtom(group.total ?? .none)
        }
    }

    // MARK: The pattern

    mutating func run() throws(ECMAPatternError) {
        while let scalar = peek() {
            switch scalar {
            case 0x28: try openGroup()
            case 0x29: try closeGroup()
            case 0x7C:
                index += 1
                output += "|"
                groups[groups.count - 1].endBranch()
            case 0x5E: assertion("^")
            case 0x24: assertion("\\z")
            case 0x5C: try escape()
            case 0x5B:
                try characterClass()
                try endAtom(.one)
            case 0x2E:
                index += 1
                output += "[^\\n\\r\\x{2028}\\x{2029}]"
                try endAtom(.one)
            case 0x2A, 0x2B, 0x3F, 0x7B: throw fault("nothing to repeat")
            case 0x5D, 0x7D: throw fault("a lone bracket must be escaped")
            default:
                index += 1
                output += ECMAPattern.literal(scalar)
                try endAtom(.one)
            }
        }
        guard groups.count == 1 else { throw fault("unclosed group", at: groups[groups.count - 1].start) }
    }

    mutating func assertion(_ text: String) {
        index += 1
        output += text
        groups[groups.count - 1].branchIsEmpty = false
    }

    /// Reads the quantifier that may follow an atom and counts the atom's width.
    mutating func endAtom(_ width: Width) throws(ECMAPatternError) {
        let start = index
        var low = 1
        var high = 1
        if take("*") {
            (low, high) = (0, .max)
        } else if take("+") {
            (low, high) = (1, .max)
        } else if take("?") {
            (low, high) = (0, 1)
        } else if take("{") {
            guard let least = number() else { throw fault("expected a number after \"{\"") }
            (low, high) = (least, least)
            if take(",") { high = number() ?? .max }
            guard take("}") else { throw fault("expected \"}\"") }
            guard low <= high else { throw fault("the repetition's bounds are out of order", at: start) }
            guard low <= ECMAPattern.largestRepeat, high <= ECMAPattern.largestRepeat || high == .max else {
                throw unsupported("more than 65535 repetitions are not supported", at: start)
            }
        }
        let last = groups.count - 1
        if index > start {
            let lazy = take("?")
            // What precedes a lookbehind's first item is free, so its least number of rounds finds the same.
            if groups[last].kind == .lookbehind, groups[last].branchIsEmpty { high = low }
            output += high == .max ? "{\(low),}" : "{\(low),\(high)}"
            if lazy { output += "?" }
        }
        groups[last].branch.append(width.repeated(low, high))
        groups[last].branchIsEmpty = false
    }

    /// Reads decimal digits; a value beyond what is of use stays at a large number.
    mutating func number() -> Int? {
        var value: Int?
        while let scalar = peek(), scalar >= 0x30, scalar <= 0x39 {
            value = min((value ?? 0) * 10 + Int(scalar - 0x30), 1_000_000_000)
            index += 1
        }
        return value
    }
}

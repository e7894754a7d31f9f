/// A basic check of ECMA-262 regular expressions: brackets, quantifiers, escapes, and what only other dialects have.
struct PatternSyntax {
    private let scalars: [Unicode.Scalar]
    private var index = 0

    private struct Fault: Error { var message: String }

    /// What is wrong with a pattern; nil where nothing was found.
    static func fault(in pattern: String) -> String? {
        var syntax = PatternSyntax(scalars: Array(pattern.unicodeScalars))
        do throws(Fault) {
            try syntax.check()
            return nil
        } catch {
            return error.message
        }
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func check() throws(Fault) {
        var open = 0
        var isQuantifiable = false
        while let scalar = current {
            index += 1
            switch scalar {
            case "(":
                open += 1
                try groupHead()
                isQuantifiable = false
            case ")":
                open -= 1
                guard open >= 0 else { throw Fault(message: "a ) has no (") }
                isQuantifiable = true
            case "[":
                try characterClass()
                isQuantifiable = true
            case "\\":
                isQuantifiable = try escape(inClass: false)
            case "*", "+", "?":
                guard isQuantifiable else { throw Fault(message: "a \(scalar) has nothing to repeat") }
                if current == "?" { index += 1 }
                isQuantifiable = false
            case "{":
                if let isOrdered = braces() {
                    guard isQuantifiable else { throw Fault(message: "a {…} has nothing to repeat") }
                    guard isOrdered else { throw Fault(message: "the numbers in {…} are out of order") }
                    if current == "?" { index += 1 }
                    isQuantifiable = false
                } else {
                    isQuantifiable = true
                }
            case "|", "^", "$": isQuantifiable = false
            default: isQuantifiable = true
            }
        }
        guard open == 0 else { throw Fault(message: "a ( has no )") }
    }

    private mutating func groupHead() throws(Fault) {
        guard current == "?" else { return }
        index += 1
        guard let kind = current else { throw Fault(message: "a group ends in its head") }
        index += 1
        switch kind {
        case ":", "=", "!": return
        case "<":
            if current == "=" || current == "!" {
                index += 1
                return
            }
            var length = 0
            while let scalar = current, scalar != ">" {
                guard scalar.properties.isAlphabetic || scalar == "_" || scalar == "$" || ("0"..."9").contains(scalar)
                else { break }
                length += 1
                index += 1
            }
            guard length > 0, current == ">" else { throw Fault(message: "a group's name is malformed") }
            index += 1
        default: throw Fault(message: "(?\(kind) is of another dialect")
        }
    }

    private mutating func characterClass() throws(Fault) {
        if current == "^" { index += 1 }
        var previous: Unicode.Scalar?
        while let scalar = current {
            index += 1
            switch scalar {
            case "]": return
            case "\\":
                _ = try escape(inClass: true)
                previous = nil
            case "-":
                if let low = previous, let high = current, high != "]", high != "\\" {
                    guard low <= high else { throw Fault(message: "the range \(low)-\(high) is out of order") }
                    index += 1
                    previous = nil
                } else {
                    previous = nil
                }
            default: previous = scalar
            }
        }
        throw Fault(message: "a [ has no ]")
    }

    /// Reads what is behind a backslash; whether it can be repeated.
    private mutating func escape(inClass: Bool) throws(Fault) -> Bool {
        guard let scalar = current else { throw Fault(message: "it ends with a backslash") }
        index += 1
        switch scalar {
        case "d", "D", "w", "W", "s", "S", "f", "n", "r", "t", "v": return true
        case "b": return inClass
        case "B" where !inClass: return false
        case "0"..."9": return true
        case "x": try hexadecimal(2)
        case "u":
            if current == "{" { try property(of: "u") } else { try hexadecimal(4) }
        case "p", "P": try property(of: scalar)
        case "c":
            guard let letter = current, letter.isASCII, letter.properties.isAlphabetic else {
                throw Fault(message: "\\c needs a letter")
            }
            index += 1
        case "k" where !inClass:
            guard current == "<" else { throw Fault(message: "\\k needs a name in < >") }
        default:
            let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
            guard !isLetter else { throw Fault(message: "there is no escape \\\(scalar)") }
        }
        return true
    }

    private mutating func hexadecimal(_ count: Int) throws(Fault) {
        for _ in 0..<count {
            guard let digit = current, digit.isASCII, digit.properties.isASCIIHexDigit else {
                throw Fault(message: "an escape needs \(count) hexadecimal digits")
            }
            index += 1
        }
    }

    private mutating func property(of scalar: Unicode.Scalar) throws(Fault) {
        guard current == "{" else { throw Fault(message: "\\\(scalar) needs {…}") }
        let start = index
        while let next = current, next != "}" {
            if next == "\\" || next == "[" || next == "(" { break }
            index += 1
        }
        guard current == "}", index > start + 1 else { throw Fault(message: "\\\(scalar) needs {…}") }
        index += 1
    }

    /// Reads `n}`, `n,}` or `n,m}`: whether in order; nil, and nothing read, where the brace is an ordinary character.
    private mutating func braces() -> Bool? {
        guard let close = scalars[index...].prefix(24).firstIndex(of: "}") else { return nil }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[index..<close])
        let parts = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let low = Int(first), low >= 0, !first.hasPrefix("+") else { return nil }
        guard parts.count == 2, !parts[1].isEmpty else {
            index = close + 1
            return true
        }
        guard let high = Int(parts[1]), high >= 0 else { return nil }
        index = close + 1
        return low <= high
    }
}

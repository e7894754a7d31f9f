/// The words of a command line that have not been taken yet, for a program with a handful of options.
package struct Arguments {
    private var words: [String]

    /// - Parameter words: those behind the program's name.
    package init(_ words: some Sequence<String> = CommandLine.arguments.dropFirst()) { self.words = Array(words) }

    /// Takes the next word, whatever it is.
    package mutating func next() -> String? {
        words.isEmpty ? nil : words.removeFirst()
    }

    /// Takes `name` out; false where it was not there.
    package mutating func flag(_ name: String) -> Bool {
        guard let index = words.firstIndex(of: name) else { return false }
        words.remove(at: index)
        return true
    }

    /// Takes `name VALUE` or `name=VALUE` out; nil where it is not there.
    package mutating func value(of name: String) throws(ArgumentFault) -> String? {
        guard let index = words.firstIndex(where: { $0 == name || $0.hasPrefix(name + "=") }) else { return nil }
        let word = words.remove(at: index)
        if word != name { return String(word.dropFirst(name.count + 1)) }
        guard index < words.count, !words[index].hasPrefix("--") else { throw ArgumentFault("\(name) needs a value") }
        return words.remove(at: index)
    }

    /// Takes a number out, as `value(of:)` does.
    package mutating func number<Number: LosslessStringConvertible & Comparable>(
        of name: String,
        in range: ClosedRange<Number>
    ) throws(ArgumentFault) -> Number? {
        guard let value = try value(of: name) else { return nil }
        guard let number = Number(value), range.contains(number) else {
            throw ArgumentFault("\(name) is \(range.lowerBound) to \(range.upperBound), not \(value)")
        }
        return number
    }

    /// The options of our own command line. Ends the program where it asks for help (0) or is at fault (2).
    package static func parse<Options>(
        usage: String,
        _ options: (Arguments) throws(ArgumentFault) -> Options
    ) -> Options {
        var arguments = Arguments()
        if arguments.flag("--help") {
            Terminal.print(usage)
            Terminal.exit(0)
        }
        do throws(ArgumentFault) {
            return try options(arguments)
        } catch {
            Terminal.complain("\(error)\n\(usage)")
            Terminal.exit(2)
        }
    }

    /// All words must have been taken.
    package func end() throws(ArgumentFault) {
        if let word = words.first { throw ArgumentFault("\"\(word)\" is not understood") }
    }
}

/// What is wrong with a command line, in words.
package struct ArgumentFault: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

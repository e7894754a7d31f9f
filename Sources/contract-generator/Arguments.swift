/// The words of a command line that have not been used yet.
struct Arguments {
    private var words: [String]

    init(_ words: some Sequence<String>) { self.words = Array(words) }

    /// The next word, whatever it is.
    mutating func next() -> String? {
        words.isEmpty ? nil : words.removeFirst()
    }

    /// Takes `name` out; whether it was there.
    mutating func flag(_ name: String) -> Bool {
        guard let index = words.firstIndex(of: name) else { return false }
        words.remove(at: index)
        return true
    }

    /// Takes `name VALUE` or `name=VALUE` out; nil where it is not there.
    mutating func value(of name: String) throws(Failure) -> String? {
        guard let index = words.firstIndex(where: { $0 == name || $0.hasPrefix(name + "=") }) else { return nil }
        let word = words.remove(at: index)
        if word != name { return String(word.dropFirst(name.count + 1)) }
        guard index < words.count, !words[index].hasPrefix("--") else { throw .usage("\(name) needs a value") }
        return words.remove(at: index)
    }
}

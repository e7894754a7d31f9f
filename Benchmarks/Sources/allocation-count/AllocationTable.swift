import Foundation

/// The committed numbers: a line a document, `<name> <allocations>`, and what follows `#` is for people.
struct AllocationTable {
    /// A line that is neither empty, nor a comment, nor a name and a number.
    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    private(set) var allowed: [String: Int] = [:]

    init(file: String) throws {
        let text: String = try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words: [Substring] = line.prefix { $0 != "#" }.split(separator: " ")
            if words.isEmpty { continue }
            guard words.count == 2, let count = Int(words[1]), allowed[String(words[0])] == nil else {
                throw Malformed(description: "\(file):\(index + 1): not \"<name> <allocations>\", or a name again")
            }
            allowed[String(words[0])] = count
        }
    }

    /// What is wrong with a count; nil where it is the allowed one.
    func breach(_ count: Int?, of name: String) -> String? {
        guard let count else { return "refused, or not the same number each time" }
        guard let allowed = allowed[name] else { return "\(count), and the table does not have it: add it" }
        if count > allowed { return "\(count), and the table allows \(allowed)" }
        if count < allowed { return "\(count), and the table says \(allowed): lower it, so that it stays so" }
        return nil
    }
}

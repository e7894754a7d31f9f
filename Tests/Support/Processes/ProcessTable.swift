import Glibc

/// The processes as `/proc` tells of them.
package enum ProcessTable {
    /// The direct children of a process, dead ones that nobody has waited for left out.
    package static func children(of parent: Int32) throws -> [Int32] {
        try Files.names(in: "/proc").compactMap(Int32.init).filter { identifier in
            guard let entry = entry(identifier) else { return false }
            return entry.parent == parent && entry.state != "Z"
        }
    }

    /// False for one that has ended, whether somebody has waited for it or not.
    package static func isAlive(_ identifier: Int32) -> Bool {
        guard let state = entry(identifier)?.state else { return false }
        return state != "Z" && state != "X"
    }

    /// True where a signal has stopped it.
    package static func isStopped(_ identifier: Int32) -> Bool {
        entry(identifier)?.state == "T"
    }

    /// How many descriptors a process has open.
    package static func descriptors(of identifier: Int32) throws -> Int {
        try Files.names(in: "/proc/\(identifier)/fd").count
    }

    /// Kilobytes of memory that a process has in use.
    package static func kilobytes(of identifier: Int32) throws -> Int { try status("VmRSS:", of: identifier) }

    /// How many threads a process has.
    package static func threads(of identifier: Int32) throws -> Int { try status("Threads:", of: identifier) }

    private static func status(_ name: String, of identifier: Int32) throws -> Int {
        for line in Files.text(of: "/proc/\(identifier)/status").split(separator: "\n") where line.hasPrefix(name) {
            if let value = Int(line.dropFirst(name.count).filter(\.isNumber)) { return value }
        }
        throw TestFailure("no \(name) of process \(identifier)")
    }

    /// `1234 (name) S 1 …`; the name may hold blanks and brackets.
    private static func entry(_ identifier: Int32) -> (state: Substring, parent: Int32)? {
        let text = Files.text(of: "/proc/\(identifier)/stat")
        guard let bracket = text.lastIndex(of: ")") else { return nil }
        let words = text[text.index(after: bracket)...].split(separator: " ")
        guard words.count > 2, let parent = Int32(words[1]) else { return nil }
        return (words[0], parent)
    }
}

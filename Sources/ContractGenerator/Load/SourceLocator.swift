/// Finds the lines and columns of JSON pointers by scanning the text once for all of them.
///
/// A member is found where its name begins, an element where its value does. The text has been parsed before: the scan
/// trusts its syntax, but stays inside its bytes whatever they are.
package struct SourceLocator {
    private let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The place of one value; of its nearest ancestor where it does not exist.
    package func position(of path: [String]) -> SourcePosition {
        positions(of: [path])[0]
    }

    /// The places of several values, in the order asked for.
    package func positions(of paths: [[String]]) -> [SourcePosition] {
        let wanted = Wanted()
        let leaves = paths.map { path in path.reduce(wanted) { $0.child($1) } }
        var scanner = Scanner(bytes: bytes)
        scanner.skipSpace()
        wanted.offset = scanner.index
        scanner.scan(wanted, depth: 0)
        var places: [Int: SourcePosition] = [:]
        let offsets = leaves.map { $0.nearestOffset }
        var position = SourcePosition(line: 1, column: 1)
        var index = 0
        for offset in offsets.sorted() {
            while index < min(offset, bytes.count) {
                if bytes[index] == UInt8(ascii: "\n") {
                    position = SourcePosition(line: position.line + 1, column: 1)
                } else if bytes[index] & 0xC0 != 0x80 {
                    position.column += 1
                }
                index += 1
            }
            places[offset] = position
        }
        return offsets.map { places[$0] ?? position }
    }

    /// A node of the tree of pointers that are looked for.
    private final class Wanted {
        var offset: Int?
        private(set) var children: [String: Wanted] = [:]
        private weak var parent: Wanted?

        init(parent: Wanted? = nil) { self.parent = parent }

        func child(_ token: String) -> Wanted {
            if let known = children[token] { return known }
            let made = Wanted(parent: self)
            children[token] = made
            return made
        }

        var nearestOffset: Int { offset ?? parent?.nearestOffset ?? 0 }
    }

    private struct Scanner {
        let bytes: [UInt8]
        var index = 0

        private var byte: UInt8 { index < bytes.count ? bytes[index] : 0 }

        mutating func skipSpace() {
            while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        }

        /// Notes the places of the children that are wanted; leaves `index` behind the value.
        mutating func scan(_ wanted: Wanted, depth: Int) {
            guard !wanted.children.isEmpty, depth < 2 * JSONReader.maximumDepth else { return skipValue() }
            switch byte {
            case UInt8(ascii: "{"): scanChildren(of: wanted, depth: depth, named: true)
            case UInt8(ascii: "["): scanChildren(of: wanted, depth: depth, named: false)
            default: skipValue()
            }
        }

        private mutating func scanChildren(of wanted: Wanted, depth: Int, named: Bool) {
            let close = named ? UInt8(ascii: "}") : UInt8(ascii: "]")
            var count = 0
            index += 1
            while true {
                skipSpace()
                if byte == close || index >= bytes.count { break }
                let start = index
                let token = named ? name() : String(count)
                if let child = wanted.children[token] {
                    child.offset = start
                    scan(child, depth: depth + 1)
                } else {
                    skipValue()
                }
                count += 1
                skipSpace()
                guard byte == UInt8(ascii: ",") else { break }
                index += 1
            }
            if index < bytes.count { index += 1 }
        }

        /// Reads a member's name and the colon behind it.
        private mutating func name() -> String {
            let start = index
            skipString()
            let token = bytes[start..<index]
            skipSpace()
            if byte == UInt8(ascii: ":") { index += 1 }
            skipSpace()
            if token.contains(UInt8(ascii: "\\")), case .string(let text)? = try? JSONReader.read(Array(token)) {
                return text
            }
            return String(decoding: token.dropFirst().dropLast(), as: UTF8.self)
        }

        private mutating func skipString() {
            index += 1
            while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
            }
            index = min(index + 1, bytes.count)
        }

        private mutating func skipValue() {
            var depth = 0
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "\""):
                    skipString()
                    if depth == 0 { return }
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    depth += 1
                    index += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 { return }
                    depth -= 1
                    index += 1
                    if depth == 0 { return }
                case UInt8(ascii: ","):
                    if depth == 0 { return }
                    index += 1
                default: index += 1
                }
            }
        }
    }
}

/// Finds the ends of answers in what arrives; bodies are counted, not kept.
struct ReplyReader {
    enum Progress {
        case needsMore
        case complete
        /// No answer whose end could be told, or bytes behind it.
        case broken
    }

    private static let longestHead: Int = 65_536

    private var head: [UInt8] = []
    /// The bytes of the body still to come; nil within the head.
    private var bodyLeft: Int?
    private(set) var status: Int = 0
    /// The server closes the connection behind this answer.
    private(set) var closes: Bool = false

    /// Makes it ready for the next answer.
    mutating func reset() {
        head.removeAll(keepingCapacity: true)
        bodyLeft = nil
        closes = false
    }

    mutating func take(_ bytes: ArraySlice<UInt8>, toHEAD: Bool) -> Progress {
        if let left = bodyLeft { return takeBody(left, bytes.count) }
        // The end may have begun with what came before.
        let from = max(0, head.count - 3)
        head += bytes
        guard let end = Self.end(of: head, from: from) else {
            return head.count > Self.longestHead ? .broken : .needsMore
        }
        let arrived = head.count - end
        guard let length = readHead(toHEAD: toHEAD) else { return .broken }
        if (100..<200).contains(status) {
            let rest = head[end...]
            reset()
            return rest.isEmpty ? .needsMore : take(ArraySlice(Array(rest)), toHEAD: toHEAD)
        }
        return takeBody(length, arrived)
    }

    private mutating func takeBody(_ left: Int, _ arrived: Int) -> Progress {
        bodyLeft = left - arrived
        return left == arrived ? .complete : left > arrived ? .needsMore : .broken
    }

    /// Behind the empty line.
    private static func end(of head: [UInt8], from: Int) -> Int? {
        var index = from
        while index + 3 < head.count {
            if head[index] == 13, head[index + 1] == 10, head[index + 2] == 13, head[index + 3] == 10 {
                return index + 4
            }
            index += 1
        }
        return nil
    }

    /// The length of the body.
    private mutating func readHead(toHEAD: Bool) -> Int? {
        // HTTP/1.1 200
        guard head.count > 12, head.starts(with: "HTTP/1.".utf8), head[8] == 32,
            let status = Int(String(decoding: head[9..<12], as: UTF8.self))
        else { return nil }
        self.status = status
        var length: Int?
        for line in head.split(separator: 10) {
            if let value = Self.value(of: "content-length", in: line) {
                guard let number = Int(value), number >= 0 else { return nil }
                length = number
            } else if let value = Self.value(of: "connection", in: line) {
                closes = value.lowercased() == "close"
            }
        }
        if toHEAD || status == 204 || status == 304 || (100..<200).contains(status) { return 0 }
        return length
    }

    private static func value(of name: StaticString, in line: ArraySlice<UInt8>) -> String? {
        let count = name.utf8CodeUnitCount
        guard line.count > count, line[line.startIndex + count] == 0x3A else { return nil }
        for offset in 0..<count where line[line.startIndex + offset] | 0x20 != name.utf8Start[offset] | 0x20 {
            return nil
        }
        let value = String(decoding: line[(line.startIndex + count + 1)...], as: UTF8.self)
        return String(value.unicodeScalars.filter { $0 != " " && $0 != "\r" })
    }
}

import HTTPTypes

@testable import ContractRuntime

extension FuzzTarget {
    /// Two readers of JSON agree: simdjson, which makes the tape, and `JSONFault`, which finds the fault. What is read
    /// is written anew and reads as the same, and its source is found.
    @Sendable static func json(_ input: [UInt8]) throws {
        let (choice, text) = input.choice
        let limits = JSONLimits(maxDepth: choice & 2 == 0 ? 64 : 4, replacesLoneSurrogates: choice & 1 == 1)
        let fault = text.withUnsafeBufferPointer { buffer in
            JSONFault.locate(buffer.baseAddress.map { Bytes(start: $0, count: buffer.count) } ?? .empty, limits)
        }
        var written: [UInt8] = []
        do {
            written = try JSONDocument.withRoot(copying: text, limits: limits) { root in
                try text.withUnsafeBufferPointer { buffer in
                    guard let start = buffer.baseAddress else { return }
                    var source = JSONSource(Bytes(start: start, count: buffer.count))
                    let slice = source.slice(of: root)
                    try require(slice.string == trimmed(text), "another source: \(slice.string)")
                }
                return JSONText(root).bytes
            }
        } catch JSONRefusal.malformed {
            return try require(fault != nil, "refused, and no fault is found")
        } catch JSONRefusal.duplicateMember(let pointer) {
            try require(fault == nil, "a member twice, beside \(String(describing: fault))")
            return try require(pointer.hasPrefix("/"), "no pointer: \(pointer)")
        }
        try require(fault == nil, "accepted, although \(String(describing: fault))")
        let again = try JSONDocument.withRoot(copying: written) { JSONText($0).bytes }
        try require(again == written, "\(written.text) is written as \(again.text)")
    }

    /// The text without the white space of JSON around it.
    private static func trimmed(_ text: [UInt8]) -> String {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        let end = text.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? 0
        return String(decoding: text[..<end].drop(while: isSpace), as: UTF8.self)
    }
}

/// A reader of untrusted bytes, and what must hold of it for every input.
struct FuzzTarget: Sendable {
    /// The name on the command line, and of the folder of its corpus.
    let name: String
    /// Bytes of the longest input that is tried.
    let maxBytes: Int
    /// Reads one input; throws where a property does not hold.
    let check: @Sendable ([UInt8]) throws -> Void

    static let all: [FuzzTarget] = [
        FuzzTarget(name: "json", maxBytes: 512, check: FuzzTarget.json),
        FuzzTarget(name: "init-data", maxBytes: 512, check: FuzzTarget.initData),
        FuzzTarget(name: "http", maxBytes: 1024, check: FuzzTarget.http),
        FuzzTarget(name: "chunks", maxBytes: 512, check: FuzzTarget.chunks),
        FuzzTarget(name: "patterns", maxBytes: 96, check: FuzzTarget.patterns),
        FuzzTarget(name: "dotenv", maxBytes: 512, check: FuzzTarget.dotEnv),
        FuzzTarget(name: "proxies", maxBytes: 256, check: FuzzTarget.proxies),
        FuzzTarget(name: "trace", maxBytes: 600, check: FuzzTarget.trace),
        FuzzTarget(name: "redis", maxBytes: 512, check: FuzzTarget.redis),
        FuzzTarget(name: "updates", maxBytes: 512, check: FuzzTarget.updates),
    ]
}

/// A property that an input breaks.
struct BrokenProperty: Error, CustomStringConvertible {
    let description: String
}

/// Throws where the property does not hold.
func require(_ holds: Bool, _ property: @autoclosure () -> String) throws(BrokenProperty) {
    if !holds { throw BrokenProperty(description: property()) }
}

extension [UInt8] {
    /// The input without its first byte, and that byte, which chooses what the rest does not say.
    var choice: (UInt8, [UInt8]) { (first ?? 0, Array(dropFirst())) }

    /// The input in pieces: as many bytes as `seed` says in turn.
    func pieces(_ seed: UInt8) -> [ArraySlice<UInt8>] {
        let sizes = [1 + Int(seed & 7), 1 + Int(seed >> 3)]
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        while start < count {
            let end = Swift.min(count, start + sizes[pieces.count & 1])
            pieces.append(self[start..<end])
            start = end
        }
        return pieces
    }

    var text: String { String(decoding: self, as: UTF8.self) }
}

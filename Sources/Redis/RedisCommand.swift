import Crypto

/// A command and its arguments.
package struct RedisCommand: Sendable {
    let words: [[UInt8]]
    /// The key that decides where a cluster runs it; nil: wherever.
    let key: [UInt8]?
    /// The script that it runs by its name alone; nil for another command.
    let script: RedisScript?

    package init(_ words: [String], key: String? = nil) {
        self.words = words.map { Array($0.utf8) }
        self.key = key.map { Array($0.utf8) }
        script = nil
    }

    /// Runs a script (`EVALSHA`), which is sent along only where the node does not know it.
    package init(_ script: RedisScript, key: [UInt8], arguments: [String]) {
        words = [Array("EVALSHA".utf8), script.name, [UInt8(ascii: "1")], key] + arguments.map { Array($0.utf8) }
        self.key = key
        self.script = script
    }

    /// The same with the script's text (`EVAL`), which the node then knows.
    var withText: [[UInt8]] {
        guard let script else { return words }
        return [Array("EVAL".utf8), script.text] + words[2...]
    }
}

/// A Lua script, which nodes know by the SHA-1 of its text.
package struct RedisScript: Sendable {
    let text: [UInt8]
    let name: [UInt8]

    package init(_ text: String) {
        self.text = Array(text.utf8)
        name = Array(SHA1.hex(self.text).utf8)
    }
}

import Documents
import Foundation

// The Swift half of `make bench-validation`; compare.py is the other and starts this. First it hears a line of JSON
// with the documents; then it asks `<name> <from> <rounds>`, `from` being `bytes` or `parsed`, and hears how many
// nanoseconds the rounds took together.

guard CommandLine.arguments.count == 3 else {
    print("usage: validation API DOCUMENTS")
    exit(2)
}
do {
    let bodies: [RequestBody] = try RequestBodies.all(
        api: CommandLine.arguments[1],
        documents: CommandLine.arguments[2]
    )
    let documents: [[String]] = bodies.map { [$0.name, String(decoding: $0.text, as: UTF8.self)] }
    FileHandle.standardOutput.write(try JSONEncoder().encode(documents) + Data("\n".utf8))

    while let line = readLine() {
        let words: [Substring] = line.split(separator: " ")
        guard words.count == 3, let rounds = UInt32(words[2]).map(Int.init),
            let body = bodies.first(where: { $0.name == words[0] })
        else {
            print("validation: expected \"<name> <from> <rounds>\", got \"\(line)\"")
            exit(2)
        }
        var valid: Int = 0
        let time: Duration = try ContinuousClock().measure {
            if words[1] == "parsed" {
                valid = try body.decodeParsed(rounds: rounds)
            } else {
                for _ in 0..<rounds where body.decode() { valid += 1 }
            }
        }
        guard valid == rounds else {
            print("validation: \(body.name) is refused")
            exit(1)
        }
        FileHandle.standardOutput.write(Data("\(Int(time / .nanoseconds(1)))\n".utf8))
    }
} catch {
    print("validation: \(error)")
    exit(1)
}

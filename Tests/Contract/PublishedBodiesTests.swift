import ContractGenerator
import TestSupport
import TestTraits
import Testing

/// Published collections of JSON texts and UTF-8 sequences, sent as bodies.
@Suite(.blocking, .enabled(if: PublishedBodies.areThere, "needs ../shared/data/json beside the checkout"))
struct PublishedBodiesTests {
    /// Good JSON, but two members of one name, which this contract calls malformed.
    private static let duplicates: Set<String> = [
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
    ]

    /// Good JSON that the test client's parser does not read.
    private static let nulInName: String = "y_object_escaped_null_in_key.json"

    @Test func everyTextOfJSONTestSuiteIsJudgedAsItsNameSays() throws {
        let client = try Client(ServerProcess())
        let names = try Files.names(in: PublishedBodies.texts)
        try #require(names.count > 300)
        for name in names {
            let body = try Files.bytes(of: PublishedBodies.texts + "/" + name)
            for (operation, var message) in [
                ("receiveUpdate", Requests.update("")), ("saveTest", Requests.saveTest("")),
            ] {
                message.body = body
                let reply = try client.send(message, as: operation)
                if body.count > 65_536, operation == "saveTest" {
                    #expect(reply.status == 413, "\(name)")
                } else if name.hasPrefix("y_"), !Self.duplicates.contains(name) {
                    #expect(reply.status == 200 || reply.problem == "validation", "\(name): \(reply.text)")
                } else if name.hasPrefix("i_") {
                    #expect(reply.status == 400 || reply.status == 200, "\(name): \(reply.text)")
                } else {
                    // A body of no bytes is no body: its absence is what breaks the contract.
                    let expected = body.isEmpty ? "validation" : "malformed-json"
                    #expect(reply.status == 400 && reply.problem == expected, "\(name): \(reply.text)")
                }
            }
        }
    }

    @Test func everyGoodTextIsKeptAsAnAnswer() throws {
        let client = try Client(ServerProcess())
        for name in try Files.names(in: PublishedBodies.texts)
        where name.hasPrefix("y_") && !Self.duplicates.contains(name) && name != Self.nulInName {
            let text = try Files.bytes(of: PublishedBodies.texts + "/" + name)
            let user = Requests.freshID()
            var message = Requests.saveTest("")
            message.body = Array("{\"telegram_id\":\(user),\"answers\":{\"kept\":".utf8) + text + Array("}}".utf8)
            #expect(try client.send(message, as: "saveTest").status == 200, "\(name)")
            let query = "?q=\(user)&include_details=true"
            let page = try client.send(Requests.applications(query), as: "listApplications")
            let white: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
            let start = text.firstIndex { !white.contains($0) } ?? 0
            let end = text.lastIndex { !white.contains($0) } ?? 0
            let sent = String(decoding: text[start...end], as: UTF8.self)
            #expect(page.text.contains("\"details\":{\"kept\":\(sent)}"), "\(name): \(page.text)")
        }
    }

    @Test func everyUTF8SequenceIsJudgedAsItsLineSays() throws {
        let client = try Client(ServerProcess())
        let cases = try PublishedBodies.sequences()
        try #require(cases.count > 200)
        for (name, isValid, bytes) in cases {
            var message = Requests.update("")
            // What JSON does not let stand in a string is written as an escape.
            let text = bytes.flatMap { byte -> [UInt8] in
                guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { return [byte] }
                let hex = String(byte, radix: 16)
                return Array(("\\u00" + (byte < 16 ? "0" : "") + hex).utf8)
            }
            message.body = Array("{\"update_id\":\(Requests.freshID()),\"text\":\"".utf8) + text + Array("\"}".utf8)
            let reply = try client.send(message, as: "receiveUpdate")
            if isValid {
                #expect(reply.status == 200, "\(name): \(reply.text)")
            } else {
                #expect(reply.status == 400 && reply.problem == "malformed-json", "\(name): \(reply.text)")
            }
        }
    }
}

/// The collections, which stand beside the checkout and are no part of the repository.
enum PublishedBodies {
    private static let folder: String = CommittedFile.checkout() + "/../shared/data/json"
    static let texts: String = folder + "/JSONTestSuite/test_parsing"

    static var areThere: Bool { ((try? Files.names(in: texts)) ?? []).isEmpty == false }

    /// Lines of utf8tests.txt: `name:valid:text`, `name:valid hex:C2 A9`, `name:invalid hex:FF:…`.
    static func sequences() throws -> [(name: String, isValid: Bool, bytes: [UInt8])] {
        let text = String(decoding: try Files.bytes(of: folder + "/utf8/utf8tests.txt"), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.compactMap { line in
            let parts = line.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count >= 3 else { return nil }
            let isHex = parts[1].hasSuffix("hex")
            let bytes: [UInt8] =
                isHex ? hex(parts[2].filter { $0 != " " }) : Array(parts[2].utf8)
            return (String(parts[0]), !parts[1].contains("invalid"), bytes)
        }
    }

    private static func hex(_ digits: String) -> [UInt8] {
        let digits = Array(digits.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
            UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16)
        }
    }
}

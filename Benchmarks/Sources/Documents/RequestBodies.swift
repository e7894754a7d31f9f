import ContractRuntime
import Foundation
import Generated

/// The bodies that are measured: examples of the contract for each schema of a request, and a Telegram update of a
/// typical size.
package enum RequestBodies {
    /// The contract has no such example.
    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    /// An operation's example in the contract.
    private struct Example {
        let operation: String
        let file: String
        let method: StaticString
        let name: StaticString
        var path: StaticString = "/"
        let read: RequestBody.Read
        let parsed: RequestBody.DecodeParsed
    }

    private static let examples: [Example] = [
        Example(
            operation: "saveTest",
            file: "save-test",
            method: "post",
            name: "complete",
            read: { SaveTestInput.read(&$0) != nil },
            parsed: ParsedBody.saveTest
        ),
        Example(
            operation: "saveTest",
            file: "save-test",
            method: "post",
            name: "minimal",
            read: { SaveTestInput.read(&$0) != nil },
            parsed: ParsedBody.saveTest
        ),
        Example(
            operation: "logIn",
            file: "auth",
            method: "post",
            name: "body",
            read: { LogInInput.read(&$0) != nil },
            parsed: ParsedBody.logIn
        ),
        Example(
            operation: "setApplicationStatus",
            file: "application-status",
            method: "patch",
            name: "viewed",
            path: "/api/v1/telegram/applications/7/status/",
            read: { SetApplicationStatusInput.read(&$0) != nil },
            parsed: ParsedBody.setApplicationStatus
        ),
    ]

    /// All bodies, from the contract in the folder `api` and the files in the folder `documents`.
    package static func all(api: String, documents: String) throws -> [RequestBody] {
        var bodies: [RequestBody] = try examples.map { example in
            let text: [UInt8] = try text(of: example, in: "\(api)/paths/\(example.file).json")
            let name: String = "\(example.operation)/\(example.name)"
            return RequestBody(name, text, path: example.path, example.read, example.parsed)
        }
        // As it is sent: letters beyond ASCII come escaped from Telegram.
        let update: Data = try Data(contentsOf: URL(fileURLWithPath: "\(documents)/message-update.json"))
        bodies.append(
            RequestBody(
                "receiveUpdate/message",
                [UInt8](update),
                path: "/",
                { ReceiveUpdateInput.read(&$0) != nil },
                ParsedBody.receiveUpdate
            )
        )
        return bodies
    }

    private static func text(of example: Example, in file: String) throws -> [UInt8] {
        let members: [StaticString] = [
            example.method, "requestBody", "content", "application/json", "examples", example.name, "value",
        ]
        return try JSONDocument.withRoot(copying: try Data(contentsOf: URL(fileURLWithPath: file))) { root in
            var value: JSONValue = root
            for member in members {
                guard let next = value.member(member) else {
                    throw Missing(description: "\(file): the example \(example.name) has moved; there is no \(member)")
                }
                value = next
            }
            return JSONText(value).bytes
        }
    }
}

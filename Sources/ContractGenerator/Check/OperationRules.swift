/// Operations by themselves: their names, their words, their bodies.
enum OperationRules {
    static func check(_ contract: Contract, _ report: inout Report) {
        var owners: [String: Operation] = [:]
        for operation in contract.operations {
            checkName(of: operation, &owners, &report)
            if operation.summary.isEmpty {
                report.add(
                    .missingSummary,
                    at: operation.node["summary"] ?? operation.node,
                    "\(operation.title) has no summary",
                    advice: "Add a \"summary\": a few words that say what it does."
                )
            }
            checkBody(of: operation, &report)
            checkResponses(of: operation, &report)
        }
    }

    private static func checkName(
        of operation: Operation,
        _ owners: inout [String: Operation],
        _ report: inout Report
    ) {
        let node = operation.node["operationId"] ?? operation.node
        guard operation.node["operationId"] != nil else {
            return report.add(
                .missingOperationID,
                at: node,
                "\(operation.title) has no operationId",
                advice: "Add an \"operationId\" in lowerCamelCase, such as \"listUsers\": the handler's name."
            )
        }
        guard SwiftName.isLowerCamelCase(operation.id) else {
            return report.add(
                .invalidOperationID,
                at: node,
                "the operationId \"\(operation.id)\" is no Swift function's name",
                advice: "Write it in lowerCamelCase, letters and digits only, and no word Swift reserves."
            )
        }
        if let other = owners[operation.id] {
            report.add(
                .duplicateOperationID,
                at: node,
                "the operationId \"\(operation.id)\" is also that of \(other.title)",
                advice: "Give each operation a name of its own."
            )
        } else {
            owners[operation.id] = operation
        }
    }

    private static func checkBody(of operation: Operation, _ report: inout Report) {
        let limit = operation.node["x-max-body-bytes"]
        guard let body = operation.body else {
            for name in ["x-max-body-bytes", "x-keep-raw-body", "x-max-depth"] {
                guard let node = operation.node[name] else { continue }
                report.add(
                    .ineffectiveKeyword,
                    at: node,
                    "\"\(name)\" does nothing without \"requestBody\"",
                    advice: "Remove it, or describe the body."
                )
            }
            return
        }
        if ["get", "head", "delete", "trace"].contains(operation.method) {
            report.add(
                .bodyNotAllowed,
                at: operation.node["requestBody"] ?? body.node,
                "a \(operation.method.uppercased()) request has no body",
                advice: "Use parameters, or another method (RFC 9110, section 9.3)."
            )
        }
        if let depth = operation.node["x-max-depth"], let levels = depth.integer, !(1...1000).contains(levels) {
            report.add(
                .invalidValue,
                at: depth,
                "\"x-max-depth\" must be between 1 and 1000",
                advice: "Write how deep the JSON may nest; without it the limit is \(RequestBody.standardDepth)."
            )
        }
        guard let limit else {
            return report.add(
                .missingBodyLimit,
                at: operation.node["requestBody"] ?? body.node,
                "\(operation.title) does not say how large its body may be",
                advice: "Add \"x-max-body-bytes\" to the operation, such as 65536."
            )
        }
        if let bytes = limit.integer, !(1...Int64(1 << 30)).contains(bytes) {
            report.add(
                .invalidValue,
                at: limit,
                "\"x-max-body-bytes\" must be between 1 and \(1 << 30)",
                advice: "Write the largest body the operation needs, in bytes."
            )
        }
    }

    private static func checkResponses(of operation: Operation, _ report: inout Report) {
        let responses = operation.node["responses"]
        for (key, node) in responses?.members ?? [] where !key.hasPrefix("x-") {
            guard ContractBuilder.status(key) == nil else { continue }
            if key == "default" {
                report.add(
                    .defaultResponse,
                    at: node,
                    "\"default\" says nothing of which statuses there are",
                    advice: "Declare every status that can be answered: handlers answer exactly these."
                )
                continue
            }
            report.add(
                .invalidStatus,
                at: node,
                "\"\(key)\" is no status code",
                advice: "Declare every status that can be answered by its three digits: handlers answer exactly these."
            )
        }
        if let node = operation.node["x-rate-limit"], operation.rateLimit == nil {
            report.add(
                .ineffectiveKeyword,
                at: node,
                "\"x-rate-limit\" does nothing without the response 429",
                advice: "Remove it, or declare 429."
            )
        }
        if !operation.responses.contains(where: { (200..<400).contains($0.status) }) {
            report.add(
                .missingSuccess,
                at: responses ?? operation.node,
                "\(operation.title) declares no success",
                advice: "Declare what it answers when all goes well, such as 200 or 204."
            )
        }
        for response in operation.responses where response.node["description"]?.string?.isEmpty == true {
            report.add(
                .missingDescription,
                at: response.node["description"] ?? response.node,
                "the description of the response is empty",
                advice: "Say in a sentence when it is answered."
            )
        }
    }
}

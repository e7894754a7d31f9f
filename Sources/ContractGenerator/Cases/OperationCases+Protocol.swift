/// Cases of media types and routes.
extension OperationCases {
    func mediaTypeCases() -> [ContractCase] {
        var cases: [ContractCase] = []
        if let body = operation.body, let media = body.content.first {
            for good in [media.name + "; charset=utf-8", media.name + ";charset=UTF8", media.name.uppercased()] {
                cases.append(with("Content-Type", good, "Content-Type \(good) is read", successes, nil))
            }
            for bad in [
                "text/plain", media.name + "x", "application/x-www-form-urlencoded", "*/*", "nonsense",
                media.name + "; charset=latin1",
            ] {
                let name = "Content-Type \(bad) is refused"
                cases.append(with("Content-Type", bad, name, [415], "unsupported-media-type"))
            }
            cases.append(
                with("Content-Type", nil, "a missing Content-Type is refused", [415], "unsupported-media-type")
            )
            cases.append(with("Content-Encoding", "gzip", "a coded body is refused", [415], "unsupported-media-type"))
        }
        guard declares(406) else { return cases }
        let produced = operation.responses.first { $0.status < 300 }?.content.first?.name ?? "application/json"
        let range: String = produced.prefix { $0 != "/" } + "/*"
        let (other, others) =
            produced.isTextMediaType ? ("application/json", "application/*") : ("text/html", "text/*")
        for good in ["*/*", range, produced, "\(other), \(produced);q=0.1"] {
            cases.append(with("Accept", good, "Accept \(good) is served", successes, nil))
        }
        for bad in [other, "\(produced);q=0", "*/*, \(produced);q=0", "\(others), image/png"] {
            cases.append(with("Accept", bad, "Accept \(bad) leaves nothing", [406], "not-acceptable"))
        }
        return cases
    }

    private func with(_ field: String, _ value: String?, _ name: String, _ statuses: [Int], _ problem: String?)
        -> ContractCase
    {
        var new = validCase(name)
        new.fields.removeAll { $0.name == field }
        if let value { new.fields.append((field, value)) }
        new.statuses = statuses
        new.problem = problem
        return new
    }

    // MARK: Routes

    func routeCases() -> [ContractCase] {
        let declared = contract.operations.filter { $0.path == operation.path }.map { $0.method.uppercased() }
        let methods = declared.contains("GET") ? declared + ["HEAD"] : declared
        let allow: String = (methods + ["OPTIONS"]).sorted().joined(separator: ", ")
        var cases: [ContractCase] = []
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] where !methods.contains(method) {
            var new = bare("\(method) is not allowed here", method, target(), [405])
            new.problem = method == "HEAD" ? nil : "method-not-allowed"
            new.answers = [("Allow", allow)]
            cases.append(new)
        }
        var options = bare("OPTIONS tells the methods", "OPTIONS", target(), [204])
        options.answers = [("Allow", allow)]
        cases.append(options)
        let path = plainPath
        let other = path.hasSuffix("/") ? String(path.dropLast()) : path + "/"
        var preflight = bare("OPTIONS at the other spelling does, too", "OPTIONS", other, [204])
        preflight.answers = [("Allow", allow)]
        cases.append(preflight)
        if !operation.hasOptionalSlash {
            var moved = bare(
                "the other spelling of the slash leads here",
                operation.method.uppercased(),
                other + "?a=b",
                [308]
            )
            moved.answers = [("Location", path + "?a=b")]
            cases.append(moved)
        } else if operation.parameters.allSatisfy({ $0.location == .path }) {
            var served = validCase("the other spelling of the slash is served")
            served.target = other
            cases.append(served)
        }
        var unknown = bare("an unknown method is not implemented", "BREW", target(), [501])
        unknown.problem = "not-implemented"
        cases.append(unknown)
        for (name, unknown) in [("a longer path", path + "/nothing"), ("a path in capitals", path.uppercased())] {
            var new = bare("\(name) is not found", operation.method.uppercased(), unknown, [404])
            new.problem = "not-found"
            cases.append(new)
        }
        return cases
    }

    /// The path with examples for its parameters.
    private var plainPath: String {
        operation.parameters.filter { $0.location == .path }.reduce(operation.path) { path, parameter in
            let value = PercentEncoding.encode(text(of: example(of: parameter)))
            return PercentEncoding.replace("{\(parameter.name)}", in: path, with: value)
        }
    }

    private func bare(_ name: String, _ method: String, _ target: String, _ statuses: [Int]) -> ContractCase {
        ContractCase(operation: operation.id, name: name, method: method, target: target, statuses: statuses)
    }
}

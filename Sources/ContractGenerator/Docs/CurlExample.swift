/// The command line that calls an operation: right for any POSIX shell, whatever the contract's texts hold.
///
/// Credentials come to curl through a pipe: everybody on a machine can read the command lines of its processes.
package struct CurlExample {
    let contract: Contract
    let operation: Operation
    /// The server's address when the shell's `BASE_URL` does not say.
    let defaultBase: String
    let value: (Parameter) -> String

    /// One command a body; one without a body where it may be left out.
    func commands(bodies: [(name: String, mediaType: String, json: String)]) -> [(name: String, text: String)] {
        var commands: [(name: String, text: String)] = []
        if operation.body?.required != true { commands.append(("", command(body: nil))) }
        for body in bodies { commands.append((body.name, command(body: (body.mediaType, body.json)))) }
        return commands
    }

    private func command(body: (mediaType: String, json: String)?) -> String {
        let method = operation.method.uppercased()
        let flag = method == "GET" ? "" : method == "HEAD" ? " --head" : " -X " + method
        let fields = credentials
        // A built-in command of the shell, which makes no process.
        let pipe = fields.isEmpty ? "" : "printf '%s\\n' \(fields.joined(separator: " ")) | "
        var lines: [String] = ["\(pipe)curl\(flag) \"${BASE_URL:-\(Shell.inDoubleQuotes(defaultBase))}\(target)\""]
        if !fields.isEmpty { lines.append("-H @-") }
        for parameter in operation.parameters where parameter.required && parameter.location == .header {
            lines.append("-H " + Shell.quoted(parameter.name + ": " + value(parameter)))
        }
        if let body {
            lines.append("-H " + Shell.quoted("Content-Type: " + body.mediaType))
            lines.append("--data " + Shell.quoted(body.json))
        }
        return lines.joined(separator: " \\\n  ")
    }

    /// Path and query with what is required, for use inside double quotes.
    private var target: String {
        var path = operation.path
        var query: [String] = []
        for parameter in operation.parameters {
            let text = PercentEncoding.encode(value(parameter))
            switch parameter.location {
            case .path: path = PercentEncoding.replace("{\(parameter.name)}", in: path, with: text)
            case .query where parameter.required:
                query.append(PercentEncoding.encode(parameter.name) + "=" + text)
            case .query, .header: break
            }
        }
        return Shell.inDoubleQuotes(query.isEmpty ? path : path + "?" + query.joined(separator: "&"))
    }

    /// The first alternative's headers; their values are variables of the shell.
    private var credentials: [String] {
        (operation.security.first { !$0.isEmpty } ?? []).compactMap { requirement in
            contract.scheme(requirement.scheme).map { scheme in
                let (field, prefix) = Self.field(of: scheme)
                return "\"" + Shell.inDoubleQuotes(field + ": " + prefix) + "$" + Self.variable(scheme.name) + "\""
            }
        }
    }

    static func field(of scheme: SecurityScheme) -> (name: String, prefix: String) {
        switch scheme.kind {
        case .header(let name): (name, "")
        case .bearer: ("Authorization", "Bearer ")
        }
    }

    /// The shell variable that holds a credential: `initData` → `INIT_DATA`.
    package static func variable(_ scheme: String) -> String {
        var name = ""
        var isAfterLower = false
        for scalar in scheme.unicodeScalars {
            let isName = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            let isUpper = isName && scalar.properties.isUppercase
            if isAfterLower, isUpper { name += "_" }
            if isName { name += String(scalar).uppercased() } else if !name.hasSuffix("_") { name += "_" }
            isAfterLower = isName && !isUpper
        }
        return name.isEmpty || ("0"..."9").contains(name.prefix(1)) ? "_" + name : name
    }
}

/// Words of a POSIX shell (IEEE Std 1003.1, section 2.2).
package enum Shell {
    /// A word that is the text and nothing else.
    package static func quoted(_ text: String) -> String {
        var quoted = "'"
        // Scalars, not characters: an apostrophe with a combining mark is still one for the shell.
        for scalar in text.unicodeScalars {
            if scalar == "'" { quoted += "'\\''" } else { quoted.unicodeScalars.append(scalar) }
        }
        return quoted + "'"
    }

    /// The text as it stands between double quotes.
    package static func inDoubleQuotes(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            if "\"\\$`".unicodeScalars.contains(scalar) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}

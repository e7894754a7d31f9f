import HTTPTypes

/// Fields that every answer has, written once; one that an answer has itself is its own.
package struct StandingFields: Sendable {
    private let lines: [(name: StaticString, line: [UInt8])]
    /// All lines.
    private let block: [UInt8]

    package init(_ fields: [HTTPResponseField] = []) {
        lines = fields.map { ($0.name, Array("\($0.name): \($0.value)\r\n".utf8)) }
        block = lines.flatMap(\.line)
    }

    @inline(__always)
    func write(beside fields: [HTTPResponseField], to output: OutputBuffer) {
        guard !block.isEmpty else { return }
        for field in fields where has(Bytes(field.name)) {
            writeOthers(than: fields, to: output)
            return
        }
        output.append(block)
    }

    private func writeOthers(than fields: [HTTPResponseField], to output: OutputBuffer) {
        for (name, line) in lines where !fields.contains(where: { Bytes($0.name).equalsIgnoringCase(name) }) {
            output.append(line)
        }
    }

    @inline(__always)
    private func has(_ name: Bytes) -> Bool {
        for (standing, _) in lines where standing.utf8CodeUnitCount == name.count && name.equalsIgnoringCase(standing) {
            return true
        }
        return false
    }
}

/// The standing fields of a server's answers, by what was asked for and how.
package final class StandingFieldSets: Sendable {
    private let standard: StandingFields
    private let below: (path: StaticString, fields: StandingFields)?
    private let secure: StandingFields

    /// - Parameters:
    ///   - standard: of all answers that no other set is for.
    ///   - below: of answers below a path, which begins and ends with "/".
    ///   - secure: beside the others, of answers to requests that came over TLS.
    package init(
        standard: StandingFields = StandingFields(),
        below: (path: StaticString, fields: StandingFields)? = nil,
        secure: StandingFields = StandingFields()
    ) {
        self.standard = standard
        self.below = below
        self.secure = secure
    }

    @inline(__always)
    func write(beside response: borrowing HTTPResponse, to request: HTTPRequest, output: OutputBuffer) {
        if let below, request.path.starts(with: below.path) {
            below.fields.write(beside: response.fields, to: output)
        } else {
            standard.write(beside: response.fields, to: output)
        }
        if request.scheme == .https { secure.write(beside: response.fields, to: output) }
    }
}

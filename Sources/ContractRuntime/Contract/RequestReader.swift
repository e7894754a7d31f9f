import HTTPTypes

/// Reads an operation's input from a request, collecting every violation of every part.
package struct RequestReader {
    private let request: HTTPRequest
    private var violations: [ProblemViolation] = []
    private var refusal: Problem?

    package init(_ request: HTTPRequest) {
        self.request = request
    }

    /// True while no part was at fault.
    package var isValid: Bool { violations.isEmpty && refusal == nil }

    /// A decoder made from a schema.
    package typealias Decoder<Value> = (JSONValue, inout Validation) -> Value?

    // MARK: Parameters

    /// A query parameter; nil where it is absent or at fault.
    package mutating func query<Value>(
        _ name: StaticString,
        required: Bool,
        _ kind: ParameterKind,
        _ decode: Decoder<Value>
    ) -> Value? {
        switch Query(request.query).value(of: name) {
        case .absent:
            if required { missing(.query, name) }
            return nil
        case .repeated:
            add(.query, name, "uniqueItems", "must be given once")
            return nil
        case .malformed:
            add(.query, name, "format", "must be percent-encoded UTF-8")
            return nil
        case .value(let text):
            return decoded(text, .query, name, kind, decode)
        }
    }

    /// A header parameter; nil where it is absent or at fault. The lines of a list are joined.
    package mutating func header<Value>(
        _ name: StaticString,
        required: Bool,
        _ kind: ParameterKind,
        _ decode: Decoder<Value>
    ) -> Value? {
        guard let text = request.field(name) else {
            if request.count(of: name) == 0 {
                if required { missing(.header, name) }
            } else if ListField.contains(name), let list = request.list(name) {
                return list.withUnsafeBufferPointer { buffer in
                    let joined = buffer.baseAddress.map { Bytes(start: $0, count: buffer.count) } ?? .empty
                    return header(joined, name, kind, decode)
                }
            } else {
                add(.header, name, "uniqueItems", "must be given once")
            }
            return nil
        }
        return header(text, name, kind, decode)
    }

    private mutating func header<Value>(
        _ text: Bytes,
        _ name: StaticString,
        _ kind: ParameterKind,
        _ decode: Decoder<Value>
    ) -> Value? {
        guard String(validating: text.buffer, as: UTF8.self) != nil else {
            add(.header, name, "format", "must be UTF-8")
            return nil
        }
        return ParameterValue.withValue(text, kind) { check($0, .header, name, decode) }
    }

    /// A path parameter, which stands in the path's segment of this number.
    package mutating func path<Value>(
        _ name: StaticString,
        segment: Int,
        _ kind: ParameterKind,
        _ decode: Decoder<Value>
    ) -> Value? {
        let segments = PathSegments(request.path)
        if segment < segments.count, let text = PathSegment.verbatim(segments[segment]) {
            return ParameterValue.withValue(text, kind) { check($0, .path, name, decode) }
        }
        guard segment < segments.count, let text = PathSegment.decoded(segments[segment]) else {
            add(.path, name, "format", "must be percent-encoded UTF-8")
            return nil
        }
        return decoded(text, .path, name, kind, decode)
    }

    private mutating func decoded<Value>(
        _ text: [UInt8],
        _ place: ViolationPlace,
        _ name: StaticString,
        _ kind: ParameterKind,
        _ decode: Decoder<Value>
    ) -> Value? {
        text.withUnsafeBufferPointer { buffer in
            let bytes = buffer.baseAddress.map { Bytes(start: $0, count: buffer.count) } ?? .empty
            return ParameterValue.withValue(bytes, kind) { check($0, place, name, decode) }
        }
    }

    private mutating func check<Value>(
        _ value: JSONValue,
        _ place: ViolationPlace,
        _ name: StaticString,
        _ decode: Decoder<Value>
    ) -> Value? {
        var validation = Validation()
        if let result = decode(value, &validation), validation.violations.isEmpty { return result }
        for violation in validation.violations {
            violations.append(
                ProblemViolation(
                    place: place,
                    pointer: "/" + JSONPointer.escape("\(name)"),
                    keyword: "\(violation.keyword)",
                    message: "\(violation.message)"
                )
            )
        }
        return nil
    }

    // MARK: Body

    /// The JSON body; nil where it is absent or at fault.
    package mutating func body<Value>(
        required: Bool,
        limits: JSONLimits = .standard,
        _ decode: Decoder<Value>
    ) -> Value? {
        guard request.hasBody else {
            if required {
                violations.append(
                    ProblemViolation(place: .body, pointer: "", keyword: "required", message: "a body is required")
                )
            }
            return nil
        }
        do {
            return try JSONDocument.withRoot(ofPadded: request.body, limits: limits) { root in
                var validation = Validation(source: request.body)
                if let result = decode(root, &validation), validation.violations.isEmpty { return result }
                let pointers = JSONPointer.pointers(to: validation.violations.map(\.index), from: root)
                for (violation, pointer) in zip(validation.violations, pointers) {
                    violations.append(
                        ProblemViolation(
                            place: .body,
                            pointer: pointer,
                            keyword: "\(violation.keyword)",
                            message: "\(violation.message)"
                        )
                    )
                }
                return nil
            }
        } catch {
            refusal = Problem.malformedJSON(request.body, limits, error)
            return nil
        }
    }

    /// The body's bytes as they came.
    package var rawBody: [UInt8] { Array(request.body.buffer) }

    // MARK: Refusal

    /// The 400 that says everything that was found.
    package func refusal(_ context: RequestContext) -> HTTPResponse {
        if let refusal { return refusal.response(context: context) }
        return Problem(
            .validation,
            detail: violations.count == 1
                ? "The request breaks the contract in one place."
                : "The request breaks the contract in \(violations.count) places.",
            violations: violations
        ).response(context: context)
    }

    private mutating func missing(_ place: ViolationPlace, _ name: StaticString) {
        add(place, name, "required", "is required")
    }

    private mutating func add(
        _ place: ViolationPlace,
        _ name: StaticString,
        _ keyword: String,
        _ message: String
    ) {
        let pointer = "/" + JSONPointer.escape("\(name)")
        violations.append(ProblemViolation(place: place, pointer: pointer, keyword: keyword, message: message))
    }
}

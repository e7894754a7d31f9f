/// One request and what the contract says of its answer: a line of the generated table.
package struct ContractCase: Sendable {
    /// The operation's id.
    package var operation: String
    /// The behaviour, in words.
    package var name: String
    /// Upper case.
    package var method: String
    /// With the query, percent-encoded. `{name}` stands for a value the test has to provide: something that exists.
    package var target: String
    /// Header fields, in their order.
    package var fields: [(name: String, value: String)] = []
    package var body: CaseBody?
    /// Sent with `Transfer-Encoding: chunked` instead of `Content-Length`.
    package var isChunked: Bool = false
    /// One for each scheme that the case is to show; no two of them in one field.
    package var credentials: [CaseCredential] = []
    /// The statuses that the answer may have.
    package var statuses: [Int]
    /// The end of the problem's `type`: "validation".
    package var problem: String?
    /// All violations, where `problem` is "validation" and this is not empty.
    package var violations: [CaseViolation] = []
    /// Fields the answer must have, with their values; an empty value stands for any.
    package var answers: [(name: String, value: String)] = []

    package init(operation: String, name: String, method: String, target: String, statuses: [Int]) {
        self.operation = operation
        self.name = name
        self.method = method
        self.target = target
        self.statuses = statuses
    }
}

/// A body in pieces, so that a large one has a short line.
package struct CaseBody: Sendable {
    /// Text, bytes that are no text, or a text many times.
    package enum Piece: Sendable {
        case text(String)
        case bytes([UInt8])
        case repeated(String, Int)
    }

    package var pieces: [Piece]

    package init(_ pieces: [Piece]) {
        self.pieces = pieces
    }

    /// As it is sent.
    package var bytes: [UInt8] {
        pieces.flatMap { piece -> [UInt8] in
            switch piece {
            case .text(let text): Array(text.utf8)
            case .bytes(let bytes): bytes
            case .repeated(let text, let count): Array(String(repeating: text, count: count).utf8)
            }
        }
    }
}

/// A credential the test has to make.
package struct CaseCredential: Sendable {
    /// How good it is.
    package enum Quality: String, Sendable {
        /// Valid, with all roles asked for.
        case valid
        /// Valid, without any role.
        case lackingRole
        /// Well formed, not valid.
        case wrong
        /// An empty field.
        case empty
    }

    /// The key under `components/securitySchemes`.
    package var scheme: String
    package var quality: Quality
    /// The roles that the operation asks for.
    package var roles: [String]
    /// The field it is sent in, and what stands before it there: "Bearer ".
    package var field: String
    package var prefix: String
}

/// A violation that the answer must list.
package struct CaseViolation: Sendable, Hashable {
    /// body, query, path or header.
    package var place: String
    /// RFC 6901 into the body; `/name` for a parameter.
    package var pointer: String
    package var keyword: String

    package init(place: String, pointer: String, keyword: String) {
        self.place = place
        self.pointer = pointer
        self.keyword = keyword
    }
}

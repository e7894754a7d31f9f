/// One file of the specification, as it was read.
package final class SpecFile: Sendable {
    /// Relative to the specification's folder, "/"-separated: `schemas/User.json`.
    package let path: String
    package let bytes: [UInt8]
    package let root: SpecValue
    /// The absolute URI this was retrieved from, where that is not the specification's folder.
    package let uri: String?

    package init(path: String, bytes: [UInt8], root: SpecValue, uri: String? = nil) {
        self.path = path
        self.bytes = bytes
        self.root = root
        self.uri = uri
    }
}

/// A value together with where it stands: file and JSON pointer.
package struct SpecNode: Sendable {
    /// The way from the root, shared by all nodes below: a step down costs one object, not a copy of the path.
    private final class Step: Sendable {
        let parent: Step?
        let token: String

        init(_ parent: Step?, _ token: String) {
            self.parent = parent
            self.token = token
        }
    }

    package let file: SpecFile
    package let value: SpecValue
    private let step: Step?

    package init(file: SpecFile, path: [String], value: SpecValue) {
        self.init(file: file, step: path.reduce(nil) { Step($0, $1) }, value: value)
    }

    package init(file: SpecFile) {
        self.init(file: file, step: nil, value: file.root)
    }

    private init(file: SpecFile, step: Step?, value: SpecValue) {
        self.file = file
        self.step = step
        self.value = value
    }

    private func child(_ token: String, _ value: SpecValue) -> SpecNode {
        SpecNode(file: file, step: Step(step, token), value: value)
    }

    /// Unescaped reference tokens from the root.
    package var path: [String] {
        var tokens: [String] = []
        var current: Step? = step
        while let step = current {
            tokens.append(step.token)
            current = step.parent
        }
        return tokens.reversed()
    }

    /// The RFC 6901 pointer: "" for the root, else "/a/b".
    package var pointer: String {
        var text = ""
        appendPointer(of: step, to: &text)
        return text
    }

    /// `file#pointer`, unique in a specification.
    package var location: String {
        var text = file.path
        text += "#"
        appendPointer(of: step, to: &text)
        return text
    }

    /// As deep as the file nests, which `JSONReader.maximumDepth` bounds.
    private func appendPointer(of step: Step?, to text: inout String) {
        guard let step else { return }
        appendPointer(of: step.parent, to: &text)
        text += "/"
        text += JSONPointer.escape(step.token)
    }

    /// The member's node where this is an object that has it. Keys are compared by their UTF-8 bytes.
    package subscript(key: String) -> SpecNode? {
        guard case .object(let members) = value else { return nil }
        // The cheap comparison first: it lets canonically equal keys through, the second one does not.
        for member in members where member.key == key && member.key.utf8.elementsEqual(key.utf8) {
            return child(member.key, member.value)
        }
        return nil
    }

    /// Members in file order; empty where this is no object.
    package var members: [(key: String, node: SpecNode)] {
        guard case .object(let members) = value else { return [] }
        return members.map { ($0.key, child($0.key, $0.value)) }
    }

    /// Elements in order; empty where this is no array.
    package var elements: [SpecNode] {
        guard case .array(let elements) = value else { return [] }
        return elements.enumerated().map { child(String($0.offset), $0.element) }
    }

    package var string: String? { if case .string(let text) = value { text } else { nil } }
    package var bool: Bool? { if case .bool(let flag) = value { flag } else { nil } }
    package var integer: Int64? {
        switch value {
        case .integer(let number): number
        case .real(let number): Int64(exactly: number)
        default: nil
        }
    }
    package var isObject: Bool { if case .object = value { true } else { false } }
    package var isArray: Bool { if case .array = value { true } else { false } }
}

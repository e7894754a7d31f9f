/// A text with its entities, as a message holds it.
struct FormattedText: Equatable {
    var text: String
    var entities: [JSON] = []

    /// The `text` of a call; nil where it was not sent.
    static func text(of call: Parameters) throws(Refusal) -> FormattedText? {
        try FormattedText("text", entities: "entities", of: call, max: 4096)
    }

    /// The `caption` of a call; nil where it was not sent.
    static func caption(of call: Parameters) throws(Refusal) -> FormattedText? {
        try FormattedText("caption", entities: "caption_entities", of: call, max: 1024)
    }

    /// The text of `name` in a call, parsed as `parse_mode` says.
    ///
    /// - Throws: 400 where the markup is broken, the mode is none, or the text is too long.
    /// - Parameter max: Unicode scalars, counted after the markup is gone.
    private init?(_ name: String, entities entityName: String, of call: Parameters, max: Int) throws(Refusal) {
        guard let raw = call.string(name) else { return nil }
        switch call.string("parse_mode")?.lowercased() ?? "" {
        case "":
            text = raw
            entities = try call.structure(entityName, "message entities")?.elements ?? []
        case "html": self = try HTMLText.parse(raw)
        default: throw .badRequest("unsupported parse_mode")
        }
        trim()
        guard text.unicodeScalars.count <= max else {
            throw .badRequest(name == "text" ? "message is too long" : "message caption is too long")
        }
    }

    init(text: String, entities: [JSON] = []) {
        self.text = text
        self.entities = entities
    }

    /// The members of a message: `text` and `entities`, or `caption` and `caption_entities`.
    func members(_ name: String, _ entityName: String) -> [String: JSON] {
        entities.isEmpty ? [name: .string(text)] : [name: .string(text), entityName: .array(entities)]
    }

    /// Takes white space from both ends, as Telegram does; entities keep to what they marked.
    private mutating func trim() {
        let leading = text.unicodeScalars.prefix { $0.properties.isWhitespace }
        let shift = Int64(String(leading).utf16.count)
        var scalars = text.unicodeScalars.dropFirst(leading.count)
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        text = String(String.UnicodeScalarView(scalars))
        let length = Int64(text.utf16.count)
        entities = entities.compactMap { entity in
            guard var members = entity.members, let offset = members["offset"]?.int, let count = members["length"]?.int
            else { return nil }
            guard offset <= length + shift else { return nil }
            let start = max(0, max(offset, 0) - shift)
            let end = min(length, max(offset, 0) + min(max(count, 0), length + shift) - shift)
            guard start < end else { return nil }
            members["offset"] = .int(start)
            members["length"] = .int(end - start)
            return .object(members)
        }
    }
}

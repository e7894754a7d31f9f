import Domain

/// What Telegram would refuse in a broadcast's text, for each of its recipients.
struct BroadcastText {
    /// So long may a first name be, in UTF-16 code units.
    private static let nameLength: Int = 64

    /// The text as it is shown, entities as one character; nil where it is not HTML.
    private let shown: String?
    private let fault: String?

    init(_ text: String, isHTML: Bool) {
        guard isHTML else {
            shown = text
            fault = nil
            return
        }
        var reader = MarkupReader(text)
        fault = reader.read()
        shown = reader.shown
    }

    /// Why it will be refused; nil where nothing is found. That Telegram knows each tag, a preview shows.
    ///
    /// - Parameter length: UTF-16 code units that are shown at most.
    func fault(length: Int) -> String? {
        if let fault { return fault }
        guard let shown else { return nil }
        let names = shown.ranges(of: BroadcastMessage.placeholder).count
        let longest = shown.utf16.count + names * (Self.nameLength - BroadcastMessage.placeholder.utf16.count)
        guard longest > length else { return nil }
        return "must be at most \(length) UTF-16 code units long as it is shown, with names of \(Self.nameLength)"
    }
}

/// Reads tags and entities of Telegram's HTML (https://core.telegram.org/bots/api#html-style).
private struct MarkupReader {
    private var rest: Substring.UnicodeScalarView
    private var open: [String] = []
    private(set) var shown: String = ""

    init(_ text: String) { rest = Substring(text).unicodeScalars }

    /// What is wrong; nil where nothing is.
    mutating func read() -> String? {
        while let scalar = rest.popFirst() {
            switch scalar {
            case "<": if let fault = readTag() { return fault }
            case "&": readEntity()
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return open.last.map { "must close <\($0)>" }
    }

    private mutating func readTag() -> String? {
        let isEnd = rest.first == "/"
        if isEnd { rest.removeFirst() }
        let name = String(
            String.UnicodeScalarView(rest.prefix { $0.isASCII && ($0.properties.isAlphabetic || $0 == "-") })
        )
        .lowercased()
        guard !name.isEmpty else { return "must write < as &lt; where no tag begins" }
        rest.removeFirst(name.unicodeScalars.count)
        var quote: Unicode.Scalar?
        while let scalar = rest.popFirst() {
            if let mark = quote {
                if scalar == mark { quote = nil }
            } else if scalar == "\"" || scalar == "'" {
                quote = scalar
            } else if scalar == ">" {
                guard isEnd else {
                    open.append(name)
                    return nil
                }
                return open.popLast() == name
                    ? nil : "must close tags in the order in which they were opened: </\(name)>"
            } else if scalar == "<" {
                break
            }
        }
        return "must end the tag <\(name) with >"
    }

    private mutating func readEntity() {
        let name = rest.prefix {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "#")
        }
        shown.append("&")
        if rest.dropFirst(name.count).first == ";" { rest.removeFirst(name.count + 1) }
    }
}

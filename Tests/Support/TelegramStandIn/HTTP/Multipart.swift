import HTTPTypes

/// The parts of a `multipart/form-data` body (RFC 7578).
enum Multipart {
    struct Part: Equatable {
        var name: String
        /// nil: the part is no file.
        var fileName: String?
        var text: String
    }

    /// Splits a body; nil where it has no boundary, no closing line, or a part without a name.
    static func parts(of body: Bytes, type: String) -> [Part]? {
        guard let boundary = parameter("boundary", of: type), !boundary.isEmpty else { return nil }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter stands at the body's beginning, where no line ends.
        let bytes = Array("\r\n".utf8) + body.buffer
        var starts = ranges(of: delimiter, in: bytes)[...]
        guard var current = starts.popFirst() else { return nil }
        var parts: [Part] = []
        while !bytes[current.upperBound...].starts(with: "--".utf8) {
            guard let next = starts.popFirst(),
                let part = part(bytes[current.upperBound..<next.lowerBound])
            else { return nil }
            parts.append(part)
            current = next
        }
        return parts
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        guard let blank = ranges(of: Array("\r\n\r\n".utf8), in: Array(bytes)).first else { return nil }
        let head = String(decoding: bytes.prefix(blank.lowerBound), as: UTF8.self)
        let content = bytes.dropFirst(blank.upperBound)
        for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix("content-disposition:") {
            guard let name = parameter("name", of: String(line)) else { return nil }
            let fileName = parameter("filename", of: String(line))
            return Part(
                name: name,
                fileName: fileName,
                text: fileName == nil ? String(decoding: content, as: UTF8.self) : ""
            )
        }
        return nil
    }

    /// The value of `; name=value` or `; name="value"`.
    private static func parameter(_ name: String, of field: String) -> String? {
        for piece in field.split(separator: ";").dropFirst() {
            let piece = piece.drop { $0 == " " }
            guard piece.lowercased().hasPrefix(name + "=") else { continue }
            let value = piece.dropFirst(name.count + 1)
            return String(value.hasPrefix("\"") ? value.dropFirst().prefix { $0 != "\"" } : value)
        }
        return nil
    }

    private static func ranges(of needle: [UInt8], in bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index + needle.count <= bytes.count {
            if bytes[index] == needle[0], bytes[index..<index + needle.count].elementsEqual(needle) {
                found.append(index..<index + needle.count)
                index += needle.count
            } else {
                index += 1
            }
        }
        return found
    }
}

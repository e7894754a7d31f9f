internal import CJansson

/// Reads JSON text into `SpecValue` with jansson's `json_loadb`: strict RFC 8259, members in order, duplicates refused.
enum JSONReader {
    /// Deeper values are refused: nobody writes them, and everything downstream may recurse safely.
    static let maximumDepth = 128

    /// Why a text was refused: jansson's code and words, and the byte where the fault begins.
    struct Failure: Error {
        enum Kind { case syntax, encoding, duplicateMember, nulInName, number, depth }
        var kind: Kind
        var message: String
        var offset: Int
        /// Reference tokens of the fault where the text itself was sound.
        var path: [String] = []
    }

    static func read(_ bytes: [UInt8]) throws(Failure) -> SpecValue {
        do throws(Failure) {
            return try parse(bytes)
        } catch {
            guard error.kind == .number else { throw error }
        }
        // Integers beyond Int64 are read as reals: the text is parsed again with an exponent behind each of them.
        let widened = WidenedIntegers(bytes)
        do throws(Failure) {
            return try parse(widened.bytes)
        } catch {
            var failure = error
            failure.offset = widened.original(offset: failure.offset)
            throw failure
        }
    }

    private static func parse(_ bytes: [UInt8]) throws(Failure) -> SpecValue {
        let flags = size_t(JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY)
        var error = json_error_t()
        let root = bytes.withUnsafeBytes { buffer in
            json_loadb(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, flags, &error)
        }
        guard let root else { throw failure(error, in: bytes) }
        defer { json_decref(root) }
        return try convert(root, depth: 0)
    }

    private static func convert(_ json: UnsafeMutablePointer<json_t>, depth: Int) throws(Failure) -> SpecValue {
        guard depth < maximumDepth else {
            throw Failure(kind: .depth, message: "values are nested deeper than \(maximumDepth)", offset: 0)
        }
        switch json.pointee.type {
        case JSON_OBJECT: return .object(try members(of: json, depth: depth))
        case JSON_ARRAY: return .array(try elements(of: json, depth: depth))
        case JSON_STRING: return .string(text(json_string_value(json), json_string_length(json)))
        case JSON_INTEGER: return .integer(Int64(json_integer_value(json)))
        case JSON_REAL: return .real(json_real_value(json))
        case JSON_TRUE: return .bool(true)
        case JSON_FALSE: return .bool(false)
        default: return .null
        }
    }

    private static func members(of json: UnsafeMutablePointer<json_t>, depth: Int) throws(Failure) -> [SpecMember] {
        var members: [SpecMember] = []
        members.reserveCapacity(json_object_size(json))
        // jansson iterates in the order of insertion, which is the order of the text.
        var iterator = json_object_iter(json)
        while let current = iterator {
            let key = text(json_object_iter_key(current), json_object_iter_key_len(current))
            if let value = json_object_iter_value(current) {
                do throws(Failure) {
                    members.append(SpecMember(key: key, value: try convert(value, depth: depth + 1)))
                } catch {
                    throw error.inside(key)
                }
            }
            iterator = json_object_iter_next(json, current)
        }
        return members
    }

    private static func elements(of json: UnsafeMutablePointer<json_t>, depth: Int) throws(Failure) -> [SpecValue] {
        var elements: [SpecValue] = []
        elements.reserveCapacity(json_array_size(json))
        for index in 0..<json_array_size(json) {
            guard let value = json_array_get(json, index) else { continue }
            do throws(Failure) {
                elements.append(try convert(value, depth: depth + 1))
            } catch {
                throw error.inside(String(index))
            }
        }
        return elements
    }

    private static func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count), as: UTF8.self)
    }

    private static func failure(_ error: json_error_t, in bytes: [UInt8]) -> Failure {
        var error = error
        let code = json_error_code(&error)
        let message = withUnsafeBytes(of: &error.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let kind: Failure.Kind =
            switch code {
            case json_error_invalid_utf8: .encoding
            case json_error_duplicate_key: .duplicateMember
            case json_error_null_byte_in_key: .nulInName
            case json_error_numeric_overflow: .number
            case json_error_stack_overflow: .depth
            default: .syntax
            }
        return Failure(
            kind: kind,
            message: message,
            offset: start(ofTokenIn: message, endingAt: Int(error.position), in: bytes)
        )
    }

    /// jansson reports the end of the token it names with `near '…'`; editors want its beginning.
    private static func start(ofTokenIn message: String, endingAt end: Int, in bytes: [UInt8]) -> Int {
        let end = min(max(0, end), bytes.count)
        let words = Array(message.utf8)
        let marker = Array("near '".utf8)
        guard words.count > marker.count, words.last == UInt8(ascii: "'") else { return end }
        for index in 0..<(words.count - marker.count) where words[index..<(index + marker.count)] == marker[...] {
            let token = words[(index + marker.count)..<(words.count - 1)]
            return token.count <= end && bytes[(end - token.count)..<end] == token ? end - token.count : end
        }
        return end
    }
}

extension JSONReader.Failure {
    /// The failure as its parent sees it.
    fileprivate func inside(_ token: String) -> Self {
        var failure = self
        failure.path.insert(token, at: 0)
        return failure
    }
}

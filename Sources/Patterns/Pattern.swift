internal import CPCRE2
import HTTPTypes

/// A compiled ECMA-262 pattern, over `pcre2_code`.
///
/// `@unchecked Sendable`: (1) the compiled code is written by `init` alone, (2) PCRE2 documents `pcre2_code` and its
/// machine code as read-only and shareable between threads, (3) what a match writes belongs to the calling thread.
package final class Pattern: @unchecked Sendable {
    private let code: OpaquePointer?

    /// Translates and compiles `ecma`, to machine code where the platform has it.
    ///
    /// This is also how the linter judges a pattern of the contract, so what lints runs.
    package convenience init(ecma: String) throws(PatternError) {
        let translated: String
        do throws(ECMAPatternError) {
            translated = try ECMAPattern.translate(ecma)
        } catch {
            throw .translation(error)
        }
        try self.init(pcre2: translated)
    }

    /// Compiles what `ECMAPattern.translate` gave.
    package init(pcre2 translated: String) throws(PatternError) {
        var status: Int32 = 0
        code = Pattern.compile(translated, &status)
        guard code != nil else { throw .compilation(code: Int(status)) }
    }

    /// A pattern of the contract, as the generator translated and compiled it.
    ///
    /// One that PCRE2 refuses here nonetheless (for want of memory) matches nothing: a request is refused, the process
    /// goes on.
    package init(translated: StaticString) {
        var status: Int32 = 0
        code = Pattern.compile("\(translated)", &status)
    }

    deinit {
        pcre2_code_free_8(code)
    }

    /// True where the pattern is found anywhere in `text`, which must be valid UTF-8.
    ///
    /// Does not allocate once the thread has matched before, except where backtracking outgrows the machine stack.
    /// A search that exceeds the limits of `PatternScratch` counts as no match.
    package func matches(_ text: Bytes) -> Bool {
        guard let scratch = PatternScratch.current() else { return false }
        var result = match(text, UInt32(PCRE2_NO_UTF_CHECK), scratch.pointee.data, scratch)
        if result == PCRE2_ERROR_JIT_STACKLIMIT {
            // Long but harmless backtracking: the interpreter keeps its frames on the heap, for this match only.
            guard let data = pcre2_match_data_create_8(1, nil) else { return false }
            defer { pcre2_match_data_free_8(data) }
            result = match(text, UInt32(PCRE2_NO_UTF_CHECK) | UInt32(PCRE2_NO_JIT), data, scratch)
        }
        return result >= 0
    }

    private func match(
        _ text: Bytes,
        _ options: UInt32,
        _ data: OpaquePointer?,
        _ scratch: UnsafeMutablePointer<PatternScratch>
    ) -> Int32 {
        pcre2_match_8(code, text.start, text.count, 0, options, data, scratch.pointee.context)
    }

    private static func compile(_ translated: String, _ status: inout Int32) -> OpaquePointer? {
        var offset = 0
        var text = translated
        let code = text.withUTF8 { (text: UnsafeBufferPointer<UInt8>) -> OpaquePointer? in
            // An empty string may have no address, and PCRE2 10.42 refuses NULL of any length.
            let start = text.baseAddress ?? Bytes.empty.start
            return pcre2_compile_8(start, text.count, options, &status, &offset, nil)
        }
        // Without machine code the interpreter answers the same, only slower.
        if code != nil { _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) }
        return code
    }

    /// PCRE2's words for one of its error numbers.
    static func message(of code: Int) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
            let length = pcre2_get_error_message_8(Int32(code), buffer.baseAddress, buffer.count)
            return length < 0 ? "error \(code)" : String(decoding: buffer[..<Int(length)], as: UTF8.self)
        }
    }

    private static let options: UInt32 =
        UInt32(PCRE2_UTF) | UInt32(PCRE2_MATCH_UNSET_BACKREF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
}

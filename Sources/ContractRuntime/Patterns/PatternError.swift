/// Why a pattern could not be made; its description names the place and the reason.
package enum PatternError: Error, Equatable, CustomStringConvertible {
    /// ECMA-262 does not admit the pattern, or the translation does not support it.
    case translation(ECMAPatternError)
    /// PCRE2 refused the translation; `code` is its error number.
    case compilation(code: Int)

    /// Safe to show: the place in the pattern and the reason.
    package var description: String {
        switch self {
        case .translation(let error): "at character \(error.offset): \(error.message)"
        case .compilation(let code): "too large or too deeply nested for PCRE2 (error \(code))"
        }
    }
}

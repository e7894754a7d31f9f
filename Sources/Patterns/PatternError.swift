/// Why a pattern could not be made; its description names the place and the reason.
package enum PatternError: Error, Equatable, CustomStringConvertible {
    /// ECMA-262 does not admit the pattern, or the translation does not support it.
    case translation(ECMAPatternError)
    /// PCRE2 refused the translation; `code` is its error number.
    case compilation(code: Int)

    /// True where ECMA-262 admits the pattern, but it cannot be run here.
    package var isUnsupported: Bool {
        switch self {
        case .translation(let error): error.isUnsupported
        case .compilation: true
        }
    }

    /// Safe to show: the place in the pattern and the reason.
    package var description: String {
        switch self {
        case .translation(let error): "at character \(error.offset): \(error.message)"
        case .compilation(let code): "PCRE2 refuses it: \(Pattern.message(of: code))"
        }
    }
}

/// Why a pattern cannot be used.
package struct ECMAPatternError: Error, Equatable {
    /// The place in the pattern, in Unicode scalars from its start.
    package let offset: Int
    /// The fault, in a few words.
    package let message: String
    /// True where ECMA-262 admits the pattern but PCRE2 cannot run it.
    package let isUnsupported: Bool
}

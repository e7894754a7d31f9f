/// Why launch data was refused; for the log alone, a client gets one text for all of them.
///
/// The cases stand in the order of the checks. `description` never holds a part of the data.
package enum InitDataFailure: Error, Sendable, Equatable, CaseIterable {
    case tooLong
    case empty
    /// A piece between two `&` without a name or without `=`.
    case pairMalformed
    case escapeMalformed
    /// A line feed in a name or value, or `=` in a name: the signed lines could be cut in two ways.
    case ambiguousText
    case invalidUTF8
    case duplicateField
    case hashMissing
    case hashMalformed
    case hashMismatch
    case signatureMissing
    case signatureMalformed
    case signatureMismatch
    case authDateMissing
    case authDateMalformed
    case expired
    case fromTheFuture
    case userMissing
    case userMalformed
    case userIDInvalid
    /// U+0000 in a field or in a text of the user: PostgreSQL stores no such text.
    case nulCharacter
}

extension InitDataFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLong: "longer than \(InitData.maximumSize) bytes"
        case .empty: "empty"
        case .pairMalformed: "a field is not name=value"
        case .escapeMalformed: "a percent escape is malformed"
        case .ambiguousText: "a line feed in a field, or '=' in a name"
        case .invalidUTF8: "invalid UTF-8"
        case .duplicateField: "a field stands twice"
        case .hashMissing: "no hash"
        case .hashMalformed: "hash is not 64 lower-case hex digits"
        case .hashMismatch: "hash mismatch"
        case .signatureMissing: "no signature"
        case .signatureMalformed: "signature is not 64 bytes in unpadded base64url"
        case .signatureMismatch: "signature mismatch"
        case .authDateMissing: "no auth_date"
        case .authDateMalformed: "auth_date is not 1 to 12 digits"
        case .expired: "expired"
        case .fromTheFuture: "auth_date lies in the future"
        case .userMissing: "no user"
        case .userMalformed: "user is not the JSON object it should be"
        case .userIDInvalid: "user.id is not an integer from 1 to 2^52-1"
        case .nulCharacter: "U+0000 in a text"
        }
    }
}

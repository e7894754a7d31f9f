import HTTPTypes

/// A set of ASCII characters as two words; bytes from 0x80 up are never in it.
///
/// Two constants and a shift instead of a table: the compiler folds them into the code, so no lazily initialised
/// global stands between the parser and a byte.
struct ByteSet {
    let low: UInt64
    let high: UInt64

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        byte < 0x80 && ((byte < 0x40 ? low : high) &>> UInt64(byte & 0x3F)) & 1 == 1
    }

    /// `tchar` of RFC 9110 § 5.6.2: letters, digits and !#$%&'*+-.^_`|~
    @inline(__always) static var token: ByteSet {
        ByteSet(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)
    }

    /// `reg-name` of RFC 3986 § 3.2.2 without "," (a list of hosts is not one host).
    @inline(__always) static var registeredName: ByteSet {
        ByteSet(low: 0x2BFF_6FF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    }

    /// `userinfo` of RFC 3986 § 3.2.1.
    @inline(__always) static var userInformation: ByteSet {
        ByteSet(low: 0x2FFF_7FF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    }

    /// The characters of a request target that is no fragment: unreserved, reserved and "%" (RFC 3986 § 2).
    @inline(__always) static var target: ByteSet {
        ByteSet(low: 0xAFFF_FFF2_0000_0000, high: 0x47FF_FFFE_AFFF_FFFF)
    }

    /// `unreserved` of RFC 3986 § 2.3: what means the same percent-encoded or not.
    @inline(__always) static var unreserved: ByteSet {
        ByteSet(low: 0x03FF_6000_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    }

    /// The bytes between the brackets of an IPv6 literal: hexadecimal digits, ":" and ".".
    @inline(__always) static var addressLiteral: ByteSet {
        ByteSet(low: 0x07FF_4000_0000_0000, high: 0x0000_007E_0000_007E)
    }

    /// The characters of a request id that is echoed: letters, digits, ".", "_" and "-".
    @inline(__always) static var requestID: ByteSet {
        ByteSet(low: 0x03FF_6000_0000_0000, high: 0x07FF_FFFE_87FF_FFFE)
    }
}

extension Bytes {
    /// True where all bytes are in the set; true of no bytes.
    @inline(__always)
    func isMade(of set: ByteSet) -> Bool {
        var index = 0
        while index < count {
            if !set.contains(start[index]) { return false }
            index &+= 1
        }
        return true
    }

    /// The bytes without spaces and tabs at both ends (OWS, RFC 9110 § 5.6.3).
    @inline(__always)
    func trimmed() -> Bytes {
        var lower = 0
        var upper = count
        while lower < upper, start[lower] == 0x20 || start[lower] == 0x09 { lower &+= 1 }
        while upper > lower, start[upper &- 1] == 0x20 || start[upper &- 1] == 0x09 { upper &-= 1 }
        return Bytes(start: start + lower, count: upper &- lower)
    }
}

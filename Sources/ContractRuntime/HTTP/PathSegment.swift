import HTTPTypes

/// Decoding of one segment of a request's path.
package enum PathSegment {
    /// The bytes between two slashes, percent-decoded; nil where an escape is broken or the result is not UTF-8.
    ///
    /// "+" stands for itself and an encoded "/" stays part of the segment. U+0000 is decoded too: whether a
    /// parameter may hold it is its schema's business.
    package static func decoded(_ raw: Bytes) -> [UInt8]? {
        PercentReader.decode(raw, plusIsSpace: false)
    }

    /// The same without a copy where the bytes stand for themselves: ASCII without an escape; nil elsewhere.
    package static func verbatim(_ raw: Bytes) -> Bytes? {
        raw.buffer.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "%") } ? raw : nil
    }
}

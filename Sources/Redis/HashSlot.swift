/// The slot of a key in a cluster, as the cluster's specification computes it: CRC16 (XMODEM) modulo 16,384.
package struct HashSlot: Sendable, Hashable {
    static let count: Int = 16_384

    package let number: Int

    /// Where the key holds `{…}` with something in it, that alone decides: so several keys share a slot.
    package init(_ key: [UInt8]) {
        var tag = key[...]
        if let open = key.firstIndex(of: UInt8(ascii: "{")),
            let close = key[(open + 1)...].firstIndex(of: UInt8(ascii: "}")), close > open + 1
        {
            tag = key[(open + 1)..<close]
        }
        number = Int(Self.crc16(tag)) % Self.count
    }

    /// CRC-16/XMODEM: polynomial 0x1021, nothing reflected, from 0.
    static func crc16(_ bytes: ArraySlice<UInt8>) -> UInt16 {
        var crc: UInt16 = 0
        for byte in bytes {
            crc ^= UInt16(byte) << 8
            for _ in 0..<8 { crc = crc & 0x8000 == 0 ? crc << 1 : crc << 1 ^ 0x1021 }
        }
        return crc
    }
}

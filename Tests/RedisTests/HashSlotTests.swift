import Testing

@testable import Redis

@Suite struct HashSlotTests {
    /// The test vector of the cluster's specification.
    @Test func checksumIsThatOfTheSpecification() {
        #expect(HashSlot.crc16(Array("123456789".utf8)[...]) == 0x31C3)
        #expect(HashSlot(Array("123456789".utf8)).number == 0x31C3 % 16_384)
    }

    /// What `CLUSTER KEYSLOT` of a server answers.
    @Test(arguments: [
        ("foo", 12_182), ("bar", 5_061), ("{user1000}.following", 3_443), ("{user1000}.followers", 3_443),
        ("user1000", 3_443), ("foo{}{bar}", 8_363), ("foo{{bar}}zap", 4_015), ("foo{bar}{zap}", 5_061), ("", 0),
    ])
    func slotIsThatOfTheTag(key: String, slot: Int) {
        #expect(HashSlot(Array(key.utf8)).number == slot)
    }
}

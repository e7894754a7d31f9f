import Testing

@testable import S3

@Suite struct S3AddressTests {
    @Test(arguments: [
        ("s3://backups", "backups", ""), ("s3://backups/", "backups", ""),
        ("s3://my.bucket-1/a/b_c", "my.bucket-1", "a/b_c"),
        ("s3://backups/a/", "backups", "a"),
    ])
    func anAddressIsRead(text: String, bucket: String, path: String) throws {
        let address = try #require(S3Address(text))
        #expect(address.bucket == bucket && address.path == path)
        #expect(S3Address(address.description) == address)
    }

    @Test(arguments: [
        "", "backups", "s3://", "s3:///a", "s3://ab", "s3://Backups", "s3://back_ups", "s3://-backups", "s3://a..b",
        "s3://backups//a", "s3://backups/a//b", "s3://backups/../a", "s3://backups/./a", "s3://backups/a b",
        "s3://backups/a?b", "s3://backups/ä", "https://backups/a",
    ])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(S3Address(text) == nil)
    }

    @Test func aPlaceHasPartsAboveAndBelow() throws {
        let address = try #require(S3Address("s3://backups/shop/a-1.dump"))
        #expect(address.name == "a-1.dump")
        #expect(address.parent.description == "s3://backups/shop")
        #expect(address.parent.appending("b")?.description == "s3://backups/shop/b")
        #expect(address.appending("a/b") == nil)
    }

    @Test func anAnswersTextIsDecoded() {
        let text = XMLText(
            Array("<A><Key>a &amp; b&#x41;&#66;</Key><KeyCount>2</KeyCount><Key x=\"1\">c</Key></A>".utf8)
        )
        #expect(text.value("Key") == "a & bAB")
        #expect(text.elements("Key").count == 2)
        #expect(text.value("None") == nil)
    }
}

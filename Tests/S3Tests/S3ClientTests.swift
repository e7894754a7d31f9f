import Crypto
import Platform
import S3StandIn
import TestSupport
import TestTraits
import Testing

@testable import S3

/// The client against a server that checks signatures by itself.
@Suite(.blocking) struct S3ClientTests {
    private let nightly: S3Address

    init() throws { nightly = try #require(S3Address("s3://backups/shop/nightly")) }

    private func options(_ server: S3StandIn) -> S3Options {
        var options = S3Options()
        options.endpoint = server.endpoint
        options.region = server.options.region
        options.accessKeyID = server.options.accessKeyID
        options.secretAccessKey = Secret(server.options.secretAccessKey)
        options.partBytes = 100_000
        options.retryDelay = .milliseconds(1)
        return options
    }

    /// A file of so many bytes, none like its neighbour.
    private func file(_ count: Int, in folder: TemporaryFolder) throws -> (path: String, bytes: [UInt8]) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let path = folder.uniquePath("bytes")
        try FileSystem.write(bytes, to: path)
        return (path, bytes)
    }

    private func place(_ name: String) throws -> S3Address { try #require(nightly.appending(name)) }

    /// In one request, in one part too much, and in three that are full.
    @Test(arguments: [0, 1, 100_000, 100_001, 300_000], S3Options.Addressing.allCases)
    func whatIsSentComesBack(count: Int, addressing: S3Options.Addressing) async throws {
        let server = try S3StandIn()
        var options = options(server)
        options.addressing = addressing
        if addressing == .virtual { options.endpoint = server.virtualEndpoint }
        let folder = try TemporaryFolder()
        let (path, bytes) = try file(count, in: folder)
        let address = try place("a-1.dump")
        let digest = SHA256.hash(bytes).hex
        let copy = folder.path + "/copy"
        let told = try await S3Client.with(options) { client async throws(S3Error) in
            try await client.upload(path, to: address, digest: digest)
            return try await client.download(address, to: copy)
        }
        #expect(told == digest)
        #expect(try Files.bytes(of: copy) == bytes)
        #expect(server.objects["backups/shop/nightly/a-1.dump"]?.bytes == bytes)
        #expect(server.openUploads == 0)
        await server.stop()
    }

    @Test func aListingHasAllPagesAndNothingFromBelow() async throws {
        var limits = S3StandIn.Options()
        limits.pageCount = 2
        let server = try S3StandIn(limits)
        let names = (1...5).map { "a-\($0).dump" }
        server.change { objects in
            for key in names.map({ "shop/nightly/\($0)" }) + ["shop/nightly/below/x", "shop/nightly-2/x", "other"] {
                objects["backups/\(key)"] = S3StandIn.Object(bytes: [1, 2, 3], tag: "\"1\"")
            }
        }
        let found = try await S3Client.with(options(server)) { client async throws(S3Error) in
            try await client.list(below: nightly)
        }
        #expect(found.map(\.address.name) == names)
        #expect(found.allSatisfy { $0.bytes == 3 })
        await server.stop()
    }

    @Test func whatIsRemovedIsGone() async throws {
        let server = try S3StandIn()
        server.change { $0["backups/shop/nightly/a"] = S3StandIn.Object(bytes: [], tag: "\"1\"") }
        let address = try place("a")
        try await S3Client.with(options(server)) { client async throws(S3Error) in try await client.remove(address) }
        #expect(server.objects.isEmpty)
        await server.stop()
    }

    @Test func aServerThatFailsForAMomentIsAskedAgain() async throws {
        let server = try S3StandIn()
        let folder = try TemporaryFolder()
        let (path, bytes) = try file(250_000, in: folder)
        let address = try place("a")
        server.expect(.status(503, code: "SlowDown"), .status(500, code: "InternalError"))
        try await S3Client.with(options(server)) { client async throws(S3Error) in
            try await client.upload(path, to: address, digest: "0")
        }
        #expect(server.objects["backups/shop/nightly/a"]?.bytes == bytes)
        await server.stop()
    }

    /// Whichever request fails for good, no parts are left that cost money.
    @Test(arguments: 1...5) func anUploadThatFailsLeavesNothing(number: Int) async throws {
        let server = try S3StandIn()
        let folder = try TemporaryFolder()
        let (path, _) = try file(250_000, in: folder)
        let address = try place("a")
        var options = options(server)
        options.retryDelay = .zero
        // The first request begins the upload, the last one puts it together.
        let client = try S3Client(options)
        server.expect(after: number - 1, .status(403, code: "AccessDenied"))
        await #expect(throws: S3Error.refused(status: 403, code: "AccessDenied")) {
            try await client.upload(path, to: address, digest: "0")
        }
        await client.close()
        #expect(server.objects.isEmpty)
        #expect(server.openUploads == 0)
        await server.stop()
    }

    /// Who stops a backup leaves nothing that costs money, either.
    @Test func anUploadThatIsStoppedLeavesNothing() async throws {
        let server = try S3StandIn()
        let folder = try TemporaryFolder()
        let (path, _) = try file(250_000, in: folder)
        let address = try place("a")
        var options = options(server)
        options.retryDelay = .seconds(3_600)
        let client = try S3Client(options)
        // It waits before it sends the second part again.
        server.expect(after: 2, .status(503, code: "SlowDown"))
        let upload = Task { try await client.upload(path, to: address, digest: "0") }
        try Deadline.wait(seconds: 30, for: "the second part") { server.requests.count < 3 ? nil : () }
        upload.cancel()
        await #expect(throws: S3Error.stopped) { try await upload.value }
        await client.close()
        #expect(server.objects.isEmpty && server.openUploads == 0)
        await server.stop()
    }

    @Test func aLateErrorIsOneAndIsAskedAgain() async throws {
        let server = try S3StandIn()
        let folder = try TemporaryFolder()
        let (path, bytes) = try file(250_000, in: folder)
        let address = try place("a")
        let client = try S3Client(options(server))
        server.expect(after: 4, .lateError)
        try await client.upload(path, to: address, digest: "0")
        #expect(server.objects["backups/shop/nightly/a"]?.bytes == bytes)
        #expect(server.requests.count == 6)
        server.change { $0 = [:] }
        server.expect(after: 4, .lateError, .lateError, .lateError, .lateError)
        await #expect(throws: S3Error.refused(status: 200, code: "InternalError")) {
            try await client.upload(path, to: address, digest: "0")
        }
        await client.close()
        #expect(server.objects.isEmpty && server.openUploads == 0)
        await server.stop()
    }

    /// The upload was put together, but nobody heard of it: the repetition finds none.
    @Test(arguments: [nil, "another"]) func anAnswerThatWasLostFailsNoUpload(found: String?) async throws {
        let server = try S3StandIn()
        let folder = try TemporaryFolder()
        let (path, bytes) = try file(250_000, in: folder)
        let address = try place("a")
        let client = try S3Client(options(server))
        let key = "backups/shop/nightly/a"
        server.expect(after: 4, .lostAnswer)
        if let found {
            // Somebody else's object has come in its place meanwhile.
            server.expect(.change { $0[key]?.digest = found })
            await #expect(throws: S3Error.refused(status: 404, code: "NoSuchUpload")) {
                try await client.upload(path, to: address, digest: "0")
            }
        } else {
            try await client.upload(path, to: address, digest: "0")
        }
        await client.close()
        #expect(server.objects[key]?.bytes == bytes)
        await server.stop()
    }

    @Test func anotherObjectInThePlaceIsNotMixedIn() async throws {
        let server = try S3StandIn()
        let folder = try TemporaryFolder()
        let (path, _) = try file(250_000, in: folder)
        let address = try place("a")
        let client = try S3Client(options(server))
        try await client.upload(path, to: address, digest: "0")
        server.expect(after: 2, .change { $0["backups/shop/nightly/a"]?.tag = "\"other\"" })
        await #expect(throws: S3Error.refused(status: 412, code: "PreconditionFailed")) {
            try await client.download(address, to: folder.path + "/copy")
        }
        await client.close()
        await server.stop()
    }

    @Test(arguments: ["key", "secret", "region", "token", "clock"])
    func whoIsNotKnownIsRefused(fault: String) async throws {
        var limits = S3StandIn.Options()
        limits.sessionToken = "token"
        let server = try S3StandIn(limits)
        var options = options(server)
        options.sessionToken = Secret("token")
        var code = "SignatureDoesNotMatch"
        switch fault {
        case "key": (options.accessKeyID, code) = ("another", "InvalidAccessKeyId")
        case "secret": options.secretAccessKey = Secret("another")
        case "region": (options.region, code) = ("us-east-1", "AuthorizationHeaderMalformed")
        case "token": (options.sessionToken, code) = (Secret("another"), "InvalidToken")
        default: code = "RequestTimeTooSkewed"
        }
        let hour: Int64 = fault == "clock" ? 3_600_000_000 : 0
        let client = try S3Client(options) { SystemClock.microseconds() - hour }
        do {
            _ = try await client.list(below: nightly)
            Issue.record("it was let in")
        } catch S3Error.refused(_, let found) {
            #expect(found == code)
        }
        await client.close()
        await server.stop()
    }

    /// Nobody waits ten minutes for a listing because a part of a file may take that long.
    @Test func aServerThatIsSilentIsGivenUpInTime() async throws {
        let silent = try RawServer { _ in .silence }
        var options = S3Options()
        options.endpoint = silent.address
        (options.accessKeyID, options.secretAccessKey) = ("key", Secret("secret"))
        (options.attempts, options.shortTimeout) = (1, .milliseconds(100))
        let client = try S3Client(options)
        await #expect(throws: S3Error.unanswered("none in time")) { try await client.list(below: nightly) }
        await client.close()
        silent.stop()
    }

    @Test func withoutKeysNothingIsAsked() async throws {
        #expect(throws: S3Error.noCredentials) { try S3Client(S3Options()) }
    }

    /// The stand-in takes what a client that others wrote sends, so what it refuses of ours is ours.
    @Test func theStandInUnderstandsBoto3() async throws {
        var limits = S3StandIn.Options()
        limits.leastPartBytes = 5 << 20
        limits.pageCount = 1
        let server = try S3StandIn(limits)
        let program = """
            import boto3, sys
            from boto3.s3.transfer import TransferConfig
            from botocore.config import Config
            endpoint, region, key, secret = sys.argv[1:]
            s3 = boto3.client("s3", endpoint_url=endpoint, region_name=region, aws_access_key_id=key,
                aws_secret_access_key=secret, config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))
            body = bytes(range(256)) * 50_000
            open("body", "wb").write(body)
            s3.put_object(Bucket="backups", Key="a b+c/&.txt", Body=b"short", Metadata={"sha256": "abc"})
            s3.upload_file("body", "backups", "long", Config=TransferConfig(multipart_threshold=5 << 20,
                multipart_chunksize=5 << 20))
            assert s3.get_object(Bucket="backups", Key="long")["Body"].read() == body
            assert s3.get_object(Bucket="backups", Key="long", Range="bytes=5-9")["Body"].read() == body[5:10]
            assert s3.head_object(Bucket="backups", Key="a b+c/&.txt")["Metadata"] == {"sha256": "abc"}
            pages = s3.get_paginator("list_objects_v2").paginate(Bucket="backups")
            assert [o["Key"] for p in pages for o in p["Contents"]] == ["a b+c/&.txt", "long"]
            s3.delete_object(Bucket="backups", Key="long")
            try:
                boto3.client("s3", endpoint_url=endpoint, region_name=region, aws_access_key_id=key,
                    aws_secret_access_key=secret + "x").list_objects_v2(Bucket="backups")
                sys.exit("a wrong secret was taken")
            except s3.exceptions.ClientError as error:
                assert error.response["Error"]["Code"] == "SignatureDoesNotMatch", error
            """
        let folder = try TemporaryFolder()
        let words = [
            "/usr/bin/env", "-C", folder.path, "/usr/bin/python3", "-c", program, server.endpoint,
            server.options.region, server.options.accessKeyID, server.options.secretAccessKey,
        ]
        let outcome = try Command.run(words, environment: ["HOME": folder.path, "AWS_EC2_METADATA_DISABLED": "true"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(server.objects.keys.sorted() == ["backups/a b+c/&.txt"])
        await server.stop()
    }
}

import Crypto
import Impl
import S3
import S3StandIn
import TestTraits
import Testing

@testable import Server

/// The newest backup in a bucket, as a running server asks for it.
@Suite(.blocking) struct BucketWatchTests {
    private func watch(_ server: S3StandIn) throws -> BucketWatch {
        var options = S3Options()
        options.endpoint = server.endpoint
        options.region = server.options.region
        options.accessKeyID = server.options.accessKeyID
        options.secretAccessKey = Secret(server.options.secretAccessKey)
        options.attempts = 1
        return BucketWatch(.bucket(try #require(S3Address("s3://backups/shop")), options))
    }

    @Test func theNewestIsKnownAndAskedForSeldom() async throws {
        let server = try S3StandIn()
        server.change { objects in
            for name in ["a-20260101T000000Z.dump", "a-20260103T000000Z.dump", "a-20260102T000000Z.dump", "notes"] {
                objects["backups/shop/\(name)"] = S3StandIn.Object(bytes: [1], tag: "\"1\"")
            }
        }
        let watch = try watch(server)
        // 2026-01-03T00:00:00Z
        for _ in 0..<3 { #expect(watch.newest() == .at(1_767_398_400)) }
        #expect(server.requests.count == 1)
        await server.stop()
    }

    @Test func aBucketWithoutABackupSaysSo() async throws {
        let server = try S3StandIn()
        #expect(try watch(server).newest() == BackupWatch.Newest.none)
        await server.stop()
    }

    @Test func aServerThatDoesNotAnswerTellsNothingNew() async throws {
        let server = try S3StandIn()
        let watch = try watch(server)
        server.expect(.status(503, code: "SlowDown"))
        #expect(watch.newest() == .unknown)
        // It is asked again with the next look.
        server.change { $0["backups/shop/a-20260103T000000Z.dump"] = S3StandIn.Object(bytes: [1], tag: "\"1\"") }
        #expect(watch.newest() == .at(1_767_398_400))
        await server.stop()
    }
}

import Crypto
import Foundation
import Telegram
import Testing

/// Vectors of tma.js, init-data-golang, init-data-py and aiogram, which lie beside the checkout where they may be read.
@Suite struct PublishedVectorsTests {
    struct Vectors: Decodable {
        struct HMAC: Decodable {
            let id: String
            let token: String
            let initData: String
            let signatureValid: Bool
        }
        struct Ed25519: Decodable {
            let id: String
            let botId: Int64
            let key: String
            let initData: String
            let signatureValid: Bool
        }
        let hmac: [HMAC]
        let ed25519: [Ed25519]
    }

    /// nil, and a warning that says what is missing, where the file is not there.
    static func load() throws -> Vectors? {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "../shared/data/initdata-vectors.json").standardized
        guard FileManager.default.fileExists(atPath: file.path()) else {
            Issue.record("\(file.path()) is missing: only the vectors in these tests were checked", severity: .warning)
            return nil
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Vectors.self, from: Data(contentsOf: file))
    }

    /// The vectors are about signatures: a wrong date or user comes after a right one.
    static func signatureIsValid(_ verify: () throws(InitDataFailure) -> InitData) -> Bool {
        do throws(InitDataFailure) {
            _ = try verify()
            return true
        } catch {
            return [.expired, .authDateMissing, .userMissing, .userMalformed, .userIDInvalid].contains(error)
        }
    }

    @Test func hmacVectorsAgree() throws {
        for vector in try Self.load()?.hmac ?? [] {
            let verifier = InitDataVerifier(botToken: Secret(vector.token))
            let isValid = Self.signatureIsValid { () throws(InitDataFailure) in
                try verifier.verify(Array(vector.initData.utf8), now: 1_800_000_000, maximumAge: .max)
            }
            #expect(isValid == vector.signatureValid, "\(vector.id)")
        }
    }

    @Test func ed25519VectorsAgree() throws {
        for vector in try Self.load()?.ed25519 ?? [] {
            let verifier =
                switch vector.key {
                case "prod": try ThirdPartyVerifier(botID: vector.botId, environment: .production)
                case "test": try ThirdPartyVerifier(botID: vector.botId, environment: .test)
                default:
                    ThirdPartyVerifier(
                        botID: vector.botId,
                        key: try Ed25519PublicKey(raw: #require(Hex.decode(vector.key)))
                    )
                }
            let isValid = Self.signatureIsValid { () throws(InitDataFailure) in
                try verifier.verify(Array(vector.initData.utf8), now: 1_800_000_000, maximumAge: .max)
            }
            #expect(isValid == vector.signatureValid, "\(vector.id)")
        }
    }
}

import ContractRuntime
import Domain

@testable import Impl
@testable import Platform
@testable import Redis

extension FuzzTarget {
    /// A trace that is read is passed on as what reads the same. The input is `traceparent`, a line feed, `tracestate`.
    @Sendable static func trace(_ input: [UInt8]) throws {
        let parts = input.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false).map { Array($0) }
        let parent = parts.first ?? []
        let state = parts.count > 1 ? parts[1] : nil
        guard let context = parent.withUnsafeBufferPointer({ TraceContext(parent: $0, state: state) }) else { return }
        let again = Array(context.parent.utf8).withUnsafeBufferPointer {
            TraceContext(parent: $0, state: context.state.isEmpty ? nil : Array(context.state.utf8))
        }
        try require(again == context, "\(context) is passed on as \(String(describing: again))")
        let isClean = context.state.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        try require(isClean && context.state.utf8.count <= 512, "passed on: \(context.state)")
    }

    /// Replies are the same however their bytes arrive.
    @Sendable static func redis(_ input: [UInt8]) throws {
        let (choice, bytes) = input.choice
        let whole = replies([bytes[...]])
        let pieces = replies(bytes.pieces(choice))
        try require(pieces == whole, "\(pieces) in pieces, \(whole) at once")
    }

    /// The replies that were read; nil at the end of what is none.
    private static func replies(_ pieces: [ArraySlice<UInt8>]) -> [RedisReply?] {
        var replies: [RedisReply?] = []
        do {
            let reader = try ReplyReader()
            for piece in pieces {
                try Array(piece).withUnsafeBufferPointer { try reader.feed($0) }
                while let reply = try reader.next() { replies.append(reply) }
            }
        } catch {
            replies.append(nil)
        }
        return replies
    }

    /// An update is kept as it came, and what orders it does not hang on how its JSON is written.
    @Sendable static func updates(_ input: [UInt8]) throws {
        guard let update = ReceivedUpdate(raw: input) else { return }
        try require(update.raw == input, "kept otherwise: \(update.raw.text)")
        let key = update.orderKey.text.utf8
        try require(key.count <= 80 && !key.contains(0), "a key that PostgreSQL does not keep: \(update.orderKey)")
        let limits = JSONLimits(replacesLoneSurrogates: true)
        let written = try JSONDocument.withRoot(copying: input, limits: limits) { JSONText($0).bytes }
        let again = ReceivedUpdate(updateID: update.updateID, raw: written)
        let isSame = again.kind == update.kind && again.orderKey == update.orderKey
        try require(isSame, "\(update.orderKey) as it came, \(again.orderKey) as \(written.text)")
    }
}
